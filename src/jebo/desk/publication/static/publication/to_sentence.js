// The page works without this file. It adds: a link of the release check (#s-ID) goes to its sentence in the text, and selects it.
"use strict";

(() => {
  const area = document.querySelector("[data-sentences]");
  const go = () => {
    const [, wanted] = location.hash.match(/^#s-(.+)$/) ?? [];
    const words = area?.dataset.sentences.split(" ") ?? [];
    const at = wanted ? words.indexOf(wanted) : -1;
    if (at < 0) return;
    const [start, end] = words.slice(at + 1, at + 3).map((offset) => [...area.value].slice(0, Number(offset)).join("").length);
    area.scrollIntoView({ block: "center" });
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    area.scrollTop = (start / area.value.length) * area.scrollHeight - area.clientHeight / 2;
  };
  addEventListener("hashchange", go);
  addEventListener("load", go);
})();
