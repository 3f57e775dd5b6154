// Put into the pages of the preview only: lays the problems of a failed build over the page until they are mended.
(function () {
  "use strict";
  var own = document.currentScript.dataset;
  var panel = null;

  var STYLE =
    ":host { position: fixed; inset: auto 0 0 0; z-index: 2147483647; font: 16px/1.7 sans-serif; }" +
    "details { max-height: 60vh; overflow: auto; padding: 8px 16px; background: #fff; color: #333; border-top: 8px solid #ce0000; }" +
    "summary { font-weight: 700; color: #ce0000; cursor: pointer; }" +
    "li { margin-block: 8px; overflow-wrap: anywhere; }" +
    "p, pre { margin: 0; white-space: pre-wrap; }" +
    "pre { padding: 4px 8px; background: #f2f2f2; }" +
    "@media print { :host { display: none; } }";

  function add(parent, name, text) {
    var element = document.createElement(name);
    element.textContent = text || "";
    return parent.appendChild(element);
  }

  function lay(status) {
    panel = document.createElement("keikaku-problems");
    panel.lang = status.lang;
    var root = panel.attachShadow({ mode: "open" });
    var sheet = new CSSStyleSheet(); // an inline style would be refused by a page's Content-Security-Policy
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    var details = add(root, "details");
    details.open = true;
    details.setAttribute("role", "alert");
    add(details, "summary", status.heading);
    var list = add(details, "ul");
    status.problems.forEach(function (problem) {
      var item = add(list, "li");
      if (problem.place) add(add(item, "p"), "code", problem.place);
      add(item, "p", problem.found);
      if (problem.line) add(item, "pre", problem.line);
      if (problem.advice) add(item, "p", problem.advice);
    });
    document.body.appendChild(panel);
  }

  function show(status) {
    if (status.build !== own.build) return location.reload(); // this page missed a build
    if (panel) panel.remove();
    panel = null;
    if (status.failed) lay(status);
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
