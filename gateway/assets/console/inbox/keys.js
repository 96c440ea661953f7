/* The keyboard. Single letters do something only where nobody types, and can be turned off (WCAG 2.1.4). Elements of other
   areas take part with data-shortcut: "n" the note, "e" the question for the expert. Nothing is carried out by a letter: it moves
   the focus to where Enter does it. */
(function () {
  'use strict';
  var dialog = document.getElementById('keys');
  var opener = document.getElementById('keys-open');
  if (!dialog || !opener || !dialog.showModal) return;
  var OFF = 'approdo-keys-off';
  var on = document.getElementById('keys-on');
  var going = 0;
  var store = function (value) {
    try {
      if (value === undefined) return localStorage.getItem(OFF) !== 'yes';
      if (value) localStorage.removeItem(OFF); else localStorage.setItem(OFF, 'yes');
    } catch (_) { /* then for this page only */ }
    return value === undefined ? true : value;
  };
  on.checked = store();
  on.addEventListener('change', function () { store(on.checked); });
  opener.hidden = false;
  opener.addEventListener('click', function () { dialog.showModal(); });

  // The list somebody came from, with its filters.
  var back = document.querySelector('main .back a');
  try {
    var list = sessionStorage.getItem('approdo-list');
    if (back && list && back.getAttribute('href') === '/console/tickets' && list.indexOf('/console/tickets') === 0) back.href = list;
  } catch (_) { /* then to the whole list */ }

  function links() { return Array.prototype.slice.call(document.querySelectorAll('main tbody th a, main .notifications a')); }
  function move(by) {
    var all = links();
    if (!all.length) return false;
    var at = all.indexOf(document.activeElement);
    var next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    next.focus();
    return true;
  }
  function focus(selector) {
    var found = document.querySelector(selector);
    if (!found) return false;
    for (var parent = found.closest('details'); parent; parent = parent.parentElement.closest('details')) parent.open = true;
    if (!found.matches('a, button, input, textarea, select, summary, [tabindex]')) found = found.querySelector('textarea, input, button, a') || found;
    found.focus();
    return true;
  }
  var KEYS = {
    '?': function () { dialog.showModal(); return true; },
    '/': function () { return focus('#reference'); },
    j: function () { return move(1); },
    k: function () { return move(-1); },
    a: function () { return focus('[data-shortcut="a"], #text'); },
    n: function () { return focus('[data-shortcut="n"]'); },
    e: function () { return focus('[data-shortcut="e"]'); },
    c: function () { return focus('[data-shortcut="c"], main form[action$="/close"] button'); },
    u: function () { if (back) back.click(); return Boolean(back); },
    g: function () { going = Date.now(); return true; }
  };

  document.addEventListener('keydown', function (event) {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open) return;
    var at = event.target;
    if (at.closest && at.closest('input, textarea, select, [contenteditable], audio, video, dialog')) return;
    var arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (arrow) {
      // Elsewhere they scroll the page.
      if (links().indexOf(at) >= 0 && move(arrow)) event.preventDefault();
      return;
    }
    // Turned off, the button in the header still opens the help.
    if (!on.checked) return;
    if (Date.now() - going < 2000 && event.key.length === 1) {
      going = 0;
      var place = Array.prototype.filter.call(dialog.querySelectorAll('[data-go]'), function (key) { return key.textContent === event.key; })[0];
      if (place) { event.preventDefault(); location.href = place.dataset.go; }
      return;
    }
    var act = Object.prototype.hasOwnProperty.call(KEYS, event.key) && KEYS[event.key];
    if (act && act()) event.preventDefault();
  });
})();
