// The form of a statement works without this file. It adds: marking the passage itself instead of ticking sentences.
"use strict";

const marking = document.querySelector("[data-passage]");
const words = marking?.querySelector("[data-words]");
const marked = marking?.querySelector("[data-marked]");
const start = document.querySelector("input[name=start]");
const end = document.querySelector("input[name=end]");

const letters = (text) => Array.from(text).length; // the desk counts characters, the browser halves of some

function show() {
  const all = Array.from(words.textContent);
  marked.textContent = start.value && end.value ? all.slice(Number(start.value), Number(end.value)).join("") : "";
}

function mark() {
  const chosen = document.getSelection();
  if (!chosen.rangeCount || chosen.isCollapsed) return;
  const range = chosen.getRangeAt(0);
  if (!words.contains(range.startContainer) || !words.contains(range.endContainer)) return;
  const before = document.createRange();
  before.setStart(words, 0);
  before.setEnd(range.startContainer, range.startOffset);
  start.value = letters(before.toString());
  end.value = Number(start.value) + letters(range.toString());
  for (const box of document.querySelectorAll("[data-passages] input")) box.checked = false;
  show();
}

if (marking && start && end) {
  marking.hidden = false;
  document.addEventListener("selectionchange", mark);
  marking.querySelector("[data-unmark]").addEventListener("click", () => { start.value = end.value = ""; show(); });
  document.querySelector("[data-passages]").addEventListener("change", () => { start.value = end.value = ""; show(); });
  if (start.value && end.value) marking.open = true;
  show();
}
