// The two views show one page: where one is led to, the other follows, and the address of the window with them.
(function () {
  "use strict";
  var views = Array.prototype.slice.call(document.querySelectorAll("iframe"));
  var links = document.querySelectorAll("a[data-width]");

  function placeOf(view) {
    try {
      var at = view.contentWindow.location;
      return at.protocol === location.protocol ? at.pathname + at.search + at.hash : "";
    } catch (elsewhere) {
      return ""; // a link has led out of the site
    }
  }

  function withWidth(place, width) {
    var address = new URL(place, location);
    if (width) address.searchParams.set("width", width);
    return address.pathname + address.search + address.hash;
  }

  function withoutHash(place) {
    return place.split("#")[0];
  }

  function follow(view) {
    var place = placeOf(view);
    if (!place) return;
    views.forEach(function (other) {
      if (withoutHash(placeOf(other)) !== withoutHash(place)) other.contentWindow.location.replace(place);
    });
    document.title = view.contentDocument.title;
    history.replaceState(null, "", withWidth(place, document.documentElement.dataset.width));
    links.forEach(function (link) { link.href = withWidth(place, link.dataset.width); });
  }

  views.forEach(function (view) {
    view.addEventListener("load", function () { follow(view); });
    if (location.hash) view.src += location.hash; // the server was not told
  });
})();
