// The desk works without this file. It adds: Ctrl+K to search, no second sending of one form, errors read out first,
// a question before typed words are left behind, no end of the session while one types, and the end of what may be seen
// for a short time only.
"use strict";

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k") {
    const find = document.getElementById("find");
    if (find) { event.preventDefault(); find.focus(); find.select(); }
  }
});

let typed = null; // the form that holds words which nobody has sent
document.addEventListener("input", (event) => { typed = event.target.closest("main form[method=post]") ?? typed; });
addEventListener("beforeunload", (event) => { if (typed) event.preventDefault(); });

// Typing is no idle time: tell the desk now and then, and say so before anything is sent when the session is over.
let told = Date.now();
document.addEventListener("input", async (event) => {
  const { stillHere } = document.body.dataset;
  if (!stillHere || Date.now() - told < 4 * 60_000 || !event.target.closest("main form")) return;
  told = Date.now();
  const answer = await fetch(stillHere, { redirect: "manual" }).catch(() => null);
  if (answer?.status !== 204) document.querySelector("[data-over]")?.removeAttribute("hidden");
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (form.getAttribute("aria-busy") === "true") { event.preventDefault(); return; }
  form.setAttribute("aria-busy", "true");
  setTimeout(() => form.removeAttribute("aria-busy"), 10_000); // what answers with a file leaves the page as it is
  if (typed === form) typed = null;
});
addEventListener("pageshow", () => { // back again, by the browser's own memory of the page
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
});

document.querySelector("[data-errors]")?.focus();

for (const shown of document.querySelectorAll("[data-gone-after]")) {
  const gone = () => {
    shown.replaceChildren();
    typed = null;
    if (shown.dataset.then) location.replace(shown.dataset.then);
  };
  // A second before the server's own Refresh, which would stop to ask about typed words with all still on the screen.
  setTimeout(gone, 1000 * (Number(shown.dataset.goneAfter) - 1));
  addEventListener("pagehide", () => shown.replaceChildren());
}
