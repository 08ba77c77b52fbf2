// Lets the browser keep a page for the time without a network. The page works without it.
"use strict";

const place = document.querySelector("[data-worker]");
if (place && "serviceWorker" in navigator) {
  const { worker, scope } = place.dataset;
  // The browser asks who vouches for the address of a script: only this one is.
  const policy = window.trustedTypes?.createPolicy("offline", {
    createScriptURL: (address) => {
      if (/^\/[a-z-]+\.js$/.test(address)) return address;
      throw new TypeError(address);
    },
  });
  const address = policy ? policy.createScriptURL(worker) : worker;
  navigator.serviceWorker.register(address, { scope }).catch(() => undefined);
}
