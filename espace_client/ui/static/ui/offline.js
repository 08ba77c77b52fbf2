// Lets the browser keep a page for the time without a network. The page works without it.
"use strict";

const place = document.querySelector("[data-worker]");
if (place && "serviceWorker" in navigator) {
  const { worker, scope, cache } = place.dataset;
  // The browser asks who vouches for the address of a script: only one at the root is.
  const policy = window.trustedTypes?.createPolicy("offline", {
    createScriptURL: (address) => {
      if (/^\/[a-z-]+\.js$/.test(address)) return address;
      throw new TypeError(address);
    },
  });
  const address = policy ? policy.createScriptURL(worker) : worker;
  const keep = () => navigator.serviceWorker.register(address, { scope });
  const choice = document.querySelector("[data-keep]");
  if (!choice) keep().catch(() => undefined);

  // What is somebody's own is kept because they ask, and until they ask no more.
  const [kept, drop] = ["[data-kept]", "[data-drop]"].map((one) => document.querySelector(one));
  const show = (isKept) => {
    choice.hidden = isKept;
    for (const one of [kept, drop]) one.hidden = !isKept;
  };
  const isKept = async () => (await navigator.serviceWorker.getRegistration(scope))?.scope.endsWith(scope) ?? false;
  if (choice) {
    isKept().then(show);
    choice.addEventListener("click", async () => {
      choice.disabled = true;
      const registered = await keep();
      const coming = registered.installing ?? registered.waiting;
      const done = () => { choice.disabled = false; show(true); kept.focus(); };
      if (!coming) return done();
      coming.addEventListener("statechange", () => {
        if (coming.state === "activated") done();
        if (coming.state === "redundant") choice.disabled = false;
      });
    });
    drop.addEventListener("click", async () => {
      await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
      const names = (await caches.keys()).filter((one) => one.startsWith(`${cache}-`));
      await Promise.all(names.map((one) => caches.delete(one)));
      show(false);
      choice.focus();
    });
  }
}
