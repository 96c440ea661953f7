/* The worker's page, first of its parts: what stands on the screen. The parts share one function, see http/page.rs.
   Plain ES5, because it must run on a phone of 2015. Text goes in by textContent only. */

var page = document.documentElement, body = document.body;
var log = get('log'), line = get('line'), box = get('box');

var texts = JSON.parse(body.dataset.texts);
var choices = make('div', '');           // the buttons under the latest message
var note, tapped, lost = 0;
var stick = true, place = 0, fresh, freshAt, greeting;

function get(id) { return document.getElementById(id); }
function make(tag, name) {
  var node = document.createElement(tag);
  node.className = name;
  return node;
}
function remove(node) { if (node) node.remove(); }

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

// A recording, a photo, a file. One's own is a sign with its time: somebody else may look at the screen later.
var signs = { voice: '🎤', image: '📷', file: '📎' };
function sign(kind, at) {
  var time = new Date(at), minutes = time.getMinutes();
  return (signs[kind] || signs.file) + ' ' + time.getHours() + (minutes < 10 ? ':0' : ':') + minutes;
}
function enclose(node, media) {
  var at = '/web/media/' + encodeURIComponent(media.id);
  var kind = { voice: 'audio', image: 'img' }[media.kind];
  var frame = kind === 'audio' ? node : node.appendChild(make('a', 'file'));
  var shown = kind && frame.appendChild(make(kind, 'media'));
  if (frame !== node) frame.href = at;
  if (!kind) {
    frame.download = media.name || '';
    frame.textContent = signs.file + ' ' + (media.name || '');
    return;
  }
  shown.onload = follow;
  if (kind === 'audio') {
    shown.controls = true;
    shown.preload = 'none';
  } else {
    shown.alt = signs.image;
  }
  shown.src = at;
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

// The line that tells how the connection is, or what came of what was just done.
function tell() {
  var text = texts[note || (lost > 1 ? 'offline' : queue.length && trouble)] || '';
  if (line.textContent !== text) line.textContent = text;
  follow();
}

function dress(answer) {
  if (!answer.language) return;            // nothing is chosen yet: it stays as the browser's languages suggest
  texts = answer.texts || texts;
  if (page.lang !== answer.language) renew(answer.language);
  page.lang = answer.language;
  page.dir = answer.direction || page.dir;
  document.title = texts.title;
  box.placeholder = texts.write;
  [].forEach.call(document.querySelectorAll('[data-text]'), function (node) {
    var text = texts[node.getAttribute('data-text')];
    if (node.textContent !== text) node.textContent = text;
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
    button.type = 'button';
    button.textContent = b.label;
    if (!b.data) {
      button.id = 'location';
      button.setAttribute('data-text', 'location');
    }
    button.onclick = function () {
      if (!b.data) return locate(button);
      freeze(button);
      add({ id: uuid(), button: b.data, label: b.label });
    };
  });
  if (list.length) get('talk').insertBefore(choices, node.nextSibling);
  freeze(queue.some(function (item) { return item.button || item.location; }));
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
