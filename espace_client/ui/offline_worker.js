// A service worker. `kept` and `version` are written above it by offline.py.
"use strict";

const cacheName = `${kept.name}-${version}`;
// As a visitor sees it: nothing of a session is kept, unless its owner chose to. Whoever is led to the
// sign-in page leaves what was kept as it is.
const asSeen = kept.personal
  ? { credentials: "same-origin", redirect: "error" } : { credentials: "omit" };
// Whose page it is (ui/offline.py): what somebody kept is theirs until they ask no more, whoever
// else signs in on this device.
const ownerOf = (answer) => answer?.headers.get("Kept-For") ?? "";
const keepShell = async (owner) => {
  const answer = await fetch(new Request(kept.shell, { ...asSeen, cache: "no-store" }));
  if (!answer.ok) throw new Error(`${kept.shell}: ${answer.status}`);
  if (kept.personal && ownerOf(answer) !== owner) throw new Error(`${kept.shell}: somebody else's`);
  await (await caches.open(cacheName)).put(kept.shell, answer);
};
const refreshShell = async (seen) => {
  const before = await caches.match(kept.shell);
  if (kept.personal && !(before && ownerOf(before) === ownerOf(seen))) return;
  await keepShell(ownerOf(before));
};
// A new version of this script keeps the page of whom the last one kept it for, or waits for them.
const keepFirst = async () => {
  const before = await caches.match(kept.shell);
  if (before || !kept.personal) await keepShell(ownerOf(before));
};
const keepFiles = async () => (await caches.open(cacheName)).addAll(kept.files);
const dropOlder = async () => {
  const older = (await caches.keys()).filter((one) => one.startsWith(`${kept.name}-`) && one !== cacheName);
  await Promise.all(older.map((one) => caches.delete(one)));
};

self.addEventListener("install", (event) => {
  event.waitUntil(Promise.all([keepFirst(), keepFiles()]).then(() => self.skipWaiting()));
});
// The button of the page: its card instead of whichever was kept.
self.addEventListener("message", (event) => {
  const [port] = event.ports;
  const said = (isKept) => port.postMessage(isKept);
  event.waitUntil(keepShell(event.data.owner).then(() => said(true), () => said(false)));
});
self.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([dropOlder(), self.clients.claim()]));
});

const page = async (event) => {
  try {
    const answer = await fetch(event.request, { signal: AbortSignal.timeout(8000) });
    const isSignIn = kept.personal && answer.type === "opaqueredirect";
    if (isSignIn) return (await caches.match(kept.shell)) ?? answer;
    event.waitUntil(refreshShell(answer).catch(() => undefined));
    return answer;
  } catch {
    return (await caches.match(kept.shell)) ?? Response.error();
  }
};

self.addEventListener("fetch", (event) => {
  const { pathname } = new URL(event.request.url);
  const isOurs = pathname === kept.scope || pathname.startsWith(`${kept.scope}/`);
  if (event.request.mode === "navigate" && event.request.method === "GET" && isOurs) {
    event.respondWith(page(event));
  } else if (kept.files.includes(pathname)) {
    event.respondWith(caches.match(pathname).then((hit) => hit ?? fetch(event.request)));
  }
});
