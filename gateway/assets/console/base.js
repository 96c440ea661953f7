// The menu stands open, as it does without this file; on a telephone it is a button, and opens when one asks for it.
(function () {
  'use strict';
  var menu = document.querySelector('.menu');
  if (!menu || !window.matchMedia) return;
  var narrow = matchMedia('(max-width: 40em)');
  function fit() { menu.open = !narrow.matches; }
  fit();
  if (narrow.addEventListener) narrow.addEventListener('change', fit);
})();
