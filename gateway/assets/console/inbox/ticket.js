/* The page of a ticket: who else is there, and what is new. What somebody types is never touched. Parts of the page that should follow
   carry an id and data-live. */
(function () {
  'use strict';
  var section = document.getElementById('at-ticket');
  if (!section || !window.approdoFetch) return;
  var LIVE = '.facts, section[aria-labelledby="conversation"] > .conversation, main [id][data-live]';
  var EVERY = 20000;
  var PAUSE = 8000;
  var ticket = section.dataset.ticket;
  var address = '/console/tickets/' + ticket;
  var csrf = section.querySelector('[name=csrf]').value;
  var presence = document.getElementById('presence');
  var newer = document.getElementById('newer');
  var button = newer.querySelector('button');
  var typing = null;
  var typed = false;
  var busy = false;
  var more = false;

  /* Who is here */

  function say(doing) {
    var body = new URLSearchParams({ csrf: csrf, doing: doing });
    window.approdoFetch(address + '/presence', { method: 'POST', body: body, keepalive: true }).catch(function () {});
  }
  function doing() { return typing ? 'typing' : 'looking'; }
  function others() {
    window.approdoFetch(address + '/presence').then(function (answer) {
      return answer.ok && !answer.redirected ? answer.text() : null;
    }).then(function (html) {
      if (html === null) return;
      var next = new DOMParser().parseFromString(html, 'text/html').body;
      // The same again would be read aloud again.
      if (next.textContent.trim() === presence.textContent.trim()) return;
      presence.replaceChildren.apply(presence, Array.prototype.slice.call(next.childNodes));
    }).catch(function () {});
  }
  document.addEventListener('input', function (event) {
    if (!event.target.closest('main form')) return;
    typed = true;
    if (typing) clearTimeout(typing); else { typing = true; say('typing'); }
    typing = setTimeout(function () { typing = null; say('looking'); }, PAUSE);
  });
  document.addEventListener('submit', function () { typed = false; });
  document.addEventListener('visibilitychange', function () { say(document.hidden ? 'gone' : doing()); });
  addEventListener('pagehide', function () { say('gone'); });
  addEventListener('pageshow', function (event) { if (event.persisted) say(doing()); });
  if (!document.hidden) say('looking');
  setInterval(function () {
    if (document.hidden) return;
    say(doing());
    if (presence.textContent.trim()) others();
  }, EVERY);
  document.addEventListener('approdo:presence', function (event) {
    if (event.detail.indexOf(ticket) >= 0) others();
  });

  /* What is new */

  function isIdle() {
    if (typed) return false;
    var active = document.activeElement;
    if (active && active.matches('input, textarea, select, [contenteditable], audio, video')) return false;
    var playing = Array.prototype.some.call(document.querySelectorAll('audio, video'), function (media) { return !media.paused; });
    return !playing && !String(getSelection());
  }
  function bar(text, offers) {
    newer.querySelector('p').textContent = text;
    button.hidden = !offers;
    newer.classList.toggle('says', Boolean(text));
  }
  function show(focus) {
    if (busy) { more = true; return; }
    busy = true;
    window.approdoFetch(location.pathname + location.search.replace(/[?&]part=\w+/, '')).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      return answer.text();
    }).then(function (html) {
      var next = new DOMParser().parseFromString(html, 'text/html');
      var fresh = next.querySelectorAll(LIVE);
      Array.prototype.forEach.call(document.querySelectorAll(LIVE), function (now) {
        var same = Array.prototype.filter.call(fresh, function (other) {
          return now.id ? other.id === now.id : other.className === now.className;
        })[0];
        if (same && same.textContent !== now.textContent) replace(now, same);
      });
      bar(newer.dataset.shown, false);
      var last = document.querySelector('section[aria-labelledby="conversation"] > .conversation > :last-child');
      if (focus && last) { last.tabIndex = -1; last.focus(); }
    }).catch(function () { bar(newer.dataset.text, true); }).then(function () {
      busy = false;
      if (more) { more = false; came(); }
    });
  }
  function replace(now, next) {
    // Parts that somebody has unfolded stay so.
    var open = Array.prototype.map.call(now.querySelectorAll('details'), function (details) { return details.open; });
    Array.prototype.forEach.call(next.querySelectorAll('details'), function (details, place) { details.open = open[place] || false; });
    now.replaceWith(document.importNode(next, true));
  }
  function came() { if (isIdle()) show(false); else bar(newer.dataset.text, true); }
  button.addEventListener('click', function () { show(true); });
  document.addEventListener('approdo:tickets', function (event) { if (event.detail.indexOf(ticket) >= 0) came(); });
  document.addEventListener('approdo:again', function () { others(); came(); });
  document.addEventListener('approdo:ended', function () { bar(section.dataset.ended, false); });
})();
