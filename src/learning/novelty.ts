import type { Novelty } from "../findings/learn.ts";

/** How many kinds were seen so many times. */
export type KindCounts = {
  /** Occurrences of any kind. */
  readonly seen: number;
  readonly timesSeen: readonly { readonly times: number; readonly kinds: number }[];
};

/** 95th percentile of the standard normal. */
const z95 = 1.6448536269514722;

/**
 * Kinds not met yet, from how often those met were seen; null where nothing was seen.
 *
 * Sources: Good (1953); Esty (1983); Chao (1984, 1987); Chao and Jost (2012).
 */
export function noveltyOf(counts: KindCounts): Novelty | null {
  const n = counts.seen;
  if (!(n > 0)) return null;
  const kinds = counts.timesSeen.reduce((sum, each) => sum + each.kinds, 0);
  const [once, twice] = [kindsSeen(counts, 1), kindsSeen(counts, 2)];
  const chance = once / n;
  const error = Math.sqrt(Math.max(0, once + 2 * twice - (once * once) / n)) / n;
  return {
    seen: n,
    kinds,
    once,
    twice,
    chance: {
      value: chance,
      low: Math.max(0, chance - z95 * error),
      high: Math.min(1, chance + z95 * error),
    },
    coverage: coverageOf(n, once, twice),
    atLeastKinds: chao1(n, kinds, once, twice),
  };
}

function kindsSeen(counts: KindCounts, times: number): number {
  return counts.timesSeen.find((each) => each.times === times)?.kinds ?? 0;
}

/** Without kinds seen twice, one is supposed, as Chao and Jost do. */
function coverageOf(n: number, once: number, twice: number): number {
  if (once === 0) return 1;
  if (n === 1) return 0;
  const pairs = twice > 0 ? (n - 1) * once : (n - 1) * (once - 1);
  const rest = twice > 0 ? 2 * twice : 2;
  return pairs + rest === 0 ? 0 : 1 - (once / n) * (pairs / (pairs + rest));
}

function chao1(n: number, kinds: number, once: number, twice: number): { value: number; error: number } {
  const k = (n - 1) / n;
  if (twice > 0) {
    const r = once / twice;
    const variance = twice * ((k / 2) * r ** 2 + k ** 2 * r ** 3 + (k ** 2 / 4) * r ** 4);
    return { value: kinds + (k * once * once) / (2 * twice), error: Math.sqrt(variance) };
  }
  const value = kinds + (k * once * (once - 1)) / 2;
  const spread =
    (k * once * (once - 1)) / 2 +
    (k * k * once * (2 * once - 1) ** 2) / 4 -
    (k * k * once ** 4) / (4 * value);
  return { value, error: Math.sqrt(Math.max(0, spread)) };
}

/**
 * Kinds never seen that the next `more` occurrences will show, on average, if at least the kinds of `atLeastKinds` there are.
 * Source: Colwell et al. (2012), equation 9. Throws RangeError when `more` is negative.
 */
export function newKindsIn(novelty: Novelty, more: number): number {
  if (!(more >= 0)) throw new RangeError(`${more} more occurrences`);
  const unseen = novelty.atLeastKinds.value - novelty.kinds;
  if (unseen <= 0) return 0;
  const share = novelty.once / (novelty.seen * unseen + novelty.once);
  return -unseen * Math.expm1(more * Math.log1p(-share));
}

/**
 * Chance that the next one is of a kind never seen, where each kind's share p of what happens is known and n were to be expected
 * so far, each kind's arrivals being Poisson: Σ p·exp(−n·p). Shares need not sum to 1; they are taken by their sum.
 * Throws RangeError when one is negative.
 */
export function missingMass(shares: readonly number[], n: number): number {
  let total = 0;
  for (const share of shares) {
    if (!(share >= 0)) throw new RangeError(`a share of ${share}`);
    total += share;
  }
  return shares.reduce((mass, share) => mass + (share / total) * Math.exp((-n * share) / total), 0);
}

/**
 * Share of what still gets through that is of a kind never seen: S = M / (M + ℓ(1 − M)), M the chance of a new kind and ℓ the
 * share of known kinds that controls let through. The better the controls, the more of what remains is new.
 */
export function novelShareOfRemainder(chance: number, leak: number): number {
  if (!(chance >= 0 && chance <= 1 && leak >= 0 && leak <= 1)) {
    throw new RangeError(`a chance of ${chance} and a leak of ${leak}`);
  }
  return chance === 0 ? 0 : chance / (chance + leak * (1 - chance));
}
