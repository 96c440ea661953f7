/* The console, live: one stream of server-sent events for all pages of a browser. What comes is told to the other scripts
   as events of the document: "approdo:tickets", "approdo:presence" (ids), "approdo:again", "approdo:ended". */
(function () {
  'use strict';
  var bell = document.getElementById('bell');
  if (!bell || !window.EventSource) return;
  var NAMES = ['tickets', 'presence', 'notifications', 'again', 'ended'];
  var channel = window.BroadcastChannel ? new BroadcastChannel('approdo-live') : null;
  var source = null;
  var opened = false;
  var known = Number(document.getElementById('unseen').textContent) || 0;

  /* What the server renders for a part of a page. It does not keep the session alive. */
  window.approdoFetch = function (address, options) {
    options = options || {};
    options.headers = Object.assign({ 'x-approdo-live': 'yes' }, options.headers);
    options.credentials = 'same-origin';
    return fetch(address, options);
  };

  function ring(count, leads) {
    document.getElementById('unseen').textContent = count > 99 ? '99+' : String(count);
    bell.classList.toggle('rings', count > 0);
    // One page of them all says it to the system.
    if (leads && count > known) document.dispatchEvent(new CustomEvent('approdo:notified'));
    known = count;
  }

  function told(name, data, leads) {
    if (name === 'notifications') ring(data, leads);
    else document.dispatchEvent(new CustomEvent('approdo:' + name, { detail: data }));
  }

  if (channel) channel.onmessage = function (message) { told(message.data.name, message.data.data, false); };

  function everywhere(name, data) {
    told(name, data, true);
    if (channel) channel.postMessage({ name: name, data: data });
  }

  function connect() {
    source = new EventSource(bell.dataset.live);
    NAMES.forEach(function (name) {
      source.addEventListener(name, function (event) {
        if (name === 'ended') source.close();
        everywhere(name, event.data === '-' ? null : JSON.parse(event.data));
      });
    });
    source.onopen = function () {
      // What happened while there was no stream was not told.
      if (opened) everywhere('again', null);
      opened = true;
    };
    source.onerror = function () {
      // A server that is away comes back; one that refuses does not.
      if (source.readyState === EventSource.CLOSED) setTimeout(check, 5000);
    };
  }

  /* Logged out, or the server is starting? */
  function check() {
    window.approdoFetch('/console/notifications', { redirect: 'manual' }).then(function (answer) {
      if (answer.ok) connect();
      else if (answer.type === 'opaqueredirect') everywhere('ended', null);
      else setTimeout(check, 5000);
    }, function () { setTimeout(check, 5000); });
  }

  // A browser opens few connections to one host: one page listens, the others hear it, and when it is closed the next does.
  if (navigator.locks && channel) {
    navigator.locks.request('approdo-live', function () {
      connect();
      return new Promise(function () {});
    });
  } else {
    var visible = function () {
      if (document.hidden) { if (source) source.close(); source = null; } else if (!source) connect();
    };
    document.addEventListener('visibilitychange', visible);
    visible();
  }
})();
