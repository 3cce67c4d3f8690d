/**
 * Where a continuous function crosses zero between two points at which its signs differ.
 *
 * Method: regula falsi with the Illinois weights, halved where it stalls. Error: the bracket is narrowed to about 1e-15 relative.
 * Throws RangeError when the signs do not differ.
 */
export function findRoot(f: (x: number) => number, from: number, to: number): number {
  let [a, b] = [from, to];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa * fb < 0)) throw new RangeError(`no sign change between ${from} and ${to}`);
  for (let step = 0; step < 400; step++) {
    const guess = step % 4 === 3 ? (a + b) / 2 : b - (fb * (b - a)) / (fb - fa);
    const x = guess > Math.min(a, b) && guess < Math.max(a, b) ? guess : (a + b) / 2;
    const fx = f(x);
    if (fx === 0 || Math.abs(b - a) <= 1e-15 * Math.max(Math.abs(a), Math.abs(b))) return x;
    if (fx * fb < 0) {
      a = b;
      fa = fb;
    } else fa /= 2;
    b = x;
    fb = fx;
  }
  return b;
}
