/**
 * exp, log, expm1, log1p and powers from + − × ÷ alone, so that every engine gives the same bits; those of Math may differ from one
 * engine to the next. Each but the power is within about one unit in the last place of the true value.
 */

// ln 2 in two parts; the first has 21 trailing zero bits, so that its product with an exponent is exact.
const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;

/** 2^k at k + 1024, for a whole −1024 ≤ k ≤ 1023. */
const powers = new Float64Array(2048);
for (let k = 0, up = 1, down = 1; k <= 1024; k++, up *= 2, down /= 2) {
  if (k < 1024) powers[1024 + k] = up;
  powers[1024 - k] = down;
}

const float = new Float64Array(1);
const words = new Int32Array(float.buffer);
float[0] = 1;
const upper = words[0] === 0 ? 1 : 0;

/** eˣ: 0 below −745.14, Infinity above 709.79. Method: e^r by its series for |r| ≤ ln 2 / 2, times 2^k. */
export function exp(x: number): number {
  if (!(x > -745.2)) return x < 0 ? 0 : Number.NaN;
  if (x > 709.8) return Infinity;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  const y = 1 + seriesOfExpm1(x - k * LN2_HIGH - k * LN2_LOW);
  if (k > -1022 && k < 1024) return y * powers[k + 1024]!;
  // Once more at the ends: only the last product may round or overflow.
  return k < 0 ? y * powers[k + 1088]! * 2 ** -64 : y * powers[k + 1023]! * 2;
}

/** eˣ − 1, exact to the last place or so near 0 too. */
export function expm1(x: number): number {
  if (x > 40 || !(x > -40)) return exp(x) - 1;
  const k = Math.floor(x * Math.LOG2E + 0.5);
  if (k === 0) return seriesOfExpm1(x);
  const scale = powers[k + 1024]!;
  return scale * seriesOfExpm1(x - k * LN2_HIGH - k * LN2_LOW) + (scale - 1);
}

/** e^r − 1 for |r| ≤ 0.35: r + r²/2 + … + r¹³/13!, what is left out being below 2⁻⁵⁷ of it. */
function seriesOfExpm1(r: number): number {
  const s = r * r;
  const even =
    1 / 2 + s * (1 / 24 + s * (1 / 720 + s * (1 / 40320 + s * (1 / 3628800 + s * (1 / 479001600)))));
  const odd =
    1 / 6 + s * (1 / 120 + s * (1 / 5040 + s * (1 / 362880 + s * (1 / 39916800 + s * (1 / 6227020800)))));
  return r + s * (even + r * odd);
}

/** The natural logarithm: −Infinity at 0, NaN below. Method: 2·artanh((m − 1)/(m + 1)) by its series for x = m·2^k, √½ ≤ m < √2. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : Number.NaN;
  if (x === Infinity) return x;
  return x < 2 ** -1022 ? logOfNormal(x * 2 ** 54, -54) : logOfNormal(x, 0);
}

/** log(x) + extra·ln 2 for a normal x. */
function logOfNormal(x: number, extra: number): number {
  float[0] = x;
  const high = words[upper]!;
  // Adding what √2 lacks to 2 in the upper word carries into the exponent just for mantissas from √2 on.
  const k = ((high + 0x95f62) >> 20) - 1023;
  const f = x * powers[1024 - k]! - 1;
  const half = 0.5 * f * f;
  const s = f / (2 + f);
  const exponent = k + extra;
  const rest = s * (half + seriesOfArtanh(s * s));
  return exponent * LN2_HIGH - (half - (rest + exponent * LN2_LOW) - f);
}

/** 2z/3 + 2z²/5 + … for z = s² ≤ 0.0295, what is left out being below 2⁻⁵⁶ of the logarithm. */
function seriesOfArtanh(z: number): number {
  const w = z * z;
  const odd = 2 / 3 + w * (2 / 7 + w * (2 / 11 + w * (2 / 15 + w * (2 / 19))));
  const even = 2 / 5 + w * (2 / 9 + w * (2 / 13 + w * (2 / 17 + w * (2 / 21))));
  return z * (odd + z * even);
}

/** log(1 + x), exact to the last place or so near 0 too: −Infinity at −1, NaN below. */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (!(sum > 0) || sum === Infinity) return log(sum);
  if (sum === 1) return x;
  return log(sum) + (x - (sum - 1)) / sum;
}

/** xʸ for x ≥ 0 and finite y. Error: relative |y·log x| × 2⁻⁵² or so. */
export function power(x: number, y: number): number {
  return y === 0 ? 1 : exp(y * log(x));
}
