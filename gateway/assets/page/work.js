/* Proof of work: while very many new people begin at once, a number is looked for whose SHA-256 together with what the server
   gave begins with some zero bits. In small pieces, so that the page goes on answering. */

var proof = '', proving, proved = 0;
var ROOTS = [], STATE = [];
(function () {
  function fraction(x) { return (x - Math.floor(x)) * 4294967296 | 0; }
  for (var n = 2, found = 0, by; found < 64; n++) {
    for (by = 2; by * by <= n && n % by; by++);
    if (by * by <= n) continue;
    if (found < 8) STATE.push(fraction(Math.sqrt(n)));
    ROOTS[found++] = fraction(Math.pow(n, 1 / 3));
  }
})();

// The first 32 bits of SHA-256 (FIPS 180-4) of at most 55 ASCII characters.
var words = [];
function hashed(text) {
  var a = STATE[0], b = STATE[1], c = STATE[2], d = STATE[3], e = STATE[4], f = STATE[5], g = STATE[6], h = STATE[7], i, x, y;
  var w = words;
  for (i = 0; i < 16; i++) w[i] = 0;
  for (i = 0; i < text.length; i++) w[i >> 2] |= text.charCodeAt(i) << 24 - i % 4 * 8;
  w[i >> 2] |= 128 << 24 - i % 4 * 8;
  w[15] = text.length * 8;
  for (i = 0; i < 64; i++) {
    if (i > 15) {
      x = w[i - 15];
      y = w[i - 2];
      x = (x >>> 7 | x << 25) ^ (x >>> 18 | x << 14) ^ x >>> 3;
      y = (y >>> 17 | y << 15) ^ (y >>> 19 | y << 13) ^ y >>> 10;
      w[i] = x + w[i - 7] + y + w[i - 16] | 0;
    }
    x = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + ROOTS[i] + w[i] | 0;
    y = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
    h = g;
    g = f;
    f = e;
    e = d + x | 0;
    d = c;
    c = b;
    b = a;
    a = x + y | 0;
  }
  return a + STATE[0] >>> 0;
}
// When it is found, what waits is sent at once. A server that is never content gets no more than waiting.
function prove(task, bits) {
  var number = 0, below = Math.pow(2, 32 - bits);
  proof = '';
  if (proving || proved > 9) return;
  proving = true;
  (function some() {
    for (var until = Date.now() + 30; Date.now() < until; number++) {
      if (hashed(task + ':' + number) >= below) continue;
      proof = '' + number;
      proving = false;
      proved++;
      queue.forEach(function (item) { item.until = 0; });
      return send();
    }
    setTimeout(some, 10);
  })();
}
