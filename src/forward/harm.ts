import { exp, expm1 } from "../numeric/elementary.ts";
/**
 * How one occurrence harms over time, in numbers: dH/dt = v·b(t)·g(t). Hours from onset, shares in [0, 1], money.
 * What is absent is said by a neutral number, so that one shape can be drawn over and over into the same place.
 */
export type HarmShape = {
  /** v: an amount for `none` and `cliff`, an amount an hour for `linear` and `exponential`. */
  harm: number;
  /** b(t) = to − (to − from)·exp(−blastGrowth·t); constant at `from` where blastGrowth is 0. */
  from: number;
  to: number;
  blastGrowth: number;
  time: "none" | "linear" | "exponential" | "cliff";
  /** γ an hour, of exponential harm. */
  growth: number;
  cliffHours: number;
  /** r0: share that containment at once undoes. */
  reversible: number;
  /** τr; Infinity where what can be undone does not fade. */
  windowHours: number;
  /** Infinity where there is no cap. */
  atMost: number;
  endsByHours: number;
};

/** A shape of constant blast 1, harm all at onset, irreversible and uncapped, with what `parts` say otherwise. */
export function harmShape(parts: Partial<HarmShape>): HarmShape {
  return {
    harm: 0,
    from: 1,
    to: parts.from ?? 1,
    blastGrowth: 0,
    time: "none",
    growth: 0,
    cliffHours: 0,
    reversible: 0,
    windowHours: Infinity,
    atMost: Infinity,
    endsByHours: Infinity,
    ...parts,
  };
}

/** No single loss counts for more, so that sums and squares of them stay finite. Where a mean is infinite it is said in words. */
export const LARGEST_LOSS = 1e100;

/**
 * What an occurrence costs that is contained `hours` after onset: what was done by then, less what can still be undone,
 * at most the stated cap. Money; never negative, never above LARGEST_LOSS.
 */
export function harm(shape: HarmShape, hours: number): number {
  const net = harmDone(shape, hours) * (1 - undoable(shape, hours));
  return Math.min(shape.atMost, LARGEST_LOSS, Math.max(0, net));
}

/** H(t) before anything is undone and before the cap: closed forms of ∫ v·b·g. All harm of `none` falls on a unit when it is reached. */
export function harmDone(shape: HarmShape, hours: number): number {
  const t = Math.min(hours, shape.endsByHours);
  if (shape.harm === 0 || t < 0) return 0;
  const done = shape.harm * perUnit(shape, t);
  // Not `Math.min`: where infinities met, this is not a number.
  if (!(done < LARGEST_LOSS)) return LARGEST_LOSS;
  return done;
}

function perUnit(shape: HarmShape, t: number): number {
  switch (shape.time) {
    case "none":
      return blastAt(shape, t);
    case "linear":
      return blastOver(shape, 0, t);
    case "exponential":
      return blastOver(shape, shape.growth, t);
    case "cliff":
      return t > shape.cliffHours ? blastAt(shape, shape.cliffHours) : 0;
  }
}

/** b(t) */
export function blastAt(shape: HarmShape, hours: number): number {
  if (shape.blastGrowth === 0) return shape.from;
  return shape.to - (shape.to - shape.from) * exp(-shape.blastGrowth * hours);
}

/** ∫₀ᵗ b(s)·exp(growth·s) ds */
function blastOver(shape: HarmShape, growth: number, t: number): number {
  const steady = integratedGrowth(growth, t);
  if (shape.blastGrowth === 0) return shape.from * steady;
  if (!(steady < LARGEST_LOSS)) return LARGEST_LOSS;
  return shape.to * steady - (shape.to - shape.from) * integratedGrowth(growth - shape.blastGrowth, t);
}

/** ∫₀ᵗ exp(k·s) ds */
function integratedGrowth(k: number, t: number): number {
  return Math.abs(k * t) < 1e-12 ? t : expm1(k * t) / k;
}

/** Share of the harm done that containment after so many hours still undoes. */
export function undoable(shape: HarmShape, hours: number): number {
  if (shape.reversible === 0 || shape.windowHours === Infinity) return shape.reversible;
  return shape.windowHours === 0 ? 0 : shape.reversible * exp(-hours / shape.windowHours);
}
