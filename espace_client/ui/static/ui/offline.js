// Lets the browser keep a page for the time without a network. The page works without it.
"use strict";

const place = document.querySelector("[data-worker]");
if (place && "serviceWorker" in navigator) {
  const { worker, scope, cache, owner } = place.dataset;
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
  // On a shared device, what another has kept is not kept for whom this page is.
  const isKept = async () => (await caches.match(scope))?.headers.get("Kept-For") === owner;
  const dropKept = async () => {
    const names = (await caches.keys()).filter((one) => one.startsWith(`${cache}-`));
    await Promise.all(names.map((one) => caches.delete(one)));
  };
  const active = (registered) => new Promise((resolve, reject) => {
    if (registered.active) return resolve(registered.active);
    const coming = registered.installing ?? registered.waiting;
    coming.addEventListener("statechange", () => {
      if (coming.state === "activated") resolve(coming);
      if (coming.state === "redundant") reject(new Error(worker));
    });
  });
  const asked = (who) => new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => resolve(data);
    who.postMessage({ owner }, [port2]);
  });
  if (choice) {
    isKept().then(show);
    choice.addEventListener("click", async () => {
      choice.disabled = true;
      try {
        if (!(await navigator.serviceWorker.getRegistration(scope))) await dropKept();
        await asked(await active(await keep()));
      } catch {
        // Nothing was kept, and the button stays.
      }
      choice.disabled = false;
      show(await isKept());
      if (!kept.hidden) kept.focus();
    });
    drop.addEventListener("click", async () => {
      await (await navigator.serviceWorker.getRegistration(scope))?.unregister();
      await dropKept();
      show(false);
      choice.focus();
    });
  }
}
