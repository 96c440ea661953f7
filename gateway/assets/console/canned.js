/* Canned answers beside the answer to a ticket: found as one types, and put where the words are. Without this file the same
   forms lead to pages. */
(function () {
  'use strict';
  var panel = document.querySelector('details.canned');
  var box = document.getElementById('text');
  if (!panel || !box) return;

  function put(field, words) {
    if (!field || !words) return;
    var at = field.selectionStart;
    var before = field.value.slice(0, at), after = field.value.slice(field.selectionEnd);
    var gap = before && !/\n$/.test(before) ? '\n\n' : '';
    field.value = before + gap + words + (after && !/^\n/.test(after) ? '\n\n' : '') + after;
    field.selectionStart = field.selectionEnd = (before + gap + words).length;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }

  panel.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post') { event.preventDefault(); search(form); return; }
    event.preventDefault();
    var sent = new URLSearchParams(new FormData(form));
    sent.set('insert', 'yes');
    var button = form.querySelector('.use button');
    button.disabled = true;
    fetch(form.action, { method: 'POST', body: sent }).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      return answer.json();
    }).then(function (said) {
      button.disabled = false;
      if (said.confirm) {
        // The text was not reviewed: a second press says that one knows.
        var sure = document.createElement('input');
        sure.type = 'hidden';
        sure.name = 'confirmed';
        sure.value = 'yes';
        form.appendChild(sure);
        button.removeAttribute('aria-label');
        button.textContent = said.confirm;
        button.focus();
        return;
      }
      put(document.querySelector('form [name="italian"]'), said.italian);
      put(box, said.text);
      box.focus();
    }).catch(function () {
      // A session that has ended, or no network: the page that follows says so.
      button.disabled = false;
      form.submit();
    });
  });

  var last = 0, waits;
  function search(form) {
    var turn = ++last;
    fetch(form.action + '?' + new URLSearchParams(new FormData(form))).then(function (answer) {
      if (!answer.ok || answer.redirected) throw new Error(answer.status);
      return answer.text();
    }).then(function (html) {
      var found = new DOMParser().parseFromString(html, 'text/html').querySelector('.canned-found');
      if (found && turn === last) panel.querySelector('.canned-found').replaceChildren.apply(
        panel.querySelector('.canned-found'), [].slice.call(document.adoptNode(found).childNodes));
    }).catch(function () {});
  }
  var query = document.getElementById('canned-q');
  query.addEventListener('input', function () {
    clearTimeout(waits);
    waits = setTimeout(search, 250, query.form);
  });
})();
