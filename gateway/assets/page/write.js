/* Writing, recording, choosing a photo; and the way out. */

// The box grows to four lines. Empty, it leaves its place to the microphone.
function grow() {
  box.dir = box.value ? 'auto' : page.dir;
  box.rows = 1;
  while (box.value && box.rows < 4 && box.scrollHeight > box.clientHeight + 2) box.rows++;
  get('send').hidden = canRecord && !box.value;
  get('record').hidden = !get('send').hidden;
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
  note = null;
  grow();
  tell();
};
box.onkeydown = function (event) {
  if (event.keyCode === 13 && !event.shiftKey && !event.isComposing) write(event);
};

// A recording, a photo, a file: the server takes no more than this.
var LARGEST = 10 * 1024 * 1024;
function enqueue(blob, kind, name) {
  var id = uuid();
  if (blob.size > LARGEST) {
    note = 'tooBig';
    return tell();
  }
  blobs[id] = blob;
  add({ id: id, media: kind, name: name });
}

// Recording: nothing is heard before the tap on the microphone, nothing is sent before "stop and send".
var canRecord = !!(window.MediaRecorder && navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
var LONGEST = 600;                       // seconds, about two megabytes
var recorder, wanted, clock;

function showRecording(on) {
  get('form').hidden = on;
  get('recording').hidden = !on;
  (on ? get('record-send') : get('record')).focus();
  follow();
}
get('record').onclick = function () {
  var button = get('record');
  note = null;
  tell();
  button.disabled = true;
  navigator.mediaDevices.getUserMedia({ audio: true }).then(function (stream) {
    button.disabled = false;
    recordFrom(stream);
  }).then(null, function () {
    button.disabled = false;
    note = 'noMicrophone';
    tell();
  });
};
function recordFrom(stream) {
  var parts = [], began = Date.now();
  var type = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'].filter(function (type) {
    return MediaRecorder.isTypeSupported && MediaRecorder.isTypeSupported(type);
  })[0];
  var options = { audioBitsPerSecond: 24000 };
  if (type) options.mimeType = type;
  recorder = new MediaRecorder(stream, options);
  wanted = undefined;
  recorder.ondataavailable = function (event) { if (event.data.size) parts.push(event.data); };
  recorder.onstop = function () {
    clearInterval(clock);
    stream.getTracks().forEach(function (track) { track.stop(); });
    recordEnded = function () {
      showRecording(false);
      if (wanted && parts.length) enqueue(new Blob(parts, { type: (recorder.mimeType || type || '').split(';')[0] }), 'voice');
    };
    // The phone ended it, or it is long enough: the person still decides what becomes of it.
    if (wanted !== undefined) recordEnded();
  };
  recorder.start(1000);
  function tick() {
    var seconds = Math.floor((Date.now() - began) / 1000);
    get('clock').textContent = Math.floor(seconds / 60) + (seconds % 60 < 10 ? ':0' : ':') + seconds % 60;
    if (seconds >= LONGEST && recorder.state !== 'inactive') recorder.stop();
  }
  clock = setInterval(tick, 500);
  tick();
  showRecording(true);
}
var recordEnded;
function endRecording(send) {
  wanted = send;
  if (recorder.state === 'inactive') recordEnded();
  else recorder.stop();
}
get('record-send').onclick = function () { endRecording(true); };
get('record-cancel').onclick = function () { endRecording(false); };

// Photos become smaller, because data costs money; and they lose what the camera wrote into them, such as the place.
var WIDEST = 1600;
get('photo').onclick = function () { get('file').click(); };
get('file').onchange = function () {
  [].forEach.call(get('file').files, function (file) {
    if (!/^image\//.test(file.type)) return enqueue(file, 'file', file.name);
    shrink(file, function (smaller) {
      if (smaller) enqueue(smaller, 'image');
      else enqueue(file, 'file', file.name);
    });
  });
  get('file').value = '';
};
function shrink(file, done) {
  var image = new Image(), url = URL.createObjectURL(file);
  image.onload = function () {
    var canvas = make('canvas', ''), pen = canvas.getContext('2d');
    var scale = Math.min(1, WIDEST / Math.max(image.naturalWidth, image.naturalHeight));
    canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
    pen.fillStyle = '#fff';                // under what is transparent
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    if (canvas.toBlob) canvas.toBlob(done, 'image/jpeg', .8);
    else done(fromDataUrl(canvas.toDataURL('image/jpeg', .8)));
  };
  // A kind of image that this browser cannot show: it goes as it is.
  image.onerror = function () {
    URL.revokeObjectURL(url);
    done(null);
  };
  image.src = url;
}
function fromDataUrl(url) {
  var bytes = atob(url.split(',')[1]);
  return new Blob([new Uint8Array([].map.call(bytes, function (byte) { return byte.charCodeAt(0); }))], { type: 'image/jpeg' });
}

// The way out: nothing stays on the screen, and "back" does not lead here.
get('close').onclick = get('close').onkeydown = function (event) {
  if (event.keyCode && event.keyCode !== 32) return;
  event.preventDefault();
  closed = true;
  document.title = body.textContent = '';
  location.replace('about:blank');
};
