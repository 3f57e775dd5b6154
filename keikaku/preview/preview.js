// Put into the pages of the preview only: the problems of a failed build are laid over the page until they are mended,
// the bar gets the ways to what staff need, and everything that stands in a file can be opened there.
(function () {
  "use strict";
  var own = document.currentScript.dataset;
  var root = document.documentElement;
  var panel = null;
  var words = {};

  // --- pieces -------------------------------------------------------------------------------------------------------

  function add(parent, name, text) {
    var element = document.createElement(name);
    element.textContent = text || "";
    return parent.appendChild(element);
  }

  // A part of ours inside the page: the page's styles do not reach it, and its own do not reach the page.
  function host(name, parent, style) {
    var element = document.createElement(name);
    var shadow = element.attachShadow({ mode: "open" });
    var sheet = new CSSStyleSheet(); // an inline style would be refused by a page's Content-Security-Policy
    sheet.replaceSync(style);
    shadow.adoptedStyleSheets = [sheet];
    parent.appendChild(element);
    return shadow;
  }

  function filled(text, place) {
    return text.replace("{place}", place);
  }

  // --- problems -----------------------------------------------------------------------------------------------------

  var PROBLEMS =
    ":host { position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 16px/1.7 sans-serif; }" +
    "details { max-height: 60vh; overflow: auto; padding: 8px 16px; background: #fff; color: #333; border-top: 8px solid #ce0000; }" +
    "summary { font-weight: 700; color: #ce0000; cursor: pointer; }" +
    "li { margin-block: 8px; overflow-wrap: anywhere; }" +
    "p, pre { margin: 0; white-space: pre-wrap; }" +
    "pre { padding: 4px 8px; background: #f2f2f2; }" +
    "@media print { :host { display: none; } }";

  function lay(status) {
    var shadow = host("keikaku-problems", document.body, PROBLEMS);
    panel = shadow.host;
    panel.lang = status.lang;
    var alert = add(shadow, "div");
    alert.setAttribute("role", "alert");
    var details = add(alert, "details");
    details.open = true;
    add(details, "summary", status.heading);
    var changes = status.changes;
    if (changes.first) layChanges(details, changes);
    var list = add(details, "ul");
    status.problems.forEach(function (problem) {
      var item = add(list, "li");
      if (problem.place) asButton(add(add(item, "p"), "code", problem.place), problem.place);
      add(item, "p", problem.found);
      if (problem.line[0].trim() || problem.line[1]) addLine(item, problem.line);
      if (problem.why) add(item, "p", problem.why);
      if (problem.advice) add(item, "p", problem.advice);
    });
    if (changes.places.length && !changes.first) layChanges(details, changes);
  }

  function layChanges(details, changes) {
    add(details, "strong", changes.texts[0]);
    add(details, "p", changes.texts[1]);
    var list = add(details, "ul");
    changes.places.forEach(function (change) {
      var item = add(list, "li");
      if (change.place) asButton(add(add(item, "p"), "code", change.place), change.place);
      if (change.found) add(item, "p", change.found);
      change.lines.forEach(function (labelled) { addLine(item, labelled[1], labelled[0]); });
    });
  }

  function addLine(item, parts, label) {
    var line = add(item, "pre", label ? label + "  " : "");
    line.append(parts[0]);
    if (parts[1]) add(line, "mark", parts[1]);
    line.append(parts[2]);
  }

  // --- places in files ----------------------------------------------------------------------------------------------

  var NOTICE =
    ":host { position: fixed; inset: auto 0 16px 0; z-index: 2147483647; text-align: center; pointer-events: none; }" +
    "p { display: inline-block; max-width: 90vw; margin: 0; padding: 8px 16px; border-radius: 8px; overflow-wrap: anywhere;" +
    " font: 16px/1.7 sans-serif; background: #1a1a1a; color: #fff; box-shadow: 0 0 0 2px #fff; }" +
    "p:empty { display: none; }" +
    "@media print { :host { display: none; } }";
  var notice = null;
  var silence = 0;

  function say(text) {
    if (!notice) {
      notice = add(host("keikaku-notice", document.body, NOTICE), "p");
      notice.setAttribute("role", "status");
    }
    notice.textContent = text;
    clearTimeout(silence);
    silence = setTimeout(function () { notice.textContent = ""; }, 6000);
  }

  function copy(place, said) {
    navigator.clipboard.writeText(place).then(
      function () { say(filled(said || words.copied, place)); },
      function () { say(place); } // not allowed to: it can be read, and marked by hand where it stands
    );
  }

  function openPlace(place) {
    fetch(own.open, { method: "POST", headers: { "X-Keikaku-Token": own.token }, body: place })
      .then(function (answer) { return answer.ok ? say(filled(words.opened, place)) : copy(place, words.notOpened); })
      .catch(function () { copy(place, words.notOpened); });
  }

  function asButton(element, place) {
    element.tabIndex = 0;
    element.setAttribute("role", "button");
    element.title = filled(words.open, place);
    element.style.cssText = "cursor: pointer; text-decoration: underline;"; // allowed: it is no attribute of the markup
    element.addEventListener("click", function () { openPlace(place); });
    element.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      openPlace(place);
    });
  }

  // --- the bar ------------------------------------------------------------------------------------------------------

  var TOOLS =
    ":host(.alone) { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 20px; padding: 8px 16px; color: #fff; background: #1a1a1a; font: 700 16px/1.7 sans-serif; }" +
    "ul { display: flex; flex-wrap: wrap; gap: 0 20px; margin: 0; padding: 0; list-style: none; }" +
    "button { padding: 0; border: 0; color: inherit; background: none; font: inherit; text-decoration: underline; cursor: pointer; }" +
    ":focus-visible { outline: 3px solid; outline-offset: 2px; }" +
    "@media print { :host, :host(.alone) { display: none; } }";
  var worklist = null;

  function addTools(status) {
    var banner = document.querySelector(".staff-banner .wrapper");
    var shadow = host("keikaku-tools", banner || document.body, TOOLS);
    if (banner) banner.style.cssText = "display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 20px;";
    else standAlone(shadow);
    var list = add(shadow, "ul");
    if (document.querySelector("[data-source]")) addPlaces(add(add(list, "li"), "button", words.places));
    if (window === window.top) addLink(shadow.host, list, "phone", withWidth(location, 320)).textContent = words.phone;
    worklist = addLink(shadow.host, list, "worklist", status.worklist.address);
    worklist.target = "_top"; // out of a phone's frame
  }

  // A link stands in the page itself and is only shown in its place in the bar: so readers and tools that go from link to
  // link meet it after the link that skips to the content.
  function addLink(bar, list, name, address) {
    add(add(list, "li"), "slot").name = name;
    var link = add(bar, "a");
    link.slot = name;
    link.href = address;
    link.style.cssText = "color: inherit; font: inherit; text-decoration: underline;";
    return link;
  }

  // On a page of ours, or of a theme without the bar.
  function standAlone(shadow) {
    var bar = shadow.host;
    bar.className = "alone";
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", words.banner);
    add(shadow, "span", words.banner);
    document.body.prepend(bar);
  }

  function withWidth(address, width) {
    var query = new URLSearchParams(address.search);
    query.set("width", width);
    return address.pathname + "?" + query + address.hash;
  }

  // --- where each block is written --------------------------------------------------------------------------------------

  // The buttons lie over the page in a layer of their own, so that they change nothing of it. One follows the pointer;
  // all of them are there, for the keyboard too, as long as the bar's button is pressed.
  var PLACES =
    ":host { position: absolute; inset: 0 0 auto 0; height: 0; z-index: 2147483646; }" +
    "span { position: absolute; display: flex; gap: 1px; }" +
    "button { min-height: 24px; padding: 0 8px; border: 1px solid #fff; border-radius: 4px; color: #fff; background: #1a1a1a;" +
    " font: 12px/1.8 ui-monospace, monospace; white-space: nowrap; cursor: pointer; }" +
    "button:focus-visible { outline: 3px solid #b78f00; outline-offset: 1px; }" +
    "@media print { :host { display: none; } }";
  var places = null;
  var following = null; // the buttons beside the pointer
  var waiting = 0;
  var all = [];

  function addPlaces(button) {
    button.type = "button";
    places = host("keikaku-places", document.body, PLACES);
    document.addEventListener("mouseover", follow);
    var isOn = kept("places") === "on";
    function press(on) {
      isOn = on;
      keep("places", on ? "on" : "");
      button.setAttribute("aria-pressed", String(on));
      all.forEach(function (one) { one.remove(); });
      all = on ? Array.prototype.map.call(document.querySelectorAll("[data-source]"), buttonsOf) : [];
      setApart();
    }
    button.addEventListener("click", function () { press(!isOn); });
    press(isOn);
    new ResizeObserver(function () { setApart(); }).observe(document.body);
    document.addEventListener("toggle", setApart, true);
  }

  function follow(event) {
    clearTimeout(waiting);
    if (event.target === places.host) return; // the pointer has come to a button
    var block = all.length ? null : event.target.closest("[data-source]");
    if (following && following.block === block) return;
    waiting = setTimeout(function () { // it may only be on its way to a button
      if (following) following.remove();
      following = block && buttonsOf(block);
      if (following) put(following, scrollY);
    }, following ? 300 : 50);
  }

  function buttonsOf(block) {
    var place = block.dataset.source;
    var buttons = add(places, "span");
    buttons.block = block;
    var open = add(buttons, "button", place.split("/").pop());
    open.setAttribute("aria-label", filled(words.open, place));
    open.title = filled(words.open, place);
    open.addEventListener("click", function () { openPlace(place); });
    var copying = add(buttons, "button", words.copy);
    copying.setAttribute("aria-label", filled(words.copyPlace, place));
    copying.addEventListener("click", function () { copy(place); });
    return buttons;
  }

  // Beside the block's first line where there is room, else at its end; below others that stand there already.
  function put(buttons, top) {
    var box = buttons.block.getBoundingClientRect();
    var isShown = box.width > 0 && box.height > 0;
    buttons.style.display = isShown ? "" : "none";
    buttons.style.left = Math.min(box.right, root.clientWidth - buttons.offsetWidth) + scrollX + "px";
    buttons.style.top = Math.max(box.top + scrollY, top) + "px";
    return isShown ? parseFloat(buttons.style.top) + buttons.offsetHeight : top;
  }

  function setApart() {
    all.reduce(function (end, buttons) { return put(buttons, end); }, 0);
  }

  function kept(name) {
    try { return sessionStorage.getItem("keikaku-" + name); } catch (refused) { return null; }
  }

  function keep(name, value) {
    try { sessionStorage.setItem("keikaku-" + name, value); } catch (refused) { /* then each page begins anew */ }
  }

  // --- the page of what is to be done ---------------------------------------------------------------------------------

  function fill(element) {
    fetch(element.dataset.load).then(function (answer) {
      if (answer.status === 204) return; // a save came in between, so this page is about to be loaded again
      if (!answer.ok) throw answer.status;
      return answer.text().then(function (text) {
        element.innerHTML = text;
        element.querySelectorAll("td, th").forEach(lead);
      });
    }).catch(function () { element.textContent = element.dataset.failed; });
  }

  // From a table's cell to the page, or the place in a file, that it names.
  function lead(cell) {
    var named = cell.textContent;
    if (/^[\w./-]+\.html$/.test(named)) {
      cell.textContent = "";
      add(cell, "a", named).href = "/" + named;
    } else if (/^[^:]+\.(ya?ml|md|csv)(:\d+)*$/.test(named)) {
      cell.textContent = "";
      asButton(add(cell, "code", named), named);
    }
  }

  function setUp(status) {
    words = status.words;
    if (!root.dataset.attempt) return addTools(status);
    document.querySelectorAll("[data-place]").forEach(function (element) { asButton(element, element.dataset.place); });
    document.querySelectorAll("[data-load]").forEach(fill);
  }

  // --- what becomes of builds -----------------------------------------------------------------------------------------

  function show(status) {
    var isOld = root.dataset.attempt ? status.attempt !== root.dataset.attempt : status.build !== own.build;
    if (isOld) return location.reload(); // this page missed a build
    if (!words.open) setUp(status);
    if (worklist) worklist.textContent = status.worklist.text;
    if (panel) panel.remove();
    panel = null;
    if (status.failed && !root.dataset.attempt) lay(status);
  }

  function ask() {
    fetch(own.status)
      .then(function (answer) { return answer.json(); })
      .then(show, function () {}); // the preview has stopped; livereload's script goes on trying
  }

  // livereload's script finds its plugins by this name, and asks them before it reloads the page.
  window.LiveReloadPluginKeikaku = function () {};
  window.LiveReloadPluginKeikaku.identifier = "keikaku";
  window.LiveReloadPluginKeikaku.version = "1.0";
  window.LiveReloadPluginKeikaku.prototype.reload = function (path) {
    if (path !== own.status) return false;
    ask();
    return true;
  };
  document.addEventListener("LiveReloadConnect", ask);
})();
