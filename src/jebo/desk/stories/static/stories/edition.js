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

// Put words into a text area as if they had been typed, so that undo takes them back.
function put(area, at, words) {
  area.focus();
  area.setSelectionRange(at, at);
  if (document.execCommand("insertText", false, words)) return;
  area.setRangeText(words, at, at, "end");
  area.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

const begin = (area, line) => put(area, area.value.lastIndexOf("\n", area.selectionStart - 1) + 1, line);

// A block goes after the paragraph in which the writer is.
function putBlock(area, line) {
  const end = area.value.indexOf("\n\n", area.selectionStart);
  const at = end < 0 ? area.value.trimEnd().length : end;
  put(area, at, (at ? "\n\n" : "") + line);
}

for (const tools of document.querySelectorAll("[data-tools]")) {
  const area = document.getElementById(tools.dataset.tools);
  if (!area) continue;
  tools.hidden = false;
  for (const told of form.querySelectorAll("[data-with-tools]")) told.hidden = false;
  tools.addEventListener("click", (event) => { if (event.target.dataset.line) begin(area, event.target.dataset.line); });
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || !event.ctrlKey || !event.altKey) return;
    const button = tools.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
    if (!button) return;
    event.preventDefault();
    begin(area, button.dataset.line);
  });
  for (const button of form.querySelectorAll("[data-block]")) {
    button.hidden = false;
    button.addEventListener("click", () => putBlock(area, button.dataset.block));
  }
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
