// The page works without this file. It adds: Ctrl+S saves, and a match or a term is put in where one types, so that it can be undone.
"use strict";

const form = document.querySelector(".beside-form");

document.addEventListener("keydown", (event) => {
  if (!form || event.isComposing || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  const first = form.querySelector("[data-first]");
  if (first) form.requestSubmit(first);
});

form?.addEventListener("click", (event) => {
  const button = event.target.closest("[data-put]");
  const area = button?.closest(".ours")?.querySelector("textarea:not([hidden])");
  if (!area) return;
  event.preventDefault();
  area.focus();
  if ("whole" in button.dataset) area.select();
  const words = button.dataset.put;
  if (!document.execCommand("insertText", false, words)) area.setRangeText(words, area.selectionStart, area.selectionEnd, "end"); // the first can be undone
});
