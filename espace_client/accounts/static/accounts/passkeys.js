// Passkeys: the page asks the browser to make one or to show one, and sends its answer as a form.
"use strict";

const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const textOf = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

const keysOf = (list) => (list || []).map((key) => ({ ...key, id: bytesOf(key.id) }));

async function make(asked) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...asked,
      challenge: bytesOf(asked.challenge),
      user: { ...asked.user, id: bytesOf(asked.user.id) },
      excludeCredentials: keysOf(asked.excludeCredentials),
    },
  });
  return answerOf(made, { attestationObject: textOf(made.response.attestationObject) });
}

async function show(asked) {
  const shown = await navigator.credentials.get({
    publicKey: {
      ...asked,
      challenge: bytesOf(asked.challenge),
      allowCredentials: keysOf(asked.allowCredentials),
    },
  });
  return answerOf(shown, {
    authenticatorData: textOf(shown.response.authenticatorData),
    signature: textOf(shown.response.signature),
  });
}

const answerOf = (key, response) => JSON.stringify({
  id: key.id,
  rawId: key.id,
  type: key.type,
  response: { clientDataJSON: textOf(key.response.clientDataJSON), ...response },
});

for (const form of document.querySelectorAll("[data-passkey]")) {
  if (!window.PublicKeyCredential) continue; // the sentence that stands there remains
  const part = form.closest("[data-passkey-part]");
  part.querySelector("[data-passkey-without]").hidden = true;
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = part.querySelector("[data-passkey-failed]");
    failed.hidden = true;
    try {
      const asked = JSON.parse(form.dataset.options).publicKey;
      form.elements.credential.value = await (form.dataset.passkey === "make" ? make : show)(asked);
    } catch {
      failed.hidden = false;
      failed.focus();
      return;
    }
    form.submit();
  });
}
