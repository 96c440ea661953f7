/* Sending what waits, in order, each thing once; and asking for what is new. */

var seen = {}, last = '', conversation;
var loaded, closed, sending, polling, trouble;
var pollTimer, sendTimer, pollPause = 1000, sendPause = 1000;

function request(method, url, data, done, name) {
  var call = new XMLHttpRequest();
  var file = data && typeof data !== 'string';
  call.open(method, url);
  call.timeout = file ? 900000 : 40000;   // the server waits up to 25 s; a photo on a slow network takes minutes
  call.setRequestHeader('Content-Type', file ? data.type || 'application/octet-stream' : 'application/json');
  call.setRequestHeader('X-Approdo', '1');
  // Not in the address: those are written into logs.
  if (proof && method === 'POST') call.setRequestHeader('X-Work', proof);
  if (name) call.setRequestHeader('X-Name', encodeURIComponent(name));
  call.onloadend = function () {
    var answer = null;
    try { answer = JSON.parse(call.responseText); } catch (e) { }
    if (closed) return;
    // The cookie is gone, while the page came from the cache: the page itself brings another.
    if (call.status !== 401) return done(call.status, answer, call);
    request('GET', '/', null, function () {
      done(401);
      if (polling) polling.abort();      // it still waits with the old one
    });
  };
  call.send(data);
  return call;
}

// One at a time, tried again under the same id until the server says yes or no.
function deliver(item, done) {
  if (!item.media) {
    return request('POST', '/web/messages', JSON.stringify(item), done);
  }
  unshelve(item, function (blob) {
    if (!blob) return done(410);         // the browser has thrown it away, or another window has sent it
    request('POST', '/web/media?id=' + item.id + '&kind=' + item.media, blob, done, item.name);
  });
}
// Something that has to wait holds up nothing behind it: words of danger always go.
function ready(item) { return !(item.until > Date.now()); }
function send() {
  var item = queue.filter(ready)[0];
  if (sending || !queue.length) return;
  clearTimeout(sendTimer);
  if (!item) {
    sendTimer = setTimeout(send, 1000);
    return;
  }
  sending = true;
  deliver(item, function (status, answer, call) {
    sending = false;
    trouble = '';
    if (status === 200) {
      proof = '';
      bubbles[item.id].classList.remove('pending');
    } else if (status === 410) {
      remove(bubbles[item.id]);
    } else if (/400|413|415|422/.test(status)) {
      note = item.media ? 'notKept' : 'refused';
      remove(bubbles[item.id]);
      if (item.text) box.value = item.text + (box.value && '\n' + box.value);
      else if (!item.media) freeze();
      grow();
    } else if (status === 429) {
      trouble = 'again';
      item.until = Date.now() + Math.min(+call.getResponseHeader('Retry-After') || 30, 600) * 1000;
      if (answer && answer.work) prove(answer.work, answer.bits);
      tell();
      return send();
    } else {
      trouble = status ? 'again' : 'offline';
      sendTimer = setTimeout(send, sendPause);
      sendPause = Math.min(sendPause * 2, 30000);
      return tell();
    }
    sendPause = 1000;
    forget(item.id);
    tell();
    send();
  });
}

// Receiving: one long question after the other, none while nobody looks (data costs money).
function poll() {
  var began = Date.now();
  clearTimeout(pollTimer);
  if (polling || loaded && document.hidden) return;
  polling = request('GET', '/web/messages?shown=' + page.lang + (loaded ? '&wait=1' + last : ''), null, function (status, answer) {
    polling = null;
    if (status === 200 && answer) {
      pollTimer = setTimeout(poll, answer.messages.length || Date.now() - began > 2000 ? 0 : 2000);
      pollPause = 1000;
      if (!loaded) reading(false);
      loaded = true;
      take(answer);
      if (!last && !greeting) greet();
      if (lost) send();
      lost = 0;
      log.removeAttribute('aria-busy');
    } else {
      if (!status) lost++;               // once may be a proxy that is tired of waiting
      if (!status && !loaded) readOnce();
      pollTimer = setTimeout(poll, pollPause);
      pollPause = Math.min(pollPause * 2, 30000);
    }
    tell();
  });
}
function take(answer) {
  var latest, at;
  // Another conversation: everything before it was erased.
  if (answer.conversation && conversation && answer.conversation !== conversation) return location.reload();
  conversation = answer.conversation || conversation;
  dress(answer);
  if (answer.next) last = '&after=' + answer.next;
  answer.messages.forEach(function (message) {
    var node, own = message.from === 'worker', media = message.media;
    if (seen[message.id]) return;
    seen[message.id] = true;
    if (greeting) {
      remove(greeting);
      greeting = fresh = null;
    }
    if (message.client_id) forget(message.client_id);
    remove(bubbles[message.client_id]);
    node = bubble(get('talk'), message.from, message.language, own && media ? sign(media.kind, message.at) : message.text);
    if (own) {
      if (media && message.text) fill(node.appendChild(make('p', '')), message.text);
      fresh = null;
    } else {
      if (media) enclose(node, media);
      latest = message;
      at = node;
      if (!fresh || Date.now() - freshAt > 3000) fresh = node;
      freshAt = Date.now();
    }
  });
  if (latest) offer(latest, at);
  allow();
}
