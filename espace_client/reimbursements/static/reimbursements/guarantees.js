// On a telephone each heading opens when it is wanted: fifty lines are a long way to scroll. Without
// a script, and on paper, all of them are open.
"use strict";

const headings = [...document.querySelectorAll("[data-fold] details.heading")];
const reveal = () => {
  const place = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const around = place && place.closest("details.heading");
  if (!around || around.open) return;
  around.open = true;
  place.scrollIntoView();
};

if (matchMedia("(max-width: 48em)").matches) for (const one of headings) one.open = false;
reveal();
addEventListener("hashchange", reveal);
addEventListener("beforeprint", () => { for (const one of headings) one.open = true; });
