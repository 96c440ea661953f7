// Answering: counts down what can be undone, and keeps what is being typed. Without it there are the same buttons.
(function () {
  'use strict';

  // The last seconds of an answer. Where nothing is being typed the page is loaded anew when they are over.
  var box = document.getElementById('text');
  var form = document.getElementById('answer-form');
  var begun = Date.now();
  var typed = function () { return form ? form.elements.text.value + '\n' + form.elements.italian.value : ''; };
  var before = typed();
  var counting = [].slice.call(document.querySelectorAll('.waiting[data-left]'));
  if (counting.length) {
    var timer = setInterval(function () {
      var over = counting.every(function (waiting) {
        var left = Number(waiting.dataset.left) - Math.floor((Date.now() - begun) / 1000);
        waiting.querySelector('.countdown').textContent = left > 0 ? left : '';
        return left < -1;
      });
      if (!over) return;
      clearInterval(timer);
      if (typed() === before) location.replace(location.pathname);
    }, 250);
  }

  if (!form || !box || !window.fetch) return;
  var state = form.querySelector('.draft-state');
  var saved = before;
  var waiting = null;
  var sent = false;

  function keep(last) {
    waiting = null;
    var words = typed();
    if (sent || words === saved) return;
    var fields = new URLSearchParams({ by: 'script' });
    ['csrf', 'seen', 'text', 'italian', 'question'].forEach(function (name) { if (form.elements[name]) fields.set(name, form.elements[name].value); });
    fetch(form.dataset.draft, { method: 'POST', body: fields, keepalive: last === true, redirect: 'error' }).then(function (answer) {
      if (!answer.ok) throw new Error();
      saved = words;
      if (answer.status !== 200) return form.dataset.kept + ' ' + new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
      return answer.text();
    }).catch(function () { return form.dataset.lost; }).then(function (said) { if (state.textContent !== said) state.textContent = said; });
  }

  form.addEventListener('input', function () { if (!waiting) waiting = setTimeout(keep, 3000); });
  form.addEventListener('submit', function () { sent = true; });
  addEventListener('pageshow', function () { sent = false; });
  addEventListener('pagehide', function () { keep(true); });
})();
