import { createGenerator, type Generator } from "../numeric/generator.ts";
import { samplePoisson } from "../numeric/poisson.ts";
import { BLOCK_YEARS } from "../numeric/thrower.ts";
import { arrivals, cascade } from "./arrivals.ts";
import { beginTogether, bringAbout, bringMany, MOST_SINGLY } from "./bring-about.ts";
import type { Uniform } from "./delay.ts";
import { cameTo, type Outcome } from "./occurrence.ts";
import { NOWHERE } from "./plan.ts";
import { deal, drawPooledSum, type Pool, type PooledSum } from "./pool.ts";
import { playRemovals } from "./removals.ts";
import { Ruin } from "./ruin.ts";
import {
  type Brought,
  columnOf,
  type Job,
  type Stage,
  type StagedCrew,
  type StagedFailure,
  setQueues,
} from "./stage.ts";
import { type BlockTally, dearestYears, FIGURES, figurePlace, tallyFates } from "./tally.ts";
import { momentOf } from "./watch.ts";
import { boundRates, drawUnknowns, HOURS_A_YEAR, purpose } from "./year.ts";

/**
 * Plays one block of trial years: what is not known once a year, what varies once an occurrence. The same stage, seed and block give the
 * same tally, bit for bit, whatever was played before.
 */
export function playBlock(stage: Stage, block: number): BlockTally {
  const { plan, seed, years } = stage;
  drawUnknowns(stage.unknowns, { seed, block }, stage.inputs);
  stage.runner.run(stage.inputs, stage.outputs, years);
  for (const { planned } of stage.failures) {
    boundRates(columnOf(stage, planned.total));
    boundRates(columnOf(stage, planned.own));
  }
  setQueues(stage);
  const play = new BlockPlay(stage, block);
  beginTogether(stage, block);
  for (const k of plan.order) play.failure(stage.failures[k]!);
  play.hatches();
  return play.tally();
}

const [LOSS, LOSS_SQUARE, COUNT, CAUGHT, RATE, RATE_SQUARE, POOLED_ERROR, POOLED_SQUARE_ERROR] = FIGURES.map(
  (figure) => figurePlace(0, figure),
) as [number, number, number, number, number, number, number, number];

/** Years that a queue has had to build up before the first that counts. */
const QUEUED_BEFORE = 32;

/** As MOST_SINGLY, of losses that are thrown. */
const MOST_THROWN = 4096;

class BlockPlay {
  private readonly stage: Stage;
  private readonly block: number;
  /** [failure × figure] */
  private readonly figures: Float64Array;
  private readonly ruin: Ruin;
  private readonly sum: PooledSum = { count: 0, sum: 0, largest: 0 };
  private readonly outcome: Outcome = { loss: 0, hours: 0, blast: 0, caught: false };
  private readonly counts = new Uint32Array(BLOCK_YEARS);
  private readonly rates: Float64Array;

  constructor(stage: Stage, block: number) {
    this.stage = stage;
    this.block = block;
    this.figures = new Float64Array(stage.failures.length * FIGURES.length);
    this.ruin = new Ruin(stage.plan, stage.years);
    this.rates = new Float64Array(stage.years);
    stage.losses.fill(0);
    stage.worst.fill(0);
    for (const { waits } of stage.crews) Object.assign(waits, { count: 0, sum: 0, square: 0 });
  }

  failure(failure: StagedFailure): void {
    const generator = createGenerator(this.stage.seed, failure.stream, this.block);
    const next = (): number => generator.uniform();
    if (failure.broughtMany.length > 0) this.brought(failure, generator, next);
    if (failure.table !== null) this.plain(failure, generator, next);
    else for (let f = 0; f < failure.fates.length; f++) this.own(failure, f, generator, next);
  }

  /** What other events brought about: one by one, but in years in which that is too much. */
  private brought(failure: StagedFailure, generator: Generator, next: Uniform): void {
    const { brought, broughtMany, planned } = failure;
    const { counts } = this;
    counts.fill(0);
    for (const { year } of brought) counts[year] = counts[year]! + 1;
    for (let y = 0; y < this.stage.years; y++) {
      const many = counts[y]! / (1 - this.spreads(failure, y)) > MOST_SINGLY;
      if (many) broughtMany[y] = broughtMany[y]! + counts[y]!;
      if (!(broughtMany[y]! > 0)) continue;
      if (many) counts[y] = 0;
      const leak = planned.leak === NOWHERE ? 1 : columnOf(this.stage, planned.leak)[y]!;
      planned.fates.forEach(({ share }, f) => {
        const begun = broughtMany[y]! * leak * columnOf(this.stage, share)[y]!;
        if (begun > 0) this.many({ failure, f }, y, begun, generator, next);
      });
    }
    for (const one of brought) if (counts[one.year]! > 0) this.broughtAbout(failure, one, generator, next);
    brought.length = 0;
    broughtMany.fill(0);
  }

  private broughtAbout(
    failure: StagedFailure,
    { year, onset, mark }: Brought,
    generator: Generator,
    next: Uniform,
  ): void {
    const { planned, fates } = failure;
    if (planned.leak !== NOWHERE && !(generator.uniform() < columnOf(this.stage, planned.leak)[year]!))
      return;
    let [f, below] = [0, 0];
    for (; f < fates.length - 1; f++) {
      below += columnOf(this.stage, fates[f]!.share)[year]!;
      if (mark < below) break;
    }
    const count = cascade(generator, 1, this.spreads(failure, year));
    for (let i = 0; i < count; i++) this.occurrence(failure, f, { year, onset }, generator, next);
  }

  private spreads({ planned }: StagedFailure, year: number): number {
    return planned.spreads === NOWHERE ? 0 : columnOf(this.stage, planned.spreads)[year]!;
  }

  /** Occurrences that begin by themselves and meet one fate. */
  private own(failure: StagedFailure, f: number, generator: Generator, next: Uniform): void {
    const { planned, fates } = failure;
    const { share, played } = fates[f]!;
    const [begin, shares] = [columnOf(this.stage, planned.own), columnOf(this.stage, share)];
    const { rates, counts } = this;
    for (let y = 0; y < rates.length; y++) rates[y] = begin[y]! * shares[y]!;
    if (played === "pooled") {
      for (let y = 0; y < rates.length; y++)
        if (rates[y]! > 0) this.pooled(failure, f, y, rates[y]!, generator, next);
      return;
    }
    this.begun({ failure, f, most: MOST_SINGLY }, generator, next);
    for (let year = 0; year < rates.length; year++) {
      if (counts[year] === 0) continue;
      const count = cascade(generator, counts[year]!, this.spreads(failure, year));
      if (played === "dealt") this.dealt(failure, f, { year, count }, generator, next);
      else
        for (let i = 0; i < count; i++) {
          const onset = momentOf(planned.seasons, generator.uniform());
          this.occurrence(failure, f, { year, onset }, generator, next);
        }
    }
  }

  /** Counts what begins in each year, at `rates`; years in which very much begins are summed. */
  private begun(
    of: { readonly failure: StagedFailure; readonly f: number; readonly most: number },
    generator: Generator,
    next: Uniform,
  ): void {
    const { rates } = this;
    for (let year = 0; year < rates.length; year++) {
      if (!(rates[year]! / (1 - this.spreads(of.failure, year)) > of.most)) continue;
      this.many(of, year, rates[year]!, generator, next);
      rates[year] = 0;
    }
    arrivals(rates, generator, this.counts);
  }

  /** Occurrences that are summed although they bring others about. */
  private many(
    { failure, f }: { readonly failure: StagedFailure; readonly f: number },
    year: number,
    begun: number,
    generator: Generator,
    next: Uniform,
  ): void {
    this.pooled(failure, f, year, begun, generator, next);
    bringMany(this.stage, failure, { year, count: this.sum.count }, generator);
  }

  private occurrence(
    failure: StagedFailure,
    f: number,
    { year, onset }: { readonly year: number; readonly onset: number },
    generator: Generator,
    next: Uniform,
  ): void {
    const fate = failure.fates[f]!;
    const crew = fate.crew >= 0 ? this.stage.crews[fate.crew]! : undefined;
    if (crew?.staff) {
      const shape = { ...failure.impact(next) };
      const detected = failure.detect(next);
      const natural = detected + failure.contain(next);
      const arrival = (onset * HOURS_A_YEAR + detected) % HOURS_A_YEAR;
      const handling = fate.acts!(next);
      crew.jobs[year]!.push({ failure, fate, shape, onset, detected, natural, arrival, handling });
    } else this.came(failure, year, onset, this.stage.occurrence(failure, fate, next, crew?.queues[year]));
    for (const place of failure.parentOf) bringAbout(this.stage, place, { year, onset }, generator);
  }

  /** Occurrences of a year, dealt one by one from those played beforehand. */
  private dealt(
    failure: StagedFailure,
    f: number,
    { year, count }: { readonly year: number; readonly count: number },
    generator: Generator,
    next: Uniform,
  ): void {
    const { outcome, ruin } = this;
    const pool = this.poolOf(failure, f, year, next);
    const size = pool.losses.length;
    let [sum, largest, caught] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      deal(pool, Math.floor((generator.uint32() / 2 ** 32) * size), outcome);
      const onset = momentOf(failure.planned.seasons, generator.uniform());
      sum += outcome.loss;
      largest = Math.max(largest, outcome.loss);
      if (outcome.caught) caught++;
      ruin.lost(year, onset + outcome.hours / HOURS_A_YEAR, outcome.loss);
      for (const { watch, weight } of failure.concerns) watch.record(year, failure, outcome, onset, weight);
      for (const place of failure.parentOf) bringAbout(this.stage, place, { year, onset }, generator);
    }
    this.lose(failure, year, sum, largest);
    this.count(failure, COUNT, count);
    this.count(failure, CAUGHT, caught);
    this.countPooled(failure, count, pool);
  }

  /** The occurrences of a failure under one of its fates; before a hatch, at about the year's queue. */
  private poolOf(failure: StagedFailure, f: number, year: number, next: Uniform): Pool {
    const fate = failure.fates[f]!;
    if (fate.crew >= 0)
      return this.stage.pools.of(failure, f, this.stage.crews[fate.crew]!.queues[year], next);
    fate.pool ??= this.stage.pools.of(failure, f, undefined, next);
    return fate.pool;
  }

  /** What an occurrence came to. */
  private came(failure: StagedFailure, year: number, onset: number, outcome: Outcome): void {
    const { loss } = outcome;
    this.lose(failure, year, loss);
    this.count(failure, COUNT, 1);
    if (outcome.caught) this.count(failure, CAUGHT, 1);
    this.ruin.lost(year, onset + outcome.hours / HOURS_A_YEAR, loss);
    for (const { watch, weight } of failure.concerns) watch.record(year, failure, outcome, onset, weight);
  }

  private lose({ index }: StagedFailure, year: number, loss: number, largest = loss): void {
    const { losses, worst, years } = this.stage;
    losses[index * years + year] = losses[index * years + year]! + loss;
    if (largest > worst[year]!) worst[year] = largest;
  }

  /** `figure`: place among a failure's figures. */
  private count({ index }: StagedFailure, figure: number, by: number): void {
    const place = index * FIGURES.length + figure;
    this.figures[place] = this.figures[place]! + by;
  }

  private countPooled(failure: StagedFailure, occurrences: number, { error }: Pool): void {
    this.count(failure, POOLED_ERROR, occurrences * error.mean);
    this.count(failure, POOLED_SQUARE_ERROR, occurrences * error.square);
  }

  private countAll(failure: StagedFailure, sum: number, square: number, values: Float64Array): void {
    let [all, squares] = [0, 0];
    for (const value of values) {
      all += value;
      squares += value * value;
    }
    this.count(failure, sum, all);
    this.count(failure, square, squares);
  }

  /** Occurrences of a year that are too many to be played one by one. */
  private pooled(
    failure: StagedFailure,
    f: number,
    year: number,
    begun: number,
    generator: Generator,
    next: Uniform,
  ): void {
    const pool = this.poolOf(failure, f, year, next);
    const spreads = this.spreads(failure, year);
    const expected = begun / (1 - spreads);
    this.sum.largest = this.stage.worst[year]!;
    if (spreads > 0) {
      const count = cascade(generator, samplePoisson(generator, begun), spreads);
      drawPooledSum(pool, count, generator, this.sum, true);
    } else drawPooledSum(pool, begun, generator, this.sum);
    this.lose(failure, year, this.sum.sum, this.sum.largest);
    this.count(failure, COUNT, this.sum.count);
    this.count(failure, CAUGHT, this.sum.count * pool.caught);
    this.countPooled(failure, expected, pool);
    if (failure.concerns.length === 0) return;
    const many = { expected, dispersion: 1 / (1 - spreads) ** 2, seasons: failure.planned.seasons };
    for (const { watch, weight } of failure.concerns) watch.recordMany(year, failure, pool, many, weight);
  }

  /** Losses that fall at onset, of which nothing but their sum and the dearest is asked. */
  private plain(failure: StagedFailure, generator: Generator, next: Uniform): void {
    const { stage, counts, block } = this;
    const { thrower, seed } = stage;
    this.rates.set(columnOf(stage, failure.planned.own));
    this.begun({ failure, f: 0, most: MOST_THROWN }, generator, next);
    for (let year = 0; year < stage.years; year++)
      if (counts[year]! > 0) counts[year] = cascade(generator, counts[year]!, this.spreads(failure, year));
    thrower.clear();
    thrower.use(failure.table!);
    thrower.begin(seed, purpose("plain"), failure.stream, block);
    thrower.throwInto(counts);
    for (let y = 0; y < stage.years; y++) {
      if (counts[y] === 0) continue;
      this.lose(failure, y, thrower.sums[y]!, thrower.worst[y]!);
      this.count(failure, COUNT, counts[y]!);
    }
  }

  /** Work at hatches whose queues are played: first come, first served. Each year goes on where one of about the same load ended. */
  hatches(): void {
    for (const crew of this.stage.crews) {
      const { planned, staff, jobs } = crew;
      if (staff === null) continue;
      const loads = columnOf(this.stage, planned.load);
      const order = Array.from(jobs.keys()).sort((a, b) => loads[a]! - loads[b]! || a - b);
      const before = order.slice(0, QUEUED_BEFORE);
      for (const ofYear of jobs) ofYear.sort((a, b) => a.arrival - b.arrival);
      staff.reset();
      [...before, ...order].forEach((year, round) => {
        const counts = round >= before.length;
        for (const job of jobs[year]!) {
          const arrival = round * HOURS_A_YEAR + job.arrival;
          const wait = staff.serve(arrival, job.handling) - arrival;
          if (counts) this.waited(crew, job, year, wait);
        }
      });
      for (const ofYear of jobs) ofYear.length = 0;
    }
  }

  private waited({ waits }: StagedCrew, job: Job, year: number, wait: number): void {
    waits.count++;
    waits.sum += wait;
    waits.square += wait * wait;
    this.hatch(job, year, wait);
  }

  private hatch(job: Job, year: number, wait: number): void {
    const hours = Math.min(job.natural, job.detected + wait + job.handling);
    cameTo(this.outcome, job.shape, job.fate, job.natural, hours);
    this.came(job.failure, year, job.onset, this.outcome);
  }

  tally(): BlockTally {
    const { stage, block, figures } = this;
    const { years, losses, plan } = stage;
    const n = stage.failures.length;
    const totals = new Float64Array(years);
    for (const failure of stage.failures) {
      const row = losses.subarray(failure.index * years, (failure.index + 1) * years);
      for (let y = 0; y < years; y++) totals[y] = totals[y]! + row[y]!;
      this.countAll(failure, LOSS, LOSS_SQUARE, row);
      this.countAll(failure, RATE, RATE_SQUARE, columnOf(stage, failure.planned.total));
    }
    const watches = stage.watches.map((watch) => watch.close(stage.seed, block));
    const { fates, given } = tallyFates(stage);
    return {
      block,
      years,
      totals,
      worst: stage.worst.slice(),
      given,
      ruined: this.ruin.count(totals),
      failures: figures,
      fates,
      waits: Float64Array.from(stage.crews.flatMap(({ waits }) => [waits.count, waits.sum, waits.square])),
      watches,
      dearest: dearestYears({ totals, losses, years, failures: n, costs: watches.map(({ costs }) => costs) }),
      removals: playRemovals(stage, block, plan.rows),
    };
  }
}
