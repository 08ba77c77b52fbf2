// Says that the session will end, and lets it go on by one button. Every page works without it.
"use strict";

const dialog = document.querySelector("[data-session]");
if (dialog) {
  const { warnAfter, endsAfter } = dialog.dataset;
  const [soon, ended] = [dialog.querySelector("[data-soon]"), dialog.querySelector("[data-ended]")];
  const [button, signIn] = [soon.querySelector("button"), ended.querySelector("a")];
  const draft = document.querySelector("form[data-draft]");
  // Another tab of the same browser keeps the session alive for this one too.
  const tabs = new BroadcastChannel("session");
  let seen = Date.now();

  const isAlive = () => {
    seen = Date.now();
    if (dialog.open && !soon.hidden) dialog.close();
  };
  const close = () => {
    soon.hidden = true;
    ended.hidden = false;
    dialog.setAttribute("aria-labelledby", ended.querySelector("h2").id);
    if (!dialog.open) dialog.showModal();
    signIn.focus();
  };
  const goOn = async () => {
    // Both tokens are those of the way out, which every page has.
    const body = new URLSearchParams();
    for (const name of ["csrfmiddlewaretoken", "form_token"]) {
      body.set(name, document.querySelector(`[name=${name}]`).value);
    }
    const answer = await fetch(button.dataset.address, { method: "POST", body, redirect: "manual" });
    if (answer.status !== 204) return close();
    isAlive();
    tabs.postMessage("alive");
  };

  tabs.addEventListener("message", isAlive);
  tabs.postMessage("alive");
  button.addEventListener("click", goOn);
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();  // Escape: somebody is there
    if (!soon.hidden) goOn();
  });
  // What is being written goes along, and comes back after the sign-in.
  signIn.search = new URLSearchParams({ next: location.pathname + location.search });
  signIn.addEventListener("click", (event) => {
    if (!draft) return;
    event.preventDefault();
    const only = document.createElement("input");
    Object.assign(only, { type: "hidden", name: "draft_only", value: "1" });
    draft.append(only);
    draft.submit();
  });

  setInterval(() => {
    const idle = (Date.now() - seen) / 1000;
    if (idle >= endsAfter) {
      if (!soon.hidden) close();
    } else if (idle >= warnAfter && !dialog.open) {
      dialog.showModal();
    }
  }, 5000);
}
