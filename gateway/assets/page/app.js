/* What makes an app of the page, where the browser can: reading without network, an icon on the phone, a sign when there
   is an answer. Then everything begins. */

// Behind one button, so that the screen stays free for the conversation.
get('more').onclick = function () { unfold(get('extras').hidden); };
function unfold(open) {
  get('extras').hidden = !open;
  get('more').setAttribute('aria-expanded', open);
  follow();
}

// The texts and the hotlines in the place of the conversation.
function reading(open) {
  get('reading').hidden = !open;
  log.hidden = open;
  get('read').setAttribute('aria-pressed', open);
  unfold(false);
}
function read(asked) {
  var call = new XMLHttpRequest();
  call.open('GET', '/web/offline?language=' + page.lang);
  call.responseType = 'document';
  call.onload = function () {
    var main = call.status === 200 && call.responseXML && call.responseXML.querySelector('main');
    if (!main || closed) return;
    get('texts').textContent = '';
    // The server's own page, escaped there; the policy lets no script in it run.
    [].slice.call(main.children).forEach(function (part) { get('texts').appendChild(document.importNode(part, true)); });
    reading(true);
    if (asked) get('back').focus();
  };
  call.send();
}
// Opened without network: there is nothing else to show.
var offered;
function readOnce() {
  if (!offered) read();
  offered = true;
}
get('read').onclick = function () {
  if (get('reading').hidden) read(true);
  else leave();
};
get('back').onclick = leave;
function leave() {
  reading(false);
  get('more').focus();
}
document.onkeydown = function (event) {
  if (event.keyCode === 27 && !(get('extras').hidden && get('reading').hidden)) leave();
};

// The worker keeps the shell and the texts; `renew` when the language has changed.
var worker = navigator.serviceWorker;
function renew(language) {
  document.querySelector('link[rel=manifest]').href = '/manifest.webmanifest?' + language;
  if (worker) worker.ready.then(function (registration) { registration.active.postMessage('language'); });
}
if (worker) {
  worker.register('/sw.js').then(allow, function () { worker = null; });
}

// An icon on the phone: some browsers say when they can.
var installation;
window.addEventListener('beforeinstallprompt', function (event) {
  event.preventDefault();
  installation = event;
  get('install').hidden = false;
});
get('install').onclick = function () {
  get('install').hidden = true;
  unfold(false);
  installation.prompt();
};

// A sign without words when there is an answer. Only for somebody who has written, and only where it can be asked for.
var subscription, pushes = !!(window.PushManager && window.Notification);
function allow() {
  if (!pushes || !worker || !conversation || !get('notify').hidden || Notification.permission === 'denied') return;
  worker.ready.then(function (registration) {
    return registration.pushManager.getSubscription();
  }).then(function (found) {
    subscription = found;
    get('notify').hidden = false;
    get('notify').setAttribute('aria-pressed', !!found);
  });
}
get('notify').onclick = function () {
  unfold(false);
  if (subscription) {
    request('DELETE', '/web/push', null, function () { });
    subscription.unsubscribe();
    return notified(null);
  }
  request('GET', '/web/push', null, function (status, answer) {
    if (status !== 200) return unable();
    worker.ready.then(function (registration) {
      // Asks the person first.
      return registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: fromBase64(answer.key) });
    }).then(function (made) {
      request('POST', '/web/push', JSON.stringify(made), function (status) {
        if (status === 200) notified(made);
        else made.unsubscribe();
      });
    }, unable);
  });
};
function unable() {
  pushes = false;
  get('notify').hidden = true;
}
function notified(made) {
  subscription = made;
  get('notify').setAttribute('aria-pressed', !!made);
  note = made ? 'notified' : null;
  tell();
}
function fromBase64(text) {
  var bytes = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return new Uint8Array([].map.call(bytes, function (byte) { return byte.charCodeAt(0); }));
}

window.onoffline = function () { lost = 2; tell(); };
window.ononline = function () {
  lost = 0;
  pollPause = sendPause = 1000;
  tell();
  send();
  if (polling) polling.abort(); else poll();
};
document.addEventListener('visibilitychange', poll);

if (navigator.onLine === false) lost = 2;
get('form').hidden = get('more').hidden = false;
get('photo').hidden = !(window.URL && window.Blob && window.FormData);
grow();
queue.forEach(show);
tell();
poll();
send();
