// The page works without this file. It adds: Ctrl+Enter saves what is being written.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest("form[data-save]");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("[data-first]"));
});
