/* What was written and not sent yet. It survives a closed page, if the browser allows storage: each thing under a key of
   its own, so that two windows do not overwrite each other; recordings and photos in IndexedDB, under the same id. */

var queue = [], bubbles = {};            // what is not sent yet, the oldest first, and how it is shown, by its id
var blobs = {};                          // what IndexedDB may be unable to keep
var newest = 0;

function uuid() {
  return '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, function (digit) {
    return (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16);
  });
}
function key(item) { return 'unsent ' + item.at + ' ' + item.id; }

try {
  Object.keys(localStorage).sort().forEach(function (name) {
    if (name.indexOf('unsent ') === 0) queue.push(JSON.parse(localStorage[name]));
  });
} catch (e) { }

function add(item) {
  // Sorted by when it was written, though the phone's clock may jump.
  newest = item.at = Math.max(Date.now(), newest + 1);
  queue.push(item);
  try { localStorage[key(item)] = JSON.stringify(item); } catch (e) { }
  note = fresh = null;
  stick = true;
  reading(false);
  show(item);
  tell();
  if (item.media) shelf('readwrite', function (store) { return store.put(blobs[item.id], item.id); }, send);
  else send();
}
function show(item) {
  var text = item.media ? sign(item.media, item.at) : item.text || item.label || '📍';
  bubbles[item.id] = bubble(get('unsent'), 'worker pending', '', text);
}
// The file goes before its entry: an entry without a file is harmless, a file without an entry would stay for ever.
function forget(id) {
  var item = queue.filter(function (item) { return item.id === id; })[0];
  if (!item) return;
  queue.splice(queue.indexOf(item), 1);
  function forgotten() {
    try { localStorage.removeItem(key(item)); } catch (e) { }
  }
  delete blobs[id];
  if (item.media) shelf('readwrite', function (store) { return store.delete(id); }, forgotten);
  else forgotten();
}

// One act on what IndexedDB holds; `done` hears the result, or nothing where there is no IndexedDB.
function shelf(mode, act, done) {
  var open;
  try {
    open = indexedDB.open('page', 1);
  } catch (e) {
    return done();
  }
  open.onupgradeneeded = function () { open.result.createObjectStore('files'); };
  open.onerror = function () { done(); };
  open.onsuccess = function () {
    var base = open.result, turn, asked;
    try {
      turn = base.transaction('files', mode);
      asked = act(turn.objectStore('files'));
    } catch (e) {
      base.close();
      return done();
    }
    turn.oncomplete = function () {
      base.close();
      done(asked.result);
    };
    turn.onabort = function () {
      base.close();
      done();
    };
  };
}
function unshelve(item, done) {
  if (blobs[item.id]) return done(blobs[item.id]);
  shelf('readonly', function (store) { return store.get(item.id); }, done);
}
