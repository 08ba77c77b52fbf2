// Small comforts. Every page works without them.
"use strict";

// The list of what to correct is the first thing to hear and to see.
document.querySelector("[data-focus]")?.focus();

// The text grows on the spot: nothing that was typed is lost.
document.querySelector("[data-text-size]")?.addEventListener("click", async (event) => {
  event.preventDefault();
  const link = event.currentTarget;
  const root = document.documentElement;
  await fetch(link.href, { redirect: "manual" });
  const large = root.dataset.size !== "lg";
  if (large) root.dataset.size = "lg"; else delete root.dataset.size;
  link.textContent = large ? "Texte normal" : "Texte plus grand";
  link.href = link.href.replace(large ? "grand" : "normal", large ? "normal" : "grand");
});

for (const box of document.querySelectorAll("[data-password]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button";
  button.dataset.variant = "secondary";
  button.textContent = "Montrer le mot de passe";
  button.setAttribute("aria-controls", box.id);
  button.addEventListener("click", () => {
    const shown = box.type === "text";
    box.type = shown ? "password" : "text";
    button.textContent = shown ? "Montrer le mot de passe" : "Cacher le mot de passe";
  });
  box.form.addEventListener("submit", () => { box.type = "password"; });
  box.after(button);

  const rule = box.form.querySelector("[data-rule=length]");
  const announce = box.form.querySelector("[data-announce]");
  if (!rule || !announce) continue;
  box.addEventListener("input", () => {
    const enough = [...box.value.normalize("NFC")].length >= 12;
    if (enough === rule.hasAttribute("data-ok")) return;
    rule.toggleAttribute("data-ok", enough);
    announce.textContent = enough ? "12 caractères : la longueur est bonne." : "";
  });
}

// A page to keep: one press prints it.
for (const place of document.querySelectorAll("[data-print]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button";
  button.dataset.variant = "secondary";
  button.textContent = place.dataset.print;
  button.addEventListener("click", () => window.print());
  place.lastElementChild.before(button);
}
