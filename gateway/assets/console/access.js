// A password can be looked at while it is typed, and recovery codes can be printed.
(function () {
  'use strict';

  [].forEach.call(document.querySelectorAll('form[data-show]'), function (form) {
    var fields = [].slice.call(form.querySelectorAll('input[type=password]'));
    if (!fields.length) return;
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'reveal';
    button.textContent = form.dataset.show;
    button.addEventListener('click', function () {
      var hidden = fields[0].type === 'password';
      fields.forEach(function (field) { field.type = hidden ? 'text' : 'password'; });
      button.textContent = hidden ? form.dataset.hide : form.dataset.show;
    });
    fields[fields.length - 1].insertAdjacentElement('afterend', button);
    // A browser keeps what was typed in a field of text, and a password is none.
    form.addEventListener('submit', function () {
      fields.forEach(function (field) { field.type = 'password'; });
    });
  });

  [].forEach.call(document.querySelectorAll('[data-print]'), function (button) {
    button.hidden = false;
    button.addEventListener('click', function () { window.print(); });
  });
})();
