/* Keeps the page without network: the shell, the texts and the hotlines in the chosen language. What is written waits in
   the page itself (unsent.js). The version is made of everything below /assets and the page: another one replaces all. */
'use strict';

const VERSION = '%VERSION%';
const CACHE = 'page-' + VERSION;
const PAGE = '/', OFFLINE = '/web/offline', MANIFEST = '/manifest.webmanifest';
const SPOKEN = [PAGE, OFFLINE, MANIFEST];     // in the visitor's language
const ASSETS = ['page.css', 'page.js', 'icon-192.png', 'icon-512.png'].map(name => '/assets/' + name + '?v=' + VERSION);
const PATIENCE = 5000, DAY = 86400000;        // milliseconds

const opened = () => caches.open(CACHE);
const kept = url => opened().then(cache => cache.match(url, { ignoreVary: true }));
const fresh = urls => urls.map(url => new Request(url, { cache: 'no-cache', credentials: 'same-origin' }));

self.addEventListener('install', event => event.waitUntil(
  opened().then(cache => cache.addAll(fresh(SPOKEN).concat(ASSETS))).then(() => self.skipWaiting())
));

self.addEventListener('activate', event => event.waitUntil(
  caches.keys()
    .then(names => Promise.all(names.filter(name => name !== CACHE).map(name => caches.delete(name))))
    .then(() => self.clients.claim())
));

self.addEventListener('message', event => {
  if (event.data === 'language') event.waitUntil(opened().then(cache => cache.addAll(fresh(SPOKEN))));
});

self.addEventListener('fetch', event => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/')) {
    event.respondWith(kept(event.request).then(found => found || fetch(event.request)));
  } else if (pathname === OFFLINE || pathname === MANIFEST) {
    event.respondWith(fromNetwork(event, pathname, false));
  } else if (event.request.mode === 'navigate' && pathname === PAGE) {
    event.respondWith(fromNetwork(event, PAGE, true));
  } else if (event.request.mode === 'navigate' && pathname === '/form') {
    // A form needs the network; the page keeps what is written until there is one.
    event.respondWith(fetch(event.request).catch(() => kept(PAGE)));
  }
});

/* The network's answer, kept for later; without one, or without one in time where somebody waits, what was kept. */
function fromNetwork(event, name, hurry) {
  const asked = fetch(event.request).then(answer => {
    if (!answer.ok) return kept(name).then(found => found || answer);
    const copy = answer.clone();
    event.waitUntil(opened().then(cache => cache.put(name, copy).then(() => name === PAGE && renew(cache))));
    return answer;
  });
  event.waitUntil(asked.catch(() => 0));
  const late = new Promise(done => setTimeout(done, PATIENCE)).then(() => kept(name)).then(found => found || asked);
  return (hurry ? Promise.race([asked, late]) : asked)
    .catch(() => kept(name))
    .then(found => found || Response.error());
}

/* Texts and hotlines may be changed any day. */
function renew(cache) {
  return cache.match(OFFLINE).then(old => {
    const fetched = old ? Date.parse(old.headers.get('date')) : 0;
    return Date.now() - fetched < DAY || cache.addAll(fresh([OFFLINE, MANIFEST]));
  });
}

const pages = () => self.clients.matchAll({ type: 'window' })
  .then(windows => windows.filter(window => new URL(window.url).pathname === PAGE));

/* A sign without words: the page's own name and nothing else. The push carries no content either. Who looks at the page
   sees the answer itself. */
self.addEventListener('push', event => event.waitUntil(
  Promise.all([pages(), kept(MANIFEST).then(found => found ? found.json() : {})]).then(([open, manifest]) =>
    open.some(window => window.visibilityState === 'visible') || self.registration.showNotification(manifest.name || 'Messages', {
      icon: '/assets/icon-192.png?v=' + VERSION, tag: 'answer', lang: manifest.lang, dir: manifest.dir,
    }))
));

/* Some browsers replace a subscription after a while. */
self.addEventListener('pushsubscriptionchange', event => event.waitUntil(
  fetch('/web/push').then(answer => answer.json())
    .then(({ key }) => self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }))
    .then(made => fetch('/web/push', {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-approdo': '1' }, body: JSON.stringify(made),
    }))
));

self.addEventListener('notificationclick', event => {
  event.notification.close();
  event.waitUntil(pages().then(([open]) => open ? open.focus() : self.clients.openWindow(PAGE)));
});
