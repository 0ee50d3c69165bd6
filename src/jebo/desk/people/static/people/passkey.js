// Makes a passkey or asks one, and puts its answer into the form. What goes wrong is said on the page, in its language.
// Library: webauthn-json (it comes with allauth), since browsers of before 2025 do not turn JSON into what they want.
"use strict";

for (const part of document.querySelectorAll("[data-passkey]")) {
  const button = part.querySelector("[data-passkey-does]");
  const form = part.closest("form") ?? document.getElementById(button.getAttribute("form"));
  const say = (word) => {
    for (const line of part.querySelectorAll("[data-said]")) line.hidden = line.dataset.said !== word;
  };
  if (!window.PublicKeyCredential || /^[\d.:[\]]+$/.test(location.hostname)) {
    say("cannot");
    continue;
  }
  button.hidden = false;
  button.addEventListener("click", async () => {
    say("");
    if (!form.reportValidity()) return;
    try {
      const { wanted, from, passkeyDoes } = button.dataset;
      const options = wanted
        ? JSON.parse(wanted)
        : (await (await fetch(from, { headers: { Accept: "application/json" } })).json()).request_options;
      form.elements.credential.value = JSON.stringify(await webauthnJSON[passkeyDoes](options));
      form.requestSubmit();
    } catch (fault) {
      say(fault.name === "InvalidStateError" ? "known" : "refused");
    }
  });
  form.addEventListener("submit", (event) => { // the Enter key, where a passkey is what the page is for
    const { credential, code } = form.elements;
    if (credential.value || code?.value || event.submitter?.dataset.way) return;
    event.preventDefault();
    button.click();
  });
}
