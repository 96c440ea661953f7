/* The list of tickets: its rows are fetched again when something has changed, without losing focus or place. */
(function () {
  'use strict';
  var news = document.getElementById('news');
  if (!news || !document.getElementById('rows') || !window.approdoFetch) return;
  var AT_ONCE = 100;
  var CALM = 5000;
  var MARKED = 30000;
  var seen = marks();
  var changed = {};
  var fresh = {};
  var waiting = null;
  var busy = false;
  var again = false;
  var took = 0;
  var last = 0;
  var counted = 0;

  try { sessionStorage.setItem('approdo-list', location.pathname + location.search); } catch (_) { /* no storage, no way back */ }

  function rows() { return Array.prototype.slice.call(document.querySelectorAll('#rows tr[data-id]')); }
  function marks() {
    var all = {};
    rows().forEach(function (row) { all[row.dataset.id] = row.dataset.mark; });
    return all;
  }
  function part(name) {
    var address = new URL(location.href);
    address.searchParams.set('part', name);
    return address.pathname + address.search;
  }
  function parsed(html, id) { return new DOMParser().parseFromString(html, 'text/html').getElementById(id); }

  /* At once, but no more often than the server is quick, however much happens. */
  function soon() {
    if (busy) { again = true; return; }
    if (waiting) return;
    var pause = Math.max(AT_ONCE, last + Math.max(500, took * 4) - Date.now());
    waiting = setTimeout(refresh, pause);
  }

  function refresh() {
    waiting = null;
    busy = true;
    last = Date.now();
    window.approdoFetch(part('rows')).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (html) {
      took = Date.now() - last;
      var next = parsed(html, 'rows');
      if (next) replace(next);
    }).catch(function () { /* the stream says when the server is there again */ }).then(function () {
      busy = false;
      if (again) { again = false; soon(); }
    });
    if (Date.now() - counted > CALM) { counted = Date.now(); views(); }
    else if (!views.later) views.later = setTimeout(function () { views.later = null; counted = Date.now(); views(); }, CALM);
  }

  function views() {
    window.approdoFetch(part('views')).then(function (answer) { return answer.ok && !answer.redirected ? answer.text() : ''; })
      .then(function (html) {
        var next = html && parsed(html, 'views');
        var now = document.getElementById('views');
        if (!next || !now) return;
        // Only the numbers: a link that has the focus keeps it.
        var counts = next.querySelectorAll('.count');
        Array.prototype.forEach.call(now.querySelectorAll('.count'), function (count, place) {
          if (counts[place]) count.textContent = counts[place].textContent;
        });
      }).catch(function () {});
  }

  function replace(next) {
    var now = document.getElementById('rows');
    var focused = now.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    // The row that somebody looks at stays where it is on the screen.
    var anchor = rows().filter(function (row) {
      return focused ? row.contains(document.activeElement) : row.getBoundingClientRect().bottom > 0;
    })[0];
    var before = anchor ? anchor.getBoundingClientRect().top : 0;
    now.replaceWith(next);
    var here = anchor && next.querySelector('tr[data-id="' + anchor.dataset.id + '"]');
    if (here && window.scrollY > 0) window.scrollBy(0, here.getBoundingClientRect().top - before);
    if (focused) {
      var link = next.querySelector('a[href="' + focused + '"]') || next.querySelector('a');
      if (link) link.focus({ preventScroll: true });
    }
    tell();
  }

  function tell() {
    var now = marks();
    var moment = Date.now();
    Object.keys(now).forEach(function (id) {
      if (!(id in seen)) fresh[id] = changed[id] = moment;
      else if (seen[id] !== now[id]) changed[id] = moment;
      seen[id] = now[id];
    });
    rows().forEach(function (row) {
      if (!(moment - changed[row.dataset.id] < MARKED)) return;
      row.classList.add('changed');
      var mark = document.createElement('span');
      mark.className = 'mark changed';
      mark.textContent = '↻ ' + news.dataset.mark;
      row.cells[0].append(' ', mark);
    });
    var recent = function (all) { return Object.keys(all).filter(function (id) { return moment - all[id] < MARKED; }).length; };
    var arrived = recent(fresh);
    var others = recent(changed) - arrived;
    var said = [arrived && news.dataset.new + ' ' + arrived, others > 0 && news.dataset.changed + ' ' + others];
    said = said.filter(Boolean).join(' · ');
    if (said && said !== news.textContent) news.textContent = said;
  }

  document.addEventListener('approdo:tickets', soon);
  document.addEventListener('approdo:again', soon);
  document.addEventListener('approdo:presence', function (event) {
    if (event.detail.some(function (id) { return id in seen; })) soon();
  });
  document.addEventListener('approdo:ended', function () { news.textContent = news.dataset.ended; });
  // Who has gone without saying so, deadlines that pass, and what a lost message would have told.
  setInterval(function () { if (!document.hidden) soon(); }, 60000);
})();
