// The kept card says by itself that its days are over: the network may be away.
"use strict";

const today = new Intl.DateTimeFormat("sv", { timeZone: "Europe/Paris" }).format(new Date());
for (const card of document.querySelectorAll("[data-until]")) {
  const isOver = card.dataset.until < today && card.dataset.today < today;
  card.querySelector("[data-over]").hidden = !isOver;
}
