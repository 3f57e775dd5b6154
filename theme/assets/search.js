/* Search in the texts of plans, in the reader's own browser.

   A plan's texts come as one script of its own (search-data.js), loaded when a search box is focused, or at once on a
   search page. So this works from a disk, and under `Content-Security-Policy: default-src 'self'`. All words of the
   interface stand in the page; whatever is typed or found is put there as text, never as HTML. */
(() => {
  "use strict";

  const FIRST = 5; // finds of one kind that are shown at first
  const PLACES = 2; // parts of one page that are shown
  const FACTS = 3; // offices and marks that are shown, but for those that were looked for
  const TELLING = 20; // characters of a text that says what a page is about, at least
  const COMPOUND = 16; // characters of a word that may be two, at most
  const EXCERPT = 110; // characters
  const BEFORE = 36; // characters of an excerpt before the first found word, at most
  const PAUSE = 200; // milliseconds after a key
  const TURN = 12; // milliseconds of work at a time

  // For the stylesheet, before anything is shown: scripts run; there will be something to leave room for.
  const root = document.documentElement;
  const asked = () => new URLSearchParams(location.search).get("q") || "";
  root.toggleAttribute("data-scripts", true);
  root.toggleAttribute("data-waiting", Boolean(asked()));

  // --- folding: one form for all in which people may type the same ---------------------------------------------

  const foldedLetters = (text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
      .replace(/子/g, "こ") // 子ども, こども and 子供 are one word to those who look for 子ども食堂
      .replace(/供/g, "ども")
      .replace(/[‐-―−]/g, "-")
      .replace(/〜/g, "~");

  /* The text as it is compared. Space stays only between Latin words and numbers; a comma within a number goes. */
  const folded = (text) =>
    foldedLetters(text)
      .replace(/[^\S\n]+/g, " ")
      .replace(/ (?![a-z0-9])/g, "")
      .replace(/(^|[^a-z0-9]) /g, "$1")
      .replace(/(\d),(?=\d{3})/g, "$1");

  /* The same, with the place in the text for each character of it: slower, for what is shown. */
  function fold(text) {
    const places = [];
    let made = "";
    let space = -1;
    const add = (piece, place) => {
      made += piece;
      for (let n = 0; n < piece.length; n += 1) places.push(place);
    };
    for (const { 0: cluster, index } of text.matchAll(/[^][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gu)) {
      const piece = foldedLetters(cluster);
      if (/^[^\S\n]+$/.test(piece)) {
        space = index;
      } else if (piece !== "," || !/\d$/.test(made) || !/^[0-9０-９]{3}/.test(text.slice(index + 1))) {
        if (space >= 0 && /[a-z0-9]$/.test(made) && /^[a-z0-9]/.test(piece)) add(" ", space);
        add(piece, index);
        space = -1;
      }
    }
    return { folded: made, places: [...places, text.length] };
  }

  function wordsOf(query) {
    const words = query.normalize("NFKC").split(/[\s、。]+/);
    return [...new Set(words.map(folded))].filter(Boolean);
  }

  /* Where a word stands next, or -1. It does not begin within another one, or within a number: 20% is not in 120%. */
  function placeOf(word, text, from = 0) {
    for (let at = text.indexOf(word, from); at >= 0; at = text.indexOf(word, at + 1)) {
      if (!/(?:\d\.?\d|[a-z]{2})$/.test(text.slice(Math.max(0, at - 2), at + 1))) return at;
    }
    return -1;
  }

  const holds = (text, word) => placeOf(word, text) >= 0;

  // --- the texts ---------------------------------------------------------------------------------------------------

  const entries = [];
  const loads = new Map();

  /* Called by each search-data.js, with addresses from the folder that it stands in. */
  window.keikakuSearch = ({ plan, pages }) => {
    const folder = document.currentScript.src;
    for (const [kind, number, title, address, facts, reading, places] of pages) {
      const parts = places.map(([anchor, name, text, label = "", spoken = ""]) => {
        return { anchor, name, text, label, spoken };
      });
      const link = new URL(address, folder).href;
      entries.push({ kind, number, title, link, facts, reading, places: parts, plan });
    }
  };

  function load(address) {
    if (!loads.has(address)) loads.set(address, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = () => {
        loads.delete(address); // the next try asks again
        script.remove();
        failed(new Error(address));
      };
      document.head.append(script);
    }));
    return loads.get(address);
  }

  const loadFor = (form) => Promise.all(form.dataset.search.split(" ").map(load));

  /* Make what is compared in short turns, between which the page answers. */
  async function prepare() {
    let until = performance.now() + TURN;
    for (const entry of entries) {
      comparable(entry);
      if (performance.now() > until) {
        await new Promise((done) => setTimeout(done));
        until = performance.now() + TURN;
      }
    }
  }

  /* What is compared, made when it is first asked for. */
  function comparable(entry) {
    if (!entry.folded) {
      const number = folded(entry.number);
      entry.folded = {
        title: folded(entry.title),
        reading: folded(entry.reading),
        numbers: [number, number.replace(/[()]/g, "")], // 1-3 finds 1-(3)
        facts: folded(entry.facts.join("\n")),
        headings: entry.places.map((place) => folded(`${place.name || place.label}\n${place.spoken}`)),
        texts: entry.places.map((place) => folded(place.text)),
      };
    }
    return entry.folded;
  }

  // --- finding -----------------------------------------------------------------------------------------------------

  const ends = (text, word) => text.endsWith(word) && placeOf(word, text, text.length - word.length) >= 0;

  /* How well the name of a page and what stands beside it answer one word; 0: not at all. */
  function headWeight(entry, word) {
    const { title, reading, numbers, facts } = comparable(entry);
    const names = [title, reading];
    if (names.includes(word)) return 100;
    if (names.some((name) => name.startsWith(word))) return 60;
    if (names.some((name) => holds(name, word))) return 50;
    if (numbers.some((number) => ends(number, word))) return 45;
    if (numbers.some((number) => holds(number, word))) return 35;
    return holds(facts, word) ? 30 : 0;
  }

  function bodyWeight(entry, word) {
    const { headings, texts } = comparable(entry);
    if (headings.some((heading) => holds(heading, word))) return 20;
    return texts.some((text) => holds(text, word)) ? 10 : 0;
  }

  /* The pages that hold every word, the best first. */
  function find(words) {
    const found = [];
    for (const entry of entries) {
      const weights = words.map((word) => headWeight(entry, word) || bodyWeight(entry, word));
      if (!weights.includes(0)) found.push({ entry, weight: weights.reduce((sum, one) => sum + one, 0) });
    }
    return found.sort((one, other) => other.weight - one.weight);
  }

  /* Where 町内会加入率 stands nowhere: its halves, if there are pages that hold both, as 町内会の加入率 does. */
  function inHalves(query) {
    const { folded: word, places } = fold(query);
    const tried = [];
    for (let cut = 2; cut <= word.length - 2 && word.length <= COMPOUND; cut += 1) {
      const found = find([word.slice(0, cut), word.slice(cut)]);
      tried.push({ found, one: query.slice(0, places[cut]), other: query.slice(places[cut]) });
    }
    return tried.sort((one, other) => other.found.length - one.found.length).find(({ found }) => found.length);
  }

  /* The parts of a page that hold any of the words, those with most of them first. */
  function placesWith(words, entry) {
    const { headings, texts } = comparable(entry);
    const count = (n) => words.filter((word) => holds(texts[n], word) || holds(headings[n], word)).length;
    const counted = entry.places.map((place, n) => ({ place, count: count(n) })).filter((one) => one.count);
    return counted.sort((one, other) => other.count - one.count).map(({ place }) => place);
  }

  // --- words in context --------------------------------------------------------------------------------------------

  /* The stretches of a text that the words cover, in order and apart, as places in it. */
  function stretches(words, { folded: text, places }) {
    const all = [];
    for (const word of words) {
      for (let at = placeOf(word, text); at >= 0; at = placeOf(word, text, at + word.length)) {
        // ㈱ is compared as (株): whoever finds a part of it finds all of it.
        const end = places.find((place, n) => n >= at + word.length && place > places[at + word.length - 1]);
        all.push({ at, from: places[at], end });
      }
    }
    return all.sort((one, other) => one.from - other.from || other.end - one.end);
  }

  /* Make `text` what `element` says, with what was found marked. */
  function showMarked(element, text, words) {
    let shown = 0;
    element.textContent = "";
    for (const { from, end } of stretches(words, fold(text))) {
      const to = from + text.slice(from, end).trimEnd().length;
      if (to > shown) {
        const mark = document.createElement("mark");
        mark.textContent = text.slice(Math.max(from, shown), to);
        element.append(text.slice(shown, from), mark);
        shown = to;
      }
    }
    element.append(text.slice(shown));
  }

  /* The line that holds most of the words, cut to what stands around the first of them. */
  function excerpt(text, words) {
    const count = (line) => words.filter((word) => holds(folded(line), word)).length;
    const line = text.split("\n").reduce((one, other) => (count(other) > count(one) ? other : one));
    const made = fold(line);
    const { length } = made.folded;
    const [{ at }] = [...stretches(words, made), { at: 0 }];
    const sentence = made.folded.lastIndexOf("。", at) + 1;
    const from = length <= EXCERPT ? 0 : at - sentence <= BEFORE ? sentence : at - BEFORE;
    const to = Math.min(from + EXCERPT, length);
    return `${from ? "…" : ""}${line.slice(made.places[from], made.places[to])}${to < length ? "…" : ""}`;
  }

  // --- the search page ---------------------------------------------------------------------------------------------

  const filled = (text, fields) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
  const counted = (count) => count.toLocaleString(root.lang);
  const part = (element, name) => element.querySelector(`[data-part="${name}"]`);

  /* Fill a part with marked text, or take it away where there is nothing to say. */
  function fillPart(element, name, text, words) {
    if (text) showMarked(part(element, name), text, words);
    else part(element, name).remove();
  }

  function madeHit(page, { entry }, words) {
    const hit = part(page, "hit").content.firstElementChild.cloneNode(true);
    const isHead = words.every((word) => headWeight(entry, word));
    const found = isHead ? [] : placesWith(words, entry).slice(0, PLACES);
    const telling = entry.places.filter(({ text }) => text.length >= TELLING).slice(0, 1);
    const anchor = found.length && !found[0].name ? found[0].anchor : "";
    part(hit, "link").href = anchor ? `${entry.link}#${anchor}` : entry.link;
    fillPart(hit, "number", entry.number, words);
    fillPart(hit, "title", entry.title, words);
    fillPart(hit, "facts", factsOf(page, entry, words).join(" / "), words);
    const list = part(hit, "places");
    const pattern = part(list, "place");
    list.replaceChildren(...(found.length ? found : telling).map((place) => madePlace(pattern.cloneNode(true), entry, place, words)));
    return hit;
  }

  /* Whose page it is where several plans are searched, the reading if that was looked for, who is in charge. */
  function factsOf(page, entry, words) {
    const isFound = (text) => words.some((word) => holds(folded(text), word));
    const facts = entry.facts.filter((fact, n) => n < FACTS || isFound(fact));
    const more = facts.length < entry.facts.length ? ["…"] : [];
    const readings = [entry.reading, ...entry.places.map(({ spoken }) => spoken)].filter(isFound);
    return [...(page.dataset.plans ? [entry.plan] : []), ...readings, ...facts, ...more];
  }

  function madePlace(element, entry, { anchor, name, label, text }, words) {
    const isLink = Boolean(anchor && name);
    if (isLink) part(element, "place-link").href = `${entry.link}#${anchor}`;
    fillPart(element, "place-link", isLink ? name : "", words);
    fillPart(element, "place-label", label, words);
    fillPart(element, "place-text", excerpt(text, words), words);
    return element;
  }

  function showGroup(page, group, hits, words) {
    const list = part(group, "hits");
    const more = part(group, "more");
    group.hidden = !hits.length;
    part(group, "count").textContent = filled(part(group, "count").dataset.words, { count: counted(hits.length) });
    list.replaceChildren(...hits.slice(0, FIRST).map((hit) => madeHit(page, hit, words)));
    more.hidden = hits.length <= FIRST;
    more.textContent = filled(more.dataset.words, { count: counted(hits.length - FIRST) });
    more.onclick = () => {
      const rest = hits.slice(FIRST).map((hit) => madeHit(page, hit, words));
      list.append(...rest);
      more.hidden = true;
      part(rest[0], "link").focus();
    };
  }

  /* Kinds stand in the order of their best find, then in the page's own. */
  function showHits(page, found, words) {
    const groups = [...page.querySelectorAll("[data-kind]")];
    groups.sort((one, other) => one.dataset.order - other.dataset.order);
    const hitsOf = (group) => found.filter(({ entry }) => entry.kind === group.dataset.kind);
    const best = (group) => Math.max(0, ...hitsOf(group).map(({ weight }) => weight));
    for (const group of groups) showGroup(page, group, hitsOf(group), words);
    part(page, "groups").append(...groups.sort((one, other) => best(other) - best(one)));
  }

  function say(page, name, fields = {}) {
    const status = part(page, "status");
    status.textContent = name ? filled(status.dataset[name], fields) : "";
    part(page, "advice").hidden = name !== "none";
  }

  async function search(page, { isComposing = false } = {}) {
    const form = part(page, "form");
    const query = form.elements.q.value.trim();
    const words = wordsOf(query);
    const isLatest = () => form.elements.q.value.trim() === query;
    const waiting = setTimeout(() => words.length && say(page, "loading"), 500);
    const isLoaded = await loadFor(form).then(() => true, () => false);
    await prepare();
    clearTimeout(waiting);
    if (!isLatest()) return;
    const found = words.length ? find(words) : [];
    if (isComposing && !found.length) return; // kana on their way to kanji
    const halves = words.length === 1 && !found.length ? inHalves(query) : undefined;
    remember(page, query);
    if (halves) showHits(page, halves.found, wordsOf(`${halves.one} ${halves.other}`));
    else showHits(page, found, words);
    root.toggleAttribute("data-waiting", false);
    if (!words.length) say(page, "");
    else if (!isLoaded) say(page, "failed");
    else if (halves) say(page, "halves", { ...halves, query, count: counted(halves.found.length) });
    else say(page, ["none", "one"][found.length] || "many", { query, count: counted(found.length) });
  }

  /* Keep the query in the address, so that the way back from a page leads to what was found. */
  function remember(page, query) {
    const search = query ? `?q=${encodeURIComponent(query)}` : "";
    if (query !== asked()) history.replaceState(null, "", search || location.pathname);
    for (const link of page.querySelectorAll("[data-everywhere]")) link.href = link.dataset.everywhere + search;
  }

  function start(page) {
    const form = part(page, "form");
    let timer = 0;
    const later = (how) => {
      clearTimeout(timer);
      timer = setTimeout(search, PAUSE, page, how);
    };
    form.elements.q.value = asked();
    form.addEventListener("input", ({ isComposing }) => later({ isComposing }));
    form.addEventListener("compositionend", () => later());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      search(page);
      if (matchMedia("(pointer: coarse)").matches) form.elements.q.blur(); // the keyboard covers what was found
    });
    search(page);
  }

  document.addEventListener("DOMContentLoaded", () => {
    const page = document.querySelector("[data-search-page]");
    if (page) start(page);
    for (const form of document.querySelectorAll("form[data-search]")) {
      form.addEventListener("focusin", () => loadFor(form).catch(() => {})); // the search page will say so
    }
  });
})();
