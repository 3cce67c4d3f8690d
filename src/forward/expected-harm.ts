import { type DelayLaw, decay, hoursPassedBy, survival } from "./delay.ts";
import { blastAt, type HarmShape, harm } from "./harm.ts";

/** Mean harm of an occurrence; `infinite` says in words why there is none. */
export type ExpectedHarm =
  | { readonly value: number; readonly infinite?: undefined }
  | { readonly value: null; readonly infinite: string };

/**
 * E[H(T)] where containment comes after the `stages` one after another (detection, then containment), independent of each other.
 *
 * Closed forms where harm has no cap and every stage is exponential, fixed or audited: harm is a sum of terms
 * c·T^p·exp(k·T), whose means are derivatives of the moment generating function. Otherwise by quadrature over the stages,
 * which is the general law E[H] = ∫ h′(s)·P(T > s) ds; error relative about 1e-9.
 * An infinite mean is found beforehand, from the tails, and said in words. Throws RangeError without stages or with more than two.
 */
export function expectedHarm(shape: HarmShape, ...stages: readonly DelayLaw[]): ExpectedHarm {
  if (stages.length < 1 || stages.length > 2)
    throw new RangeError("harm is expected over one stage or two, detection and containment");
  const tail = Math.min(...stages.map(decay));
  const why = runsAway(shape, tail);
  if (why !== undefined && shape.harm * Math.max(shape.from, shape.to) > 0)
    return { value: null, infinite: why };
  const closed =
    shape.atMost === Infinity && shape.endsByHours === Infinity ? closedForm(shape, stages) : null;
  return { value: closed ?? overStages((hours) => harm(shape, hours), kinks(shape), stages) };
}

/**
 * Why harm of this shape has no mean when the chance to run on falls at `tail` an hour (see `decay`); undefined where it has one.
 * With exponential harm γ against a tail μ the mean is infinite once γ ≥ μ, however rare the long occurrences are.
 */
export function runsAway(shape: HarmShape, tail: number): string | undefined {
  if (shape.time !== "exponential" || shape.growth <= 0) return undefined;
  if (shape.endsByHours < Infinity || shape.atMost < Infinity || shape.growth < tail) return undefined;
  return "harm grows at least as fast as long occurrences get rarer, so that its mean is infinite; `at most` or `ends by` would bound it";
}

/** c·T^power·exp(rate·T) */
type Term = { readonly c: number; readonly power: 0 | 1; readonly rate: number };

function closedForm(shape: HarmShape, stages: readonly DelayLaw[]): number | null {
  if (stages.every(({ kind }) => kind === "fixed")) {
    return harm(
      shape,
      stages.reduce((sum, stage) => sum + hoursPassedBy(stage, 0.5), 0),
    );
  }
  if (shape.time === "cliff") return cliffForm(shape, stages);
  if (shape.windowHours === 0) return closedForm({ ...shape, reversible: 0, windowHours: Infinity }, stages);
  const fading = 1 / shape.windowHours;
  let sum = 0;
  for (const { c, power, rate } of terms(shape)) {
    const whole = moments(stages, rate);
    const undone = moments(stages, rate - fading);
    if (whole === null || undone === null) return null;
    sum += c * (whole[power] - shape.reversible * undone[power]);
  }
  return sum;
}

function terms({ harm: v, from, to, blastGrowth: beta, time, growth }: HarmShape): Term[] {
  const constant = beta === 0;
  const [top, gap] = constant ? [v * from, 0] : [v * to, v * (to - from)];
  const k = time === "exponential" ? growth : 0;
  if (time === "none") {
    return [
      { c: top, power: 0, rate: 0 },
      { c: -gap, power: 0, rate: -beta },
    ];
  }
  return [...grown(top, k), ...(constant ? [] : grown(-gap, k - beta))];
}

/** c·∫₀ᵀ exp(k·s) ds */
function grown(c: number, k: number): Term[] {
  if (k === 0) return [{ c, power: 1, rate: 0 }];
  return [
    { c: c / k, power: 0, rate: k },
    { c: -c / k, power: 0, rate: 0 },
  ];
}

/** K·b(τ)·E[(1 − r0·exp(−aT)); T > τ] for one exponential stage. */
function cliffForm(shape: HarmShape, stages: readonly DelayLaw[]): number | null {
  const [only, second] = stages;
  if (only?.kind !== "exponential" || second !== undefined || only.mean === 0) return null;
  const mu = 1 / only.mean;
  const fading = shape.windowHours === 0 ? Infinity : 1 / shape.windowHours;
  const undone =
    fading === Infinity
      ? 0
      : shape.reversible * (mu / (mu + fading)) * Math.exp(-(mu + fading) * shape.cliffHours);
  return shape.harm * blastAt(shape, shape.cliffHours) * (Math.exp(-mu * shape.cliffHours) - undone);
}

/** [E exp(k·T), E T·exp(k·T)] of a sum of stages; null where a stage has no closed form. */
function moments(stages: readonly DelayLaw[], k: number): [number, number] | null {
  let sum: [number, number] = [1, 0];
  for (const stage of stages) {
    const next = stageMoments(stage, k);
    if (next === null) return null;
    sum = [sum[0] * next[0], sum[1] * next[0] + sum[0] * next[1]];
  }
  return sum;
}

function stageMoments(law: DelayLaw, k: number): [number, number] | null {
  switch (law.kind) {
    case "fixed": {
      const growth = Math.exp(k * law.hours);
      return [growth, law.hours * growth];
    }
    case "exponential": {
      const whole = 1 / (1 - k * law.mean);
      return [whole, law.mean * whole * whole];
    }
    case "checked":
      return law.found > 0 ? auditMoments(law.every, law.found, k) : null;
    default:
      return null;
  }
}

/** Of every·(U + G): U uniform, G audits that missed it, geometric. */
function auditMoments(every: number, found: number, k: number): [number, number] {
  const x = k * every;
  const small = Math.abs(x) < 1e-3;
  const first = small ? 1 + x / 2 + (x * x) / 6 + x ** 3 / 24 : Math.expm1(x) / x;
  const second = small ? 1 / 2 + x / 3 + (x * x) / 8 + x ** 3 / 30 : (Math.exp(x) * (x - 1) + 1) / (x * x);
  const missed = (1 - found) * Math.exp(x);
  const rounds = found / (1 - missed);
  return [first * rounds, every * (second * rounds + (first * rounds * missed) / (1 - missed))];
}

function kinks(shape: HarmShape): number[] {
  const at = shape.time === "cliff" ? [shape.cliffHours] : [];
  if (shape.endsByHours < Infinity) at.push(shape.endsByHours);
  if (shape.atMost < Infinity) at.push(...whereCapped(shape));
  return at;
}

/** The hour from which the cap holds; harm rises all the time, so there is one at most. */
function whereCapped(shape: HarmShape): number[] {
  const free = { ...shape, atMost: Infinity };
  let high = 1;
  while (harm(free, high) < shape.atMost) {
    high *= 2;
    if (high > 1e12) return [];
  }
  let low = 0;
  for (let i = 0; i < 100; i++) {
    const middle = (low + high) / 2;
    if (harm(free, middle) < shape.atMost) low = middle;
    else high = middle;
  }
  return [high];
}

/** E[f(T)] where f is smooth but at `breaks`. */
function overStages(
  f: (hours: number) => number,
  breaks: readonly number[],
  stages: readonly DelayLaw[],
): number {
  const [first, second] = stages as readonly [DelayLaw, DelayLaw?];
  if (second === undefined) return overLaw(f, breaks, first);
  return overLaw(
    (detected) =>
      overLaw(
        (rest) => f(detected + rest),
        breaks.map((at) => at - detected),
        second,
      ),
    breaks,
    first,
  );
}

function overLaw(f: (hours: number) => number, breaks: readonly number[], law: DelayLaw): number {
  if (law.kind === "fixed") return f(law.hours);
  const inside = [...breaks.filter((at) => at > 0).map((at) => survival(law, at)), ...jumps(law)].filter(
    (tail) => tail > 0 && tail < 1,
  );
  const tails = [1, ...inside.sort((a, b) => b - a), 0];
  let sum = 0;
  for (let i = 1; i < tails.length; i++) sum += overTail(f, law, tails[i]!, tails[i - 1]!);
  return sum;
}

/** The tails at which the density of a delay jumps, as far as it weighs: at audits, and at times that were seen. */
function jumps(law: DelayLaw): number[] {
  if (law.kind === "recorded") return law.hours.map((_, i) => 1 - i / (law.hours.length - 1));
  if (law.kind !== "checked" || law.found <= 0 || law.found >= 1) return [];
  const audits = Math.min(2000, Math.ceil(-45 / Math.log1p(-law.found)));
  return Array.from({ length: audits }, (_, i) => survival(law, (i + 1) * law.every));
}

/** ∫ f(hours passed by tail) d tail, by the double exponential rule: ends may be singular. Source: Takahasi and Mori (1974). */
function overTail(f: (hours: number) => number, law: DelayLaw, from: number, to: number): number {
  const width = to - from;
  if (!(width > 0)) return 0;
  let sum = 0;
  // Between two audits, or two times seen, a delay is uniform, so nothing is singular there.
  const isSmooth = law.kind === "checked" || law.kind === "recorded";
  for (const { share, weight } of isSmooth ? smoothNodes : nodes) {
    const tail = from + width * share;
    if (tail > 0 && tail < 1) sum += weight * f(hoursPassedBy(law, tail));
  }
  return sum * width;
}

const nodes = doubleExponentialNodes(1 / 10, 4.5);

function doubleExponentialNodes(step: number, end: number): { share: number; weight: number }[] {
  const rows = [];
  for (let t = -end; t <= end; t += step) {
    const share = 1 / (1 + Math.exp(-Math.PI * Math.sinh(t)));
    const other = 1 / (1 + Math.exp(Math.PI * Math.sinh(t)));
    rows.push({ share, weight: step * Math.PI * Math.cosh(t) * share * other });
  }
  return rows;
}

/** Gauss and Legendre's six points on [0, 1]. */
const smoothNodes = [
  [0.2386191860831969, 0.467913934572691],
  [0.6612093864662645, 0.3607615730481386],
  [0.9324695142031521, 0.1713244923791704],
].flatMap(([x, weight]) => [-x!, x!].map((at) => ({ share: (1 + at) / 2, weight: weight! / 2 })));
