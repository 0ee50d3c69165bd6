// Marks under the words of a text area, while somebody writes. Pages work without this file. How a page uses it stands in
// src/jebo/desk/paste/__init__.py. The text area itself is never touched but to put a wording into it, and never while a
// Korean syllable is being composed; the lines are drawn on a copy of the text that lies behind it.
"use strict";

const PAUSE = 400; // ms after the last key, as asked for
const AND_COMPARE = 1200; // ms: the comparison judges both editions and takes longer
const LONGEST_REST = 3000; // ms: a long text takes seconds, so its advice waits until nobody has typed for as long as it took
const fields = new Map(); // a text area's name → its Marked

class Marked {
  constructor(area) {
    this.area = area;
    this.side = document.getElementById(area.dataset.side);
    this.told = document.querySelector(`[data-status="${area.name}"]`);
    this.about = document.querySelector(`[data-about="${area.name}"]`);
    this.under = document.createElement("div");
    this.under.className = "under";
    this.under.setAttribute("aria-hidden", "true");
    area.before(this.under);
    area.closest(".marked").classList.add("drawn");
    this.spots = []; // [number, start, end, strength, faint], in UTF-16 units of what stands in the area
    this.shown = area.value; // the text that the lines belong to
    this.answered = null; // the text that the side panel is about
    this.now = null; // the number of the finding that is looked at
    this.asked = null;
    this.timer = 0;
    this.took = 0; // ms that the last whole answer took
    area.addEventListener("input", () => this.changed());
    area.addEventListener("compositionend", () => this.changed());
    area.addEventListener("keydown", (event) => this.key(event));
    area.addEventListener("focus", () => this.bring());
    for (const part of [this.side, this.about]) part?.addEventListener("click", (event) => this.clicked(event));
    if (this.side?.querySelector("[data-digest]")) this.read(area.value);
    this.draw();
    if (area.value.trim() && this.answered === null) this.check();
  }

  // What is known of the text before a change, moved to where it stands now; what the change touched is gone.
  changed() {
    const text = this.area.value;
    const move = moved(this.shown, text);
    this.spots = this.spots.flatMap(([number, start, end, ...rest]) => {
      const to = move(start, end);
      return to ? [[number, ...to, ...rest]] : [];
    });
    this.shown = text;
    this.draw();
    clearTimeout(this.timer);
    this.asked?.abort();
    this.timer = setTimeout(() => this.check(), PAUSE);
  }

  draw() {
    const text = this.shown;
    const cuts = [...new Set([0, text.length, ...this.spots.flatMap(([, start, end]) => [start, end])])].sort((a, b) => a - b);
    const made = document.createDocumentFragment();
    for (let i = 0; i + 1 < cuts.length; i += 1) {
      const over = this.spots.filter(([, start, end]) => start <= cuts[i] && end >= cuts[i + 1] && end > start);
      const piece = text.slice(cuts[i], cuts[i + 1]);
      made.append(over.length ? this.line(piece, over) : piece);
    }
    made.append("\u200b"); // so that a last empty line has its height
    this.under.replaceChildren(made);
  }

  line(piece, over) {
    const mark = document.createElement("mark");
    const order = ["note", "third", "warn", "block"];
    const strong = over.reduce((one, other) => (order.indexOf(other[3]) > order.indexOf(one[3]) ? other : one));
    mark.className = "s-" + strong[3] + (over.every((spot) => spot[4]) ? " faint" : "");
    if (over.some(([number]) => number === this.now)) mark.classList.add("now");
    mark.textContent = piece;
    return mark;
  }

  async check() {
    const text = this.area.value;
    if (this.composing) { this.timer = setTimeout(() => this.check(), PAUSE); return; }
    if (!text.trim()) { this.side.replaceChildren(); this.answered = null; this.spots = []; this.draw(); return; }
    this.asked?.abort();
    const asked = (this.asked = new AbortController());
    this.side.setAttribute("aria-busy", "true");
    try {
      this.take(text, await (await this.send("marks", text, asked)).json());
      await rest(this.took > PAUSE ? Math.min(this.took, LONGEST_REST) : 0, asked.signal);
      const begun = performance.now();
      const panel = await (await this.send("answer", text, asked)).text();
      this.took = performance.now() - begun;
      if (asked.signal.aborted || this.composing || text !== this.area.value) return;
      this.fill(panel);
      this.read(text);
      this.draw();
      this.say("");
      compare(this.area.form);
    } catch (fault) {
      if (!asked.signal.aborted) this.say(this.told?.dataset.failed ?? "");
    } finally {
      if (this.asked === asked) this.side.removeAttribute("aria-busy");
    }
  }

  // Lines and figures are there at once; findings, rewrites and the verdict come with the panel.
  take(text, { spots, figures }) {
    if (text !== this.area.value) return;
    this.spots = spots;
    this.draw();
    const place = this.side.querySelector("[data-figures]");
    if (place) place.innerHTML = figures; else this.side.innerHTML = `<div class="answer at-once"><section data-figures>${figures}</section></div>`;
  }

  send(stage, text, asked) {
    return post(this.area.dataset.marks, { stage, text, of: this.area.name }, this.area.form, asked.signal);
  }

  // A new panel, with what was unfolded before still unfolded and the focus where it was.
  fill(panel) {
    const open = [...this.side.querySelectorAll("details")].map((one) => one.open);
    const top = this.side.scrollTop;
    const held = this.side.contains(document.activeElement);
    this.side.innerHTML = panel; // made by the desk's own template, which lets no text become markup; the policy runs nothing in it
    const form = this.area.form.id;
    if (form) for (const one of this.side.querySelectorAll("button[name=take]")) one.setAttribute("form", form); // a panel beside the form
    const details = this.side.querySelectorAll("details");
    if (details.length === open.length) details.forEach((one, i) => { one.open = open[i]; });
    this.side.scrollTop = top;
    if (held) this.area.focus({ preventScroll: true });
  }

  // The lines that belong to the panel. They stand in it, so both are always of one text.
  read(text) {
    this.answered = text;
    this.spots = [...this.side.querySelectorAll("[data-spot]")].map((one) => {
      const [start, end, strength, faint] = one.dataset.spot.split(" ");
      return [Number(one.dataset.number), Number(start), Number(end), strength, Boolean(faint)];
    }).sort((one, other) => one[1] - other[1] || other[2] - one[2]);
    const language = this.side.querySelector("[data-language]")?.dataset.language;
    if (language) this.area.lang = this.under.lang = language;
    const digest = this.side.querySelector("[data-digest]")?.dataset.digest ?? "";
    let kept = this.area.form.elements[`${this.area.name}_digest`];
    if (!kept) {
      kept = Object.assign(document.createElement("input"), { type: "hidden", name: `${this.area.name}_digest` });
      this.area.form.append(kept);
    }
    kept.value = digest;
  }

  get composing() { return this.held === true; }

  clicked(event) {
    const button = event.target.closest("button[name=take]");
    if (button) { event.preventDefault(); this.put(button); return; }
    const card = event.target.closest("[data-number]");
    if (card && !event.target.closest("summary, a, button")) this.look(Number(card.dataset.number), { select: true });
  }

  // Put a wording into the text as if it had been typed, so that undo takes it back.
  put(button) {
    if (this.composing) return;
    const move = moved(this.answered ?? "", this.area.value);
    const edits = JSON.parse(button.dataset.edits).map(([start, end, text]) => [move(start, end), text]);
    if (this.answered === null || edits.some(([to]) => !to)) { this.say(this.told?.dataset.stale ?? ""); this.check(); return; }
    this.area.focus({ preventScroll: true });
    for (const [[start, end], text] of edits.sort((one, other) => other[0][0] - one[0][0])) {
      this.area.setSelectionRange(start, end);
      const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
      if (!done) {
        this.area.setRangeText(text, start, end, "end");
        this.area.dispatchEvent(new InputEvent("input", { bubbles: true }));
      }
    }
    this.now = null;
    this.say(this.told?.dataset.taken ?? "");
    clearTimeout(this.timer);
    this.check();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "F8" && !event.ctrlKey && !event.altKey) { event.preventDefault(); this.step(event.shiftKey ? -1 : 1); }
    if (event.key === "." && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      const button = this.card(this.now)?.querySelector("button[name=take]");
      if (button) this.put(button); else this.say(this.told?.dataset.none ?? "");
    }
  }

  // The next finding after the caret, or the one before it; round at the ends.
  step(by) {
    if (this.answered !== this.area.value) return;
    const found = this.spots.filter(([number]) => this.card(number));
    if (!found.length) { this.say(this.told?.dataset.none ?? ""); return; }
    const at = found.findIndex(([number]) => number === this.now);
    const caret = this.area.selectionStart;
    let next = at < 0 ? found.findIndex(([, start]) => start >= caret) : at + by;
    if (at < 0 && by < 0) next = found.findLastIndex(([, , end]) => end <= caret);
    if (at < 0 && by > 0 && next < 0) next = 0;
    this.look(found[(next + found.length) % found.length][0], { select: true });
  }

  card(number) { return number === null ? null : this.side?.querySelector(`[data-number="${number}"]`) ?? null; }

  // Look at one finding: its line, its card, and a word about it for those who listen.
  look(number, { select = false } = {}) {
    const card = this.card(number);
    const spot = this.spots.find(([one]) => one === number);
    for (const one of this.side.querySelectorAll(".finding.now")) one.classList.remove("now");
    this.now = card ? number : null;
    this.draw();
    if (!card || !spot) return;
    for (let fold = card.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
    card.classList.add("now");
    if (select) {
      this.area.focus({ preventScroll: true });
      this.area.setSelectionRange(spot[1], spot[2]);
      this.under.querySelector("mark.now")?.scrollIntoView({ block: "nearest" });
    }
    if (beside(this.side, this.area)) card.scrollIntoView({ block: "nearest" });
    const words = [...card.querySelectorAll(".what, .what ~ p")].map((one) => one.textContent.trim().replace(/\s+/g, " "));
    this.say(words.join(" · "), card);
  }

  caret() {
    if (this.answered !== this.area.value || this.composing) return;
    const { selectionStart: from, selectionEnd: to } = this.area;
    const here = this.spots.filter(([, start, end]) => start <= from && to <= end)
      .sort((one, other) => (one[2] - one[1]) - (other[2] - other[1]))[0];
    if ((here?.[0] ?? null) !== this.now && !(this.now !== null && this.spots.some(([n, s, e]) => n === this.now && s === from && e === to))) {
      if (here) this.look(here[0]); else if (this.now !== null) { this.look(null); this.say(""); }
    }
  }

  // Beside two texts the panels lie under one another: that of the text at hand comes up.
  bring() {
    const column = this.side?.parentElement;
    if (fields.size > 1 && column && beside(this.side, this.area) && column.scrollHeight > column.clientHeight) column.scrollTop += this.side.getBoundingClientRect().top - column.getBoundingClientRect().top;
  }

  // A word about the finding at hand. Where its card lies far below, its wordings come along.
  say(words, card = null) {
    if (!this.told || !this.about) return;
    this.told.textContent = words;
    const offers = card && !beside(this.side, this.area) ? [...card.querySelectorAll(".offers > button")] : [];
    this.about.querySelector("[data-wordings]")?.replaceChildren(...offers.map((one) => one.cloneNode(true)));
    this.about.hidden = !words;
    this.about.classList.toggle("hidden", Boolean(card) && !offers.length && beside(this.side, this.area)); // heard, not seen: the card is there
  }
}

// How offsets of one text move to another that differs from it in one place; null for what lies in that place.
function moved(old, now) {
  if (old === now) return (start, end) => [start, end];
  const most = Math.min(old.length, now.length);
  let before = 0;
  while (before < most && old[before] === now[before]) before += 1;
  let after = 0;
  while (after < most - before && old[old.length - 1 - after] === now[now.length - 1 - after]) after += 1;
  return (start, end) => {
    if (end <= before) return [start, end];
    if (start >= old.length - after) return [start + now.length - old.length, end + now.length - old.length];
    return null;
  };
}

// Wait, unless somebody types on.
const rest = (ms, signal) => new Promise((done, stopped) => {
  if (!ms) { done(); return; }
  const timer = setTimeout(done, ms);
  signal.addEventListener("abort", () => { clearTimeout(timer); stopped(signal.reason); });
});

const beside = (side, area) => side.getBoundingClientRect().left >= area.getBoundingClientRect().right - 1;

async function post(address, fields, form, signal) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const token = form.elements.csrfmiddlewaretoken.value;
  const answer = await fetch(address, { method: "POST", body, signal, redirect: "error", headers: { "X-CSRFToken": token } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer;
}

// Two texts of one form: what the translation changed, a while after the last key.
let comparing = null;
let waiting = 0;
function compare(form) {
  const panel = document.getElementById("differences");
  const [one, other] = ["text", "other"].map((name) => form.elements[name]?.value ?? "");
  clearTimeout(waiting);
  comparing?.abort();
  if (!form.dataset.differences || !panel) return;
  if (!one.trim() || !other.trim()) { panel.replaceChildren(); return; }
  waiting = setTimeout(async () => {
    const asked = (comparing = new AbortController());
    panel.setAttribute("aria-busy", "true");
    try {
      const first = !panel.firstElementChild;
      panel.innerHTML = await (await post(form.dataset.differences, { text: one, other }, form, asked.signal)).text();
      unhide(panel);
      if (first) panel.parentElement.scrollTop = 0;
    } catch { /* the check beside it says what is wrong */ } finally {
      if (comparing === asked) panel.removeAttribute("aria-busy");
    }
  }, AND_COMPARE - PAUSE);
}

function unhide(within) { for (const button of within.querySelectorAll("[data-show], [data-copy], [data-keys]")) button.hidden = false; }

async function copy(button) {
  const area = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(area.value);
  } catch {
    area.select();
    document.execCommand("copy");
  }
  const words = button.textContent;
  if (words === button.dataset.done) return;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = words; }, 2000);
}

for (const area of document.querySelectorAll("textarea[data-marks]")) {
  const field = new Marked(area);
  fields.set(area.name, field);
  area.addEventListener("compositionstart", () => { field.held = true; });
  area.addEventListener("compositionend", () => { field.held = false; });
}
document.addEventListener("selectionchange", () => { fields.get(document.activeElement?.name)?.caret(); });
document.addEventListener("click", (event) => {
  const show = event.target.closest("[data-show]");
  if (show) {
    const [name, start, end] = show.dataset.show.split(" ");
    const { area } = fields.get(name) ?? {};
    if (!area) return;
    for (let fold = area.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
    area.focus();
    area.setSelectionRange(Number(start), Number(end));
  }
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
unhide(document);
