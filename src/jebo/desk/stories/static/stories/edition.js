// The page works without this file. It adds: Ctrl+S saves, buttons begin a heading or a quotation, and what is typed is kept as a
// draft on the desk, at most every 20 s.
"use strict";

const form = document.querySelector("form[data-draft]");
const EVERY = 20_000;

document.addEventListener("keydown", (event) => {
  if (!form || event.isComposing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-first]"));
});

for (const tools of document.querySelectorAll("[data-tools]")) {
  const area = document.getElementById(tools.dataset.tools);
  tools.hidden = false;
  tools.addEventListener("click", (event) => {
    const { line } = event.target.dataset;
    if (!line || !area) return;
    const at = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
    area.focus();
    area.setSelectionRange(at, at);
    if (!document.execCommand("insertText", false, line)) area.setRangeText(line, at, at, "end"); // the first can be undone
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

if (form?.dataset.draft) {
  let changed = false, waiting = null, last = 0;
  const said = form.querySelector("[data-kept]");
  const keep = async () => {
    waiting = null;
    if (!changed) return;
    changed = false;
    last = Date.now();
    const answer = await fetch(form.dataset.draft, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => null);
    if (said) said.textContent = answer?.status === 204 ? said.dataset.kept : "";
    if (answer?.status !== 204) changed = true;
  };
  form.addEventListener("input", () => {
    changed = true;
    if (said) said.textContent = "";
    waiting ??= setTimeout(keep, Math.max(2_000, EVERY - (Date.now() - last)));
  });
  form.addEventListener("submit", () => { clearTimeout(waiting); changed = false; });
}
