/* Notifications of the browser: asked for by a button, and without content. */
(function () {
  'use strict';
  var bell = document.getElementById('bell');
  if (!bell || !window.Notification) return;
  var ON = 'approdo-notify';
  var wanted = function () { try { return localStorage.getItem(ON) === 'yes'; } catch (_) { return false; } };
  var want = function (yes) { try { if (yes) localStorage.setItem(ON, 'yes'); else localStorage.removeItem(ON); } catch (_) { /* not kept */ } };

  document.addEventListener('approdo:notified', function () {
    if (!wanted() || Notification.permission !== 'granted') return;
    // The tag: many are one.
    var shown = new Notification(bell.dataset.something, { tag: 'approdo' });
    shown.onclick = function () { window.focus(); location.href = bell.href; };
  });

  var section = document.getElementById('browser-notifications');
  if (!section) return;
  var button = section.querySelector('button');
  function state() {
    var granted = Notification.permission === 'granted';
    var denied = Notification.permission === 'denied';
    var on = granted && wanted();
    section.querySelector('[role=status]').textContent = denied ? section.dataset.denied : on ? section.dataset.on : section.dataset.off;
    button.textContent = on ? section.dataset.stop : section.dataset.ask;
    button.hidden = denied;
    section.hidden = false;
  }
  button.addEventListener('click', function () {
    if (Notification.permission === 'granted') { want(!wanted()); state(); return; }
    Notification.requestPermission().then(function (permission) { want(permission === 'granted'); state(); });
  });
  state();
})();
