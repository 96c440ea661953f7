/* The worker's page: shows the conversation and sends what is written, in order, each thing once.
   Plain ES5, because it must run on a phone of 2015. Text goes in by textContent only. */
(function () {
'use strict';

var page = document.documentElement, body = document.body;
var log = get('log'), line = get('line'), box = get('box');

var texts = body.dataset, seen = {}, last = '', conversation;
var queue = [], bubbles = {};            // what is not sent yet, and how it is shown, by its id
var choices = make('div', '');           // the buttons under the latest message
var loaded, closed, sending, polling, refused, trouble, tapped, lost = 0;
var pollTimer, sendTimer, pollPause = 1000, sendPause = 1000;
var stick = true, place = 0, fresh, freshAt, greeting;

function get(id) { return document.getElementById(id); }
function make(tag, name) {
  var node = document.createElement(tag);
  node.className = name;
  return node;
}
function remove(node) { if (node) node.remove(); }

// What is not sent yet survives a reload, if the browser allows storage.
try { queue = JSON.parse(sessionStorage.unsent) || []; } catch (e) { }
function store() {
  try {
    if (queue.length) sessionStorage.unsent = JSON.stringify(queue);
    else delete sessionStorage.unsent;
  } catch (e) { }
}
function forget(id) {
  queue = queue.filter(function (item) { return item.id !== id; });
  store();
}
function uuid() {
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, function (digit) {
    return (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16);
  });
}

// Known numbers can be called; any other number keeps its order inside right-to-left text.
var known = ['emergency', 'trafficking', 'whatsapp'].map(function (name) {
  return body.dataset[name];
}).filter(Boolean);
var numbers = new RegExp(known.map(function (number) {
  return number.replace(/[^\w ]/g, '\\$&') + '(?!\\d)';
}).concat('\\+?\\d(?:[-./:, ]?\\d)+').join('|'), 'g');

function fill(node, text) {
  var at = 0;
  text.replace(numbers, function (number, start) {
    var end = start + number.length;
    var call = known.indexOf(number) >= 0 && !/[\w-]/.test(text.charAt(start - 1) + text.charAt(end));
    var part = make(call ? 'a' : 'span', 'number');
    part.dir = 'ltr';
    part.textContent = number;
    if (call) part.href = 'tel:' + number.replace(/ /g, '');
    node.appendChild(document.createTextNode(text.slice(at, start)));
    node.appendChild(part);
    at = end;
  });
  node.appendChild(document.createTextNode(text.slice(at)));
}
function bubble(parent, kind, language, text) {
  var node = parent.appendChild(make('div', 'bubble ' + kind));
  node.dir = 'auto';
  node.lang = language || '';
  text.split(/\n{2,}/).forEach(function (paragraph) {
    fill(node.appendChild(make('p', '')), paragraph);
  });
  return node;
}

// To the newest, or the start of an answer longer than the screen: once, and not while the person reads elsewhere.
function follow() {
  var to = log.scrollHeight - log.clientHeight;
  if (fresh) to = Math.min(to, fresh.offsetTop - 12);
  if (stick && to !== place) log.scrollTop = to;
  place = to;
  point();
}
// An arrow, while there is more below: choices that nobody sees are not chosen.
function left() { return log.scrollHeight - log.clientHeight - log.scrollTop; }
function point() { get('below').hidden = left() < 48; }
get('below').onclick = function () {
  log.scrollTop += log.clientHeight * .75;
  point();
};
log.onscroll = function () {
  stick = Math.abs(log.scrollTop - place) < 80 || left() < 80;
  point();
};
window.onresize = follow;

// The line that tells how the connection is.
function tell() {
  var text = texts[refused ? 'refused' : lost > 1 ? 'offline' : queue.length && trouble] || '';
  if (line.textContent !== text) line.textContent = text;
  follow();
}

function dress(answer) {
  if (!answer.language) return;            // nothing is chosen yet: it stays as the browser's languages suggest
  texts = answer.texts || texts;
  page.lang = answer.language;
  page.dir = answer.direction || page.dir;
  document.title = texts.title;
  box.placeholder = texts.write;
  ['title', 'write', 'send', 'close', 'location'].forEach(function (name) {
    var node = get(name);
    if (node && node.textContent !== texts[name]) node.textContent = texts[name];
  });
  grow();
}

// Choices under the latest message: a tap counts once.
function freeze(chosen) {
  tapped = !!chosen;
  [].forEach.call(choices.children, function (button) {
    button.disabled = tapped;
    button.classList.toggle('chosen', button === chosen);
  });
}
function offer(message, node) {
  var list = [].concat.apply([], message.buttons || []);
  remove(choices);
  choices = make('div', 'choices');
  choices.lang = message.language || '';
  if (navigator.geolocation && list.some(function (b) { return b.data.indexOf('1|report.region|') === 0; })) {
    list.unshift({ label: texts.location });
  }
  list.forEach(function (b) {
    var button = choices.appendChild(make('button', b.small ? 'small' : ''));
    button.id = b.data ? '' : 'location';
    button.type = 'button';
    button.textContent = b.label;
    button.onclick = function () {
      if (!b.data) return locate(button);
      freeze(button);
      add({ id: uuid(), button: b.data, label: b.label });
    };
  });
  if (list.length) get('talk').insertBefore(choices, node.nextSibling);
  freeze(queue.some(function (item) { return !item.text; }));
}

// The first question, to somebody who has not written yet.
function greet() {
  var opening = get('opening');
  greeting = bubble(get('talk'), 'bot', '', [].map.call(opening.querySelectorAll('p'), function (paragraph) {
    return paragraph.textContent;
  }).join('\n\n'));
  offer({ buttons: [].map.call(opening.querySelectorAll('button'), function (b) {
    return { label: b.textContent, data: b.value };
  }) }, greeting);
  fresh = greeting;                        // the question first, and an arrow to the languages below
}

// About a kilometre: enough to find the province, too little to find a bed.
function rough(degrees) { return Math.round(degrees * 100) / 100; }
function locate(button) {
  var asked = choices;
  button.disabled = true;
  navigator.geolocation.getCurrentPosition(function (position) {
    var at = position.coords;
    if (choices !== asked || tapped) return;  // answered meanwhile
    freeze(button);
    add({ id: uuid(), location: { latitude: rough(at.latitude), longitude: rough(at.longitude) } });
  }, function () {
    button.disabled = tapped;
  }, { timeout: 15000, maximumAge: 600000 });
}

function request(method, query, data, done) {
  var call = new XMLHttpRequest();
  call.open(method, '/web/messages' + query);
  call.timeout = 40000;                  // the server waits up to 25 s
  call.setRequestHeader('Content-Type', 'application/json');
  call.setRequestHeader('X-Approdo', '1');
  call.onloadend = function () {
    var answer = null;
    try { answer = JSON.parse(call.responseText); } catch (e) { }
    if (!closed) done(call.status, answer);
  };
  call.send(data);
  return call;
}

// Sending: one at a time, tried again under the same id until the server says yes or no.
function show(item) {
  bubbles[item.id] = bubble(get('unsent'), 'worker pending', '', item.text || item.label || '📍');
}
function add(item) {
  queue.push(item);
  store();
  show(item);
  refused = fresh = null;
  stick = true;
  tell();
  send();
}
function send() {
  var item = queue[0];
  if (sending || !item) return;
  sending = true;
  clearTimeout(sendTimer);
  request('POST', '', JSON.stringify(item), function (status) {
    sending = false;
    trouble = '';
    if (status === 200) {
      bubbles[item.id].classList.remove('pending');
    } else if (/400|413|422/.test(status)) {
      refused = true;
      remove(bubbles[item.id]);
      if (item.text) box.value = item.text + (box.value && '\n' + box.value);
      else freeze();
      grow();
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
  polling = request('GET', loaded ? '?wait=1' + last : '', null, function (status, answer) {
    polling = null;
    if (status === 200 && answer) {
      pollTimer = setTimeout(poll, answer.messages.length || Date.now() - began > 2000 ? 0 : 2000);
      pollPause = 1000;
      loaded = true;
      take(answer);
      if (!last && !greeting) greet();
      if (lost) send();
      lost = 0;
      log.removeAttribute('aria-busy');
    } else {
      if (!status) lost++;               // once may be a proxy that is tired of waiting
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
  answer.messages.forEach(function (message) {
    var node;
    if (seen[message.id]) return;
    seen[message.id] = true;
    last = '&after=' + message.id;
    if (greeting) {
      remove(greeting);
      greeting = fresh = null;
    }
    if (message.client_id) forget(message.client_id);
    remove(bubbles[message.client_id]);
    node = bubble(get('talk'), message.from, message.language, message.text);
    if (message.from === 'worker') {
      fresh = null;
    } else {
      latest = message;
      at = node;
      if (!fresh || Date.now() - freshAt > 3000) fresh = node;
      freshAt = Date.now();
    }
  });
  if (latest) offer(latest, at);
}

// Writing: the box grows to four lines.
function grow() {
  box.dir = box.value ? 'auto' : page.dir;
  box.rows = 1;
  while (box.value && box.rows < 4 && box.scrollHeight > box.clientHeight + 2) box.rows++;
  follow();
}
function write(event) {
  var text = box.value.trim();
  event.preventDefault();
  box.value = '';
  grow();
  if (text) add({ id: uuid(), text: text });
  box.focus();
}
get('form').onsubmit = write;
box.oninput = function () {
  refused = false;
  grow();
  tell();
};
box.onkeydown = function (event) {
  if (event.keyCode === 13 && !event.shiftKey && !event.isComposing) write(event);
};

// The way out: nothing stays on the screen, and "back" does not lead here.
get('close').onclick = get('close').onkeydown = function (event) {
  if (event.keyCode && event.keyCode !== 32) return;
  event.preventDefault();
  closed = true;
  document.title = body.textContent = '';
  location.replace('about:blank');
};

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
get('form').hidden = false;
queue.forEach(show);
tell();
poll();
send();
})();
