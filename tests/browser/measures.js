/* What the tests measure on an open page. Each function answers with a list of what is wrong, in words. */
window.measures = (() => {
  "use strict";

  const SLACK = 0.5; // px, of rounding

  const named = (element) => {
    const classes = [...element.classList].join(".");
    const text = (element.getAttribute("aria-label") || element.textContent).trim().replace(/\s+/g, " ").slice(0, 30);
    return `${element.localName}${classes && "."}${classes} “${text}”`;
  };
  const styleOf = (element) => getComputedStyle(element);
  const FOR_EARS = ".visually-hidden, .skip-link:not(:focus)";
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest(FOR_EARS);
  const scrolls = (element) => /auto|scroll/.test(styleOf(element).overflowX);
  const scroller = (element) => {
    while (element && !scrolls(element)) element = element.parentElement;
    return element;
  };

  /* The page moves sideways, or something stands out of it that no box of its own lets reach. */
  function sideways() {
    const root = document.documentElement;
    const wide = root.scrollWidth > root.clientWidth ? [`the page is ${root.scrollWidth} px wide`] : [];
    const out = [...document.body.querySelectorAll("*:not(svg *)")].filter((element) => {
      const box = element.getBoundingClientRect();
      const isOut = box.right > root.clientWidth + SLACK || box.left < -SLACK;
      return isOut && box.width > 0 && isShown(element) && !scroller(element);
    });
    return [...wide, ...out.map((element) => `${named(element)} stands out of the page`)];
  }

  /* Boxes that scroll, but hold nothing that the keyboard could move them by. */
  function unreachable() {
    const boxes = [...document.body.querySelectorAll("*:not(svg *)")].filter(
      (element) => scrolls(element) && element.scrollWidth > element.clientWidth && isShown(element),
    );
    const stuck = boxes.filter((box) => box.tabIndex < 0);
    return stuck.map((box) => `${named(box)} scrolls, but not with the keyboard`);
  }

  /* Boxes that cut off what is in them. */
  function cutOff() {
    const cut = [...document.body.querySelectorAll("*:not(svg, svg *, input)")].filter((element) => {
      const { overflowX, overflowY } = styleOf(element);
      const clips = (overflow) => /hidden|clip/.test(overflow);
      const isCut =
        (clips(overflowY) && element.scrollHeight > element.clientHeight + 1) ||
        (clips(overflowX) && element.scrollWidth > element.clientWidth + 1);
      return isCut && isShown(element);
    });
    return cut.map((element) => `${named(element)} is cut off`);
  }

  /* Text in a column so narrow that its letters stand below each other. */
  function squeezed() {
    const range = document.createRange();
    const linesOf = (node) => {
      range.selectNodeContents(node);
      return new Set([...range.getClientRects()].map((box) => box.bottom)).size;
    };
    return shownTexts()
      .map((node) => ({ node, lines: linesOf(node) }))
      .filter(({ node, lines }) => lines > 2 && node.data.trim().length < lines * 1.6)
      .map(({ node }) => `“${node.data.trim()}” is squeezed`);
  }

  /* The text outside pictures, and that of ruby, which is small. */
  function shownTexts() {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (node.data.trim() && !parent.closest("svg, script, rt") && isShown(parent)) found.push(node);
    }
    return found;
  }

  /* What stands after each letter, and so after the last one: the spacing, or what letters below a wider ruby are spread by. */
  const spaceAfter = (node, box) => {
    const { letterSpacing, fontSize } = styleOf(node.parentElement);
    const spacing = parseFloat(letterSpacing) || 0;
    const isBase = node.parentElement.localName === "ruby";
    return isBase ? Math.max(spacing, box.width / node.data.length - parseFloat(fontSize)) : spacing;
  };

  /* The middle of each line of text outside pictures: two of these meet only where letters stand on letters. */
  function lines() {
    const found = [];
    const range = document.createRange();
    for (const node of shownTexts()) {
      const parent = node.parentElement;
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) {
        const [top, bottom] = [box.top + box.height * 0.3, box.bottom - box.height * 0.3];
        const right = box.right - spaceAfter(node, box);
        found.push({ parent, text: node.data, left: box.left, right, top, bottom });
      }
    }
    return found.sort((one, other) => one.top - other.top);
  }

  const meet = (one, other) =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > SLACK;

  /* Text that stands on other text. What has been scrolled below a column that stays is no fault. */
  function overlaps() {
    const all = lines();
    const found = [];
    all.forEach((one, place) => {
      for (let next = place + 1; next < all.length && all[next].top < one.bottom; next += 1) {
        const other = all[next];
        const underColumn = scroller(one.parent) && scroller(one.parent) === scroller(other.parent);
        if (!underColumn && meet(one, other)) found.push(`“${one.text.trim()}” stands on “${other.text.trim()}”`);
      }
    });
    return found;
  }

  /* Links in a plan's narrative are text, also where a writer made a list of them. */
  const isInSentence = (link) => {
    if (link.localName !== "a" || !/^inline/.test(styleOf(link).display)) return false;
    if (link.closest(".prose")) return true;
    let block = link.parentElement;
    while (/^inline|^contents/.test(styleOf(block).display)) block = block.parentElement;
    const own = [...block.querySelectorAll("a")].reduce((length, other) => length + other.textContent.trim().length, 0);
    return block.textContent.replace(/\s+/g, "").length > own;
  };

  /* How far a finger reaches the target above and below, and left and right of its middle. */
  const reach = (element) => {
    element.scrollIntoView({ block: "center" });
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const isHit = (dx, dy) => element.contains(document.elementFromPoint(x + dx, y + dy));
    const stretch = (dx, dy) => {
      let steps = 0;
      while (steps < 44 && isHit(dx * (steps + 1), dy * (steps + 1))) steps += 1;
      return steps;
    };
    return { width: stretch(-1, 0) + stretch(1, 0) + 1, height: stretch(0, -1) + stretch(0, 1) + 1 };
  };

  /* Controls and links outside sentences that a finger may miss. */
  function smallTargets() {
    const targets = [...document.querySelectorAll("a[href], button, input, select, summary, textarea")];
    const small = targets.filter((element) => {
      const box = element.getBoundingClientRect();
      const isSmall = box.height < 44 - SLACK || box.width < 44 - SLACK;
      return isSmall && isShown(element) && !isInSentence(element);
    });
    const reached = small.map((element) => ({ element, ...reach(element) }));
    scrollTo(0, 0);
    return reached
      .filter(({ width, height }) => width < 44 || height < 44)
      .map(({ element, width, height }) => `${named(element)}: ${width} × ${height} px`);
  }

  /* Text at twice its size, as readers may set it for themselves (WCAG 2.2, 1.4.4). */
  function enlarge() {
    document.documentElement.style.fontSize = "200%";
  }

  /* Spacing that readers may set for themselves (WCAG 2.2, 1.4.12). */
  function spaceOut() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
      p { margin-block-end: 2em !important; }`);
    document.adoptedStyleSheets = [sheet];
  }

  /* Each picture shown: its size, and its words with their size and the boxes of their letters, which are lower than
     the lines they stand on. */
  function pictures() {
    const shown = [...document.querySelectorAll("svg[role=img]")].filter(isShown);
    return shown.map((svg) => {
      const frame = svg.getBoundingClientRect();
      const texts = [...svg.querySelectorAll("text")].map((text) => {
        const scale = text.getScreenCTM();
        // In hundredths: the box of a picture, in rem, may be a thousandth off.
        const size = Math.round(parseFloat(styleOf(text).fontSize) * scale.a * 100) / 100;
        const foot = parseFloat(text.getAttribute("y")) * scale.d + scale.f - frame.top;
        const { left, right } = text.getBoundingClientRect();
        return {
          words: text.textContent,
          size,
          left: left - frame.left,
          right: right - frame.left,
          top: foot - 0.88 * size,
          bottom: foot + 0.12 * size,
        };
      });
      return { name: svg.getAttribute("aria-labelledby"), width: frame.width, height: frame.height, texts };
    });
  }

  return { sideways, unreachable, cutOff, overlaps, squeezed, smallTargets, enlarge, spaceOut, pictures };
})();
