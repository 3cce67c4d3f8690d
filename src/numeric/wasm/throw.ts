// The vector form of the scalar thrower; tools/build-kernel.mjs compiles it. The order of all arithmetic on losses is that of the
// scalar form, so their figures are the same bit for bit. Decorators stand in comments, since in TypeScript a function has none.

// Places in memory; vector-thrower.ts says the same.
const LANES: usize = 0; // words a, b, c, d of xoshiro128++, four lanes each
const FURTHER: usize = 64; // the same of the stream for tails
const GROUP: usize = 128; // four losses
const WORDS: usize = 192; // up to eight words
const WARMED: usize = 256;
const SUMS: usize = 1024;
const WORST: usize = 9216;
const COUNTS: usize = 17408;
const AHEAD: usize = 21504; // losses that are drawn and not yet given to a year
const ASIDE: usize = 21504; // or words in tails, while the others are thrown
const YEARS: usize = 1024;
const CHUNK: u32 = 1024; // losses that are thrown, or drawn, at a time

// Places in a table; see loss-table.ts.
const BODY: usize = 16;
const TAILS: usize = 16400;
const TAIL_CELLS: u32 = 233;

/** A throw of so many visits most of a table. */
const MANY: u32 = 2048;

/** n losses into uniformly drawn years. */
export function throwEvenly(law: usize, n: u32, withWorst: bool): void {
  if (n >= MANY) warm(law);
  while (n > 0) {
    const some = min(n, CHUNK);
    let aside = withWorst ? throwEights(law, some >> 3, true) : throwEights(law, some >> 3, false);
    for (let left = some & 7; left > 0; left -= min(left, 4)) aside = throwGroup(law, left, aside, withWorst);
    throwAside(law, aside, withWorst);
    n -= some;
  }
}

/** Reads through a body in order, which a processor fetches ahead; losses visit its cells in none. */
function warm(law: usize): void {
  let all: i32 = 0;
  for (let at: usize = BODY; at < TAILS; at += 64) all |= load<i32>(law + at);
  store<i32>(WARMED, all); // or the compiler would leave it out
}

/** Twice four losses, so many times. A loss in a tail is thrown as 0 and its word put aside; answers where those end. */
// @inline
function throwEights(law: usize, times: u32, withWorst: bool): usize {
  let a = v128.load(LANES, 0);
  let b = v128.load(LANES, 16);
  let c = v128.load(LANES, 32);
  let d = v128.load(LANES, 48);
  const scale = v128.load64_splat(law);
  let aside = ASIDE;
  for (; times > 0; times--) {
    const first = resultOf(a, d);
    const c1 = v128.xor(c, a);
    const d1 = v128.xor(d, b);
    const a1 = v128.xor(a, d1);
    const b1 = v128.xor(b, c1);
    const c2 = v128.xor(c1, i32x4.shl(b, 9));
    const d2 = turned(d1, 11);
    const second = resultOf(a1, d2);
    const c3 = v128.xor(c2, a1);
    const d3 = v128.xor(d2, b1);
    a = v128.xor(a1, d3);
    b = v128.xor(b1, c3);
    c = v128.xor(c3, i32x4.shl(b1, 9));
    d = turned(d3, 11);

    const values = valuesOf(law, first);
    const others = valuesOf(law, second);
    const tails = inTails(first);
    const otherTails = inTails(second);
    if (i32x4.bitmask(v128.or(tails, otherTails))) {
      v128.store(WORDS, first, 0);
      v128.store(WORDS, second, 16);
      aside = putAside(i32x4.bitmask(tails) | (i32x4.bitmask(otherTails) << 4), aside);
    }
    addFour(first, values, scale, withWorst);
    addFour(second, others, scale, withWorst);
  }
  v128.store(LANES, a, 0);
  v128.store(LANES, b, 16);
  v128.store(LANES, c, 32);
  v128.store(LANES, d, 48);
  return aside;
}

/** The next four losses, of which n are wanted. */
function throwGroup(law: usize, n: u32, aside: usize, withWorst: bool): usize {
  const words = group(law, GROUP);
  v128.store(WORDS, words);
  for (let i: u32 = 0; i < min(n, 4); i++)
    add(load<u32>(WORDS + (i << 2)), f64.load(GROUP + (i << 3)), withWorst);
  return putAside(tailsAmong(words, n), aside);
}

// @inline
function addFour(words: v128, values: v128, scale: v128, withWorst: bool): void {
  const words01 = i64x2.extract_lane(words, 0);
  const words23 = i64x2.extract_lane(words, 1);
  const loss01 = lowLosses(values, scale);
  const loss23 = highLosses(values, scale);
  add(<u32>words01, f64x2.extract_lane(loss01, 0), withWorst);
  add(<u32>(words01 >> 32), f64x2.extract_lane(loss01, 1), withWorst);
  add(<u32>words23, f64x2.extract_lane(loss23, 0), withWorst);
  add(<u32>(words23 >> 32), f64x2.extract_lane(loss23, 1), withWorst);
}

// @inline
function add(word: u32, loss: f64, withWorst: bool): void {
  const year = <usize>((word & 1023) << 3);
  f64.store(year, f64.load(year, SUMS) + loss, SUMS);
  if (withWorst) raise(year, loss);
}

// @inline
function raise(year: usize, loss: f64): void {
  if (loss > f64.load(year, WORST)) f64.store(year, loss, WORST);
}

/** Those of WORDS whose bits are set, in their order, to `aside`; answers where they end. */
function putAside(tails: i32, aside: usize): usize {
  for (; tails !== 0; tails &= tails - 1) {
    store<u32>(aside, load<u32>(WORDS + (ctz(tails) << 2)));
    aside += 4;
  }
  return aside;
}

function throwAside(law: usize, end: usize, withWorst: bool): void {
  for (let at = ASIDE; at < end; at += 4) {
    const word = load<u32>(at);
    add(word, lossInTail(law, word), withWorst);
  }
}

/** As many losses into each year as stand in COUNTS, n altogether. */
export function throwInto(law: usize, n: u32, withWorst: bool): void {
  let ahead = n;
  let i = CHUNK;
  for (let year: usize = 0; year < YEARS; year++) {
    const at = year << 3;
    let sum = f64.load(at, SUMS);
    for (let left = load<u32>(year << 2, COUNTS); left > 0; left--) {
      if (i === CHUNK) {
        i = 0;
        const some = min(ahead, CHUNK);
        draw(law, some);
        ahead -= some;
      }
      const loss = f64.load(AHEAD + (i << 3));
      i++;
      sum += loss;
      if (withWorst) raise(at, loss);
    }
    f64.store(at, sum, SUMS);
  }
}

/** The next n losses to AHEAD. */
function draw(law: usize, n: u32): void {
  for (let i: u32 = 0; i < n; i += 4) {
    const to = AHEAD + (i << 3);
    const words = group(law, to);
    v128.store(WORDS, words);
    for (let tails = tailsAmong(words, n - i); tails !== 0; tails &= tails - 1) {
      const lane = ctz(tails);
      f64.store(to + (lane << 3), lossInTail(law, load<u32>(WORDS + (lane << 2))));
    }
  }
}

/** Answers the next four words; to `to` their losses, those in a tail being 0. */
function group(law: usize, to: usize): v128 {
  const a = v128.load(LANES, 0);
  const b = v128.load(LANES, 16);
  const c = v128.load(LANES, 32);
  const d = v128.load(LANES, 48);
  const words = resultOf(a, d);
  const c1 = v128.xor(c, a);
  const d1 = v128.xor(d, b);
  v128.store(LANES, v128.xor(a, d1), 0);
  v128.store(LANES, v128.xor(b, c1), 16);
  v128.store(LANES, v128.xor(c1, i32x4.shl(b, 9)), 32);
  v128.store(LANES, turned(d1, 11), 48);
  const values = valuesOf(law, words);
  const scale = v128.load64_splat(law);
  v128.store(to, lowLosses(values, scale), 0);
  v128.store(to, highLosses(values, scale), 16);
  return words;
}

/** The result of xoshiro128++ in each lane. */
// @inline
function resultOf(a: v128, d: v128): v128 {
  return i32x4.add(turned(i32x4.add(a, d), 7), a);
}

// @inline
function turned(words: v128, by: i32): v128 {
  return v128.or(i32x4.shl(words, by), i32x4.shr_u(words, 32 - by));
}

/** All ones in the lanes whose cell is one of the four at either end: their first eight bits are alike. */
// @inline
function inTails(words: v128): v128 {
  return i32x4.eq(i32x4.shr_s(words, 24), i32x4.shr_s(words, 31));
}

/** Those lanes among the first n, as bits. */
function tailsAmong(words: v128, n: u32): i32 {
  return i32x4.bitmask(inTails(words)) & ((1 << min(n, 4)) - 1);
}

/** Losses of four words in multiples of the scale, in single precision: four rows of the body, turned into columns; 0 in tails. */
// @inline
function valuesOf(law: usize, words: v128): v128 {
  const words01 = i64x2.extract_lane(words, 0);
  const words23 = i64x2.extract_lane(words, 1);
  const row0 = v128.load(law + <usize>((<u32>words01 >> 22) << 4), BODY);
  const row1 = v128.load(law + <usize>((<u64>words01 >> 54) << 4), BODY);
  const row2 = v128.load(law + <usize>((<u32>words23 >> 22) << 4), BODY);
  const row3 = v128.load(law + <usize>((<u64>words23 >> 54) << 4), BODY);
  const low01 = i32x4.shuffle(row0, row1, 0, 4, 1, 5);
  const low23 = i32x4.shuffle(row2, row3, 0, 4, 1, 5);
  const high01 = i32x4.shuffle(row0, row1, 2, 6, 3, 7);
  const high23 = i32x4.shuffle(row2, row3, 2, 6, 3, 7);
  const place = f32x4.convert_i32x4_s(i32x4.shr_u(i32x4.shl(words, 10), 20));
  let value = f32x4.mul(i32x4.shuffle(high01, high23, 2, 3, 6, 7), place);
  value = f32x4.mul(f32x4.add(value, i32x4.shuffle(high01, high23, 0, 1, 4, 5)), place);
  value = f32x4.mul(f32x4.add(value, i32x4.shuffle(low01, low23, 2, 3, 6, 7)), place);
  return f32x4.add(value, i32x4.shuffle(low01, low23, 0, 1, 4, 5));
}

// @inline
function lowLosses(values: v128, scale: v128): v128 {
  return f64x2.mul(scale, f64x2.promote_low_f32x4(values));
}

// @inline
function highLosses(values: v128, scale: v128): v128 {
  return lowLosses(i32x4.shuffle(values, values, 2, 3, 2, 3), scale);
}

function lossInTail(law: usize, word: u32): f64 {
  const cell = (word >> 31) * TAIL_CELLS + tailCell(further());
  const at = law + <usize>(cell << 5);
  const place = <f64>(<i32>((word >> 10) & 16383));
  const value = (f64.load(at, TAILS + 24) * place + f64.load(at, TAILS + 16)) * place;
  return (value + f64.load(at, TAILS + 8)) * place + f64.load(at, TAILS);
}

function tailCell(word: u32): u32 {
  if (word >> 3 === 0) return 0;
  const zeros = clz(word);
  return ((28 - zeros) << 3) + ((word << zeros) >> 28) - 7;
}

/** The next word of the stream for tails. */
function further(): u32 {
  const a = load<u32>(FURTHER, 0);
  const b = load<u32>(FURTHER, 4);
  const c = load<u32>(FURTHER, 8);
  const d = load<u32>(FURTHER, 12);
  const c1 = c ^ a;
  const d1 = d ^ b;
  store<u32>(FURTHER, a ^ d1, 0);
  store<u32>(FURTHER, b ^ c1, 4);
  store<u32>(FURTHER, c1 ^ (b << 9), 8);
  store<u32>(FURTHER, rotl<u32>(d1, 11), 12);
  return rotl<u32>(a + d, 7) + a;
}
