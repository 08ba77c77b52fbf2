// Checks the code of a document without asking anybody: docs/verification.md says what is in it.
"use strict";

const place = document.querySelector("[data-keys]");
const { keys, withdrawn, listed } = place.dataset;
const bytes = (text) => Uint8Array.from(
  atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0),
);
const inWords = (day) => new Intl.DateTimeFormat("fr", { dateStyle: "long", timeZone: "UTC" })
  .format(new Date(`${day}T00:00:00Z`)).replace(/^1 /, "1er ");
const today = () => new Intl.DateTimeFormat("sv", { timeZone: "Europe/Paris" }).format(new Date());

const isSigned = async (name, content, signature) => {
  const known = JSON.parse(keys);
  if (!Object.hasOwn(known, name) || signature.length !== 64) return false;
  const key = await crypto.subtle.importKey("raw", bytes(known[name]), "Ed25519", false, ["verify"]);
  return crypto.subtle.verify("Ed25519", key, signature, content);
};
const digest = async (signature) => {
  const hash = await crypto.subtle.digest("SHA-256", signature);
  return [...new Uint8Array(hash)].slice(0, 8).map((one) => one.toString(16).padStart(2, "0")).join("");
};
const read = (code) => {
  const [content, signature, ...more] = code.split(".").map(bytes);
  const fields = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
  if (!signature || more.length || !Array.isArray(fields)) throw new TypeError(code);
  return { content, signature, fields };
};

const show = (verdict, proof) => {
  for (const one of place.querySelectorAll("[data-verdict]")) one.hidden = one.dataset.verdict !== verdict;
  const shown = place.querySelector(`[data-verdict=${verdict}]`);
  const heading = place.querySelector("[data-title]");
  heading.textContent = shown.dataset.heading;
  document.title = `${heading.textContent} – ${document.title.split(" – ").at(-1)}`;
  const how = shown.querySelector("[data-how]");
  if (how) {
    how.textContent = `Vérifié sans réseau, le ${inWords(today())}. Liste des documents annulés : ${inWords(listed)}.`;
  }
  if (!proof) return;
  const { first, last, until } = proof;
  const said = {
    ...proof,
    issued: inWords(proof.issued),
    days: first === last ? `le ${inWords(last)}` : `du ${inWords(first)} au ${inWords(last)}`,
    until: until && inWords(until),
  };
  for (const one of place.querySelectorAll("[data-fill]")) one.textContent = said[one.dataset.fill];
  for (const one of place.querySelectorAll("[data-until]")) one.hidden = !until;
  for (const one of place.querySelectorAll("[data-seal]")) one.hidden = !proof.seal;
  place.querySelector("[data-facts]").hidden = false;
};

const check = async (code) => {
  let found;
  try {
    found = read(code);
  } catch {
    return show("not_ours");
  }
  const [form, key, insurer, title, number, issued, first, last, until, ...rest] = found.fields;
  const [seal, who] = form === 2 ? [rest[0], rest.slice(1)] : ["", rest];
  try {
    if (![1, 2].includes(form) || !(await isSigned(key, found.content, found.signature))) return show("not_ours");
  } catch {
    return show("unable");  // a browser from before Ed25519
  }
  const proof = { insurer, title, number, issued, first, last, until, seal, who: who.join(", ") };
  if (withdrawn.split(" ").includes(await digest(found.signature))) return show("withdrawn", proof);
  if (today() < issued) return show("not_yet", proof);
  return show(until && until < today() ? "over" : "genuine", proof);
};

const code = location.pathname.split("/").slice(2).join("/");
if (code && code !== "sans-reseau") check(code);
