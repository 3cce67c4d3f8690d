// The vector form of the scalar thrower, four losses at a time; tools/build-kernel.mjs compiles it. The order of all arithmetic on losses
// is that of the scalar form, so their figures are the same bit for bit.

// Places in memory; vector-thrower.ts says the same.
const LANES: usize = 0; // words a, b, c, d of xoshiro128++, four lanes each
const FURTHER: usize = 64; // the same of the stream for tails
const GROUP: usize = 128; // four losses, while those in tails are set right
const WORDS: usize = 192; // their words
const SUMS: usize = 1024;
const WORST: usize = 9216;
const COUNTS: usize = 17408;
const AHEAD: usize = 21504; // losses that are drawn and not yet given to a year
const AHEAD_LOSSES: u32 = 1024;
const YEARS: usize = 1024;

// Places in a table; see loss-table.ts.
const BODY: usize = 16;
const TAILS: usize = 16400;
const TAIL_CELLS: u32 = 233;

/** n losses into uniformly drawn years. */
export function throwEvenly(law: usize, n: u32, withWorst: bool): void {
  let a = v128.load(LANES, 0);
  let b = v128.load(LANES, 16);
  let c = v128.load(LANES, 32);
  let d = v128.load(LANES, 48);
  const scale = v128.load64_splat(law);
  let left = n;
  for (; left >= 4; left -= 4) {
    const words = resultOf(a, d);
    const c1 = v128.xor(c, a);
    const d1 = v128.xor(d, b);
    a = v128.xor(a, d1);
    c = v128.xor(c1, i32x4.shl(b, 9));
    b = v128.xor(b, c1);
    d = v128.or(i32x4.shl(d1, 11), i32x4.shr_u(d1, 21));

    const place = i32x4.shr_u(i32x4.shl(words, 10), 20);
    const words01 = i64x2.extract_lane(words, 0);
    const words23 = i64x2.extract_lane(words, 1);
    let loss01 = pair(law, words01, place, scale);
    let loss23 = pair(law, words23, i32x4.shuffle(place, place, 2, 3, 2, 3), scale);
    if (i32x4.bitmask(inTails(words))) {
      v128.store(GROUP, loss01, 0);
      v128.store(GROUP, loss23, 16);
      mendTails(law, words, 4);
      loss01 = v128.load(GROUP, 0);
      loss23 = v128.load(GROUP, 16);
    }
    const year0 = <usize>((<u32>words01 & 1023) << 3);
    const year1 = <usize>((<u32>(words01 >> 32) & 1023) << 3);
    const year2 = <usize>((<u32>words23 & 1023) << 3);
    const year3 = <usize>((<u32>(words23 >> 32) & 1023) << 3);
    const loss0 = f64x2.extract_lane(loss01, 0);
    const loss1 = f64x2.extract_lane(loss01, 1);
    const loss2 = f64x2.extract_lane(loss23, 0);
    const loss3 = f64x2.extract_lane(loss23, 1);
    f64.store(year0, f64.load(year0, SUMS) + loss0, SUMS);
    f64.store(year1, f64.load(year1, SUMS) + loss1, SUMS);
    f64.store(year2, f64.load(year2, SUMS) + loss2, SUMS);
    f64.store(year3, f64.load(year3, SUMS) + loss3, SUMS);
    if (withWorst) {
      raise(year0, loss0);
      raise(year1, loss1);
      raise(year2, loss2);
      raise(year3, loss3);
    }
  }
  v128.store(LANES, a, 0);
  v128.store(LANES, b, 16);
  v128.store(LANES, c, 32);
  v128.store(LANES, d, 48);
  if (left > 0) lastEvenly(law, left, withWorst);
}

/** A throw's last group, of which only some are wanted. */
function lastEvenly(law: usize, n: u32, withWorst: bool): void {
  v128.store(WORDS, group(law, n));
  for (let i: u32 = 0; i < n; i++) {
    const year = <usize>((i32.load(WORDS + (i << 2)) & 1023) << 3);
    const loss = f64.load(GROUP + (i << 3));
    f64.store(year, f64.load(year, SUMS) + loss, SUMS);
    if (withWorst) raise(year, loss);
  }
}

/** As many losses into each year as stand in COUNTS, n altogether. */
export function throwInto(law: usize, n: u32, withWorst: bool): void {
  let ahead = n;
  let i = AHEAD_LOSSES;
  for (let year: usize = 0; year < YEARS; year++) {
    const at = year << 3;
    let sum = f64.load(at, SUMS);
    for (let left = load<u32>(year << 2, COUNTS); left > 0; left--) {
      if (i === AHEAD_LOSSES) {
        i = 0;
        const some = min(ahead, AHEAD_LOSSES);
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
    group(law, min(4, n - i));
    const to = AHEAD + (i << 3);
    v128.store(to, v128.load(GROUP, 0), 0);
    v128.store(to, v128.load(GROUP, 16), 16);
  }
}

/** The next four words, and to GROUP their losses, of which n are wanted. */
function group(law: usize, n: u32): v128 {
  const a = v128.load(LANES, 0);
  const b = v128.load(LANES, 16);
  const c = v128.load(LANES, 32);
  const d = v128.load(LANES, 48);
  const scale = v128.load64_splat(law);
  const words = resultOf(a, d);
  const c1 = v128.xor(c, a);
  const d1 = v128.xor(d, b);
  v128.store(LANES, v128.xor(a, d1), 0);
  v128.store(LANES, v128.xor(b, c1), 16);
  v128.store(LANES, v128.xor(c1, i32x4.shl(b, 9)), 32);
  v128.store(LANES, v128.or(i32x4.shl(d1, 11), i32x4.shr_u(d1, 21)), 48);
  const place = i32x4.shr_u(i32x4.shl(words, 10), 20);
  v128.store(GROUP, pair(law, i64x2.extract_lane(words, 0), place, scale), 0);
  v128.store(
    GROUP,
    pair(law, i64x2.extract_lane(words, 1), i32x4.shuffle(place, place, 2, 3, 2, 3), scale),
    16,
  );
  if (i32x4.bitmask(inTails(words))) mendTails(law, words, n);
  return words;
}

/** The result of xoshiro128++ in each lane. */
function resultOf(a: v128, d: v128): v128 {
  const sum = i32x4.add(a, d);
  return i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), a);
}

/** All ones in the lanes whose cell is one of the eight at either end: their first seven bits are alike. */
function inTails(words: v128): v128 {
  return i32x4.eq(i32x4.shr_s(words, 25), i32x4.shr_s(words, 31));
}

/** Losses of the two words in both halves, in cells of the body and at the first two places. */
function pair(law: usize, both: i64, place: v128, scale: v128): v128 {
  const one = v128.load(law + <usize>((<u32>both >> 22) << 4), BODY);
  const two = v128.load(law + <usize>((<u64>both >> 54) << 4), BODY);
  const low = i32x4.shuffle(one, two, 0, 4, 1, 5);
  const high = i32x4.shuffle(one, two, 2, 6, 3, 7);
  const p = f64x2.convert_low_i32x4_s(place);
  let value = f64x2.mul(f64x2.promote_low_f32x4(i32x4.shuffle(high, high, 2, 3, 2, 3)), p);
  value = f64x2.mul(f64x2.add(value, f64x2.promote_low_f32x4(high)), p);
  value = f64x2.mul(f64x2.add(value, f64x2.promote_low_f32x4(i32x4.shuffle(low, low, 2, 3, 2, 3))), p);
  return f64x2.mul(scale, f64x2.add(value, f64x2.promote_low_f32x4(low)));
}

function raise(year: usize, loss: f64): void {
  if (loss > f64.load(year, WORST)) f64.store(year, loss, WORST);
}

/** Sets right, among the first n of GROUP, the losses of words in a tail. */
function mendTails(law: usize, words: v128, n: u32): void {
  v128.store(WORDS, words);
  let tails = i32x4.bitmask(inTails(words)) & ((1 << n) - 1);
  while (tails !== 0) {
    const lane = ctz(tails);
    tails &= tails - 1;
    f64.store(GROUP + (lane << 3), lossInTail(law, load<u32>(WORDS + (lane << 2))));
  }
}

function lossInTail(law: usize, word: u32): f64 {
  const cell = (word >> 31) * TAIL_CELLS + tailCell(further());
  const at = law + <usize>(cell << 5);
  const place = <f64>(<i32>((word >> 10) & 32767));
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
