/* Finds stories by their words, in files of the site itself, the latest month first. Nothing that is asked for leaves this page. */
(() => {
  "use strict";
  const box = document.getElementById("search");
  if (!box) return;
  const input = box.querySelector("input"), list = box.querySelector("ul"), said = box.querySelector("[role=status]");
  const months = box.dataset.months.split(" ").filter(Boolean), known = new Map(), MOST = 50;
  let turn = 0;

  const tokens = (words) => {
    const found = new Set();
    for (const [run] of words.normalize("NFC").toLowerCase().matchAll(/[가-힣]+|(?:(?![가-힣])[\p{L}\p{N}])+/gu)) {
      if (/^[가-힣]{2,}$/.test(run)) for (let at = 0; at < run.length - 1; at++) found.add(run.slice(at, at + 2));
      else found.add(run);
    }
    return [...found];
  };

  window.jebo = (name, told) => known.get(name).resolve(told);

  const load = (name) => {
    if (!known.has(name)) {
      const one = {};
      one.told = new Promise((resolve, reject) => { one.resolve = resolve; one.reject = reject; });
      known.set(name, one);
      const script = document.createElement("script");
      script.src = `${name}/words.js`;
      script.onerror = () => one.resolve({ pages: [], words: {} });
      document.head.append(script);
    }
    return known.get(name).told;
  };

  const pages = (told, token) => {
    const found = new Set(), words = told.words, lone = /^[가-힣]$/.test(token);
    for (const word in words) if (lone ? word.includes(token) : word.startsWith(token)) for (const page of words[word]) found.add(page);
    return found;
  };

  const show = (name, [slug, title, day]) => {
    const item = document.createElement("li"), link = document.createElement("a"), time = document.createElement("span");
    link.href = `${name}/${slug}.html`;
    link.textContent = title;
    time.className = "fine";
    time.textContent = day;
    item.append(link, " ", time);
    list.append(item);
  };

  const search = async () => {
    const mine = ++turn, asked = tokens(input.value);
    list.replaceChildren();
    said.textContent = "";
    if (!asked.length) return;
    let count = 0;
    for (const name of months) {
      const told = await load(name);
      if (mine !== turn) return;
      const sets = asked.map((token) => pages(told, token));
      told.pages.forEach((page, number) => {
        if (count < MOST && sets.every((set) => set.has(number))) { show(name, page); count++; }
      });
      if (count >= MOST) break;
    }
    said.textContent = (count ? box.dataset.found : box.dataset.none).replace("{n}", count >= MOST ? `${MOST}+` : count);
  };

  let wait = 0;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(search, 250); });
  box.hidden = false;
  input.focus();
})();
