import fc from "fast-check";
import { expect, test } from "vitest";
import { ProgramBuilder, programRunner, type Value } from "./program.ts";

const seed = 71;

type Step = { readonly of: number; readonly a: number; readonly b: number; readonly c: number };
const steps = fc.array(fc.record({ of: fc.nat(8), a: fc.nat(), b: fc.nat(), c: fc.nat() }), {
  minLength: 1,
  maxLength: 60,
});

/** The same arithmetic twice: as values of a program, and at once on numbers. */
function both(
  inputs: number,
  list: readonly Step[],
): { values: Value[]; builder: ProgramBuilder; at: (given: readonly number[]) => number[] } {
  const builder = new ProgramBuilder();
  const values = Array.from({ length: inputs }, () => builder.input());
  values.push(builder.constant(0), builder.constant(1), builder.constant(0.25));
  for (const { of, a, b, c } of list) {
    const [x, y, z] = [values[a % values.length]!, values[b % values.length]!, values[c % values.length]!];
    const made = [
      () => builder.add(x, y),
      () => builder.subtract(x, y),
      () => builder.multiply(x, y),
      () => builder.least(x, y),
      () => builder.complement(x),
      () => builder.inverse(x),
      () => builder.mix(x, y, z),
      () => builder.below(x, y),
      () => builder.positive(x),
    ][of]!;
    values.push(made());
  }
  const at = (given: readonly number[]): number[] => {
    const known = [...given, 0, 1, 0.25];
    for (const { of, a, b, c } of list) {
      const [x, y, z] = [known[a % known.length]!, known[b % known.length]!, known[c % known.length]!];
      known.push(
        [
          x + y,
          x - y,
          x * y,
          Math.min(x, y),
          1 - x,
          x > 0 ? 1 / x : 1,
          y === z ? y : x * y + (1 - x) * z,
          x < y ? 1 : 0,
          Math.max(0, x),
        ][of]!,
      );
    }
    return known;
  };
  return { values, builder, at };
}

test("a program answers what its steps answer one by one, whatever is asked of it and in however many trials", () => {
  fc.assert(
    fc.property(
      steps,
      fc.array(fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 3, maxLength: 3 }), {
        minLength: 1,
        maxLength: 5,
      }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 6 }),
      (list, trials, asked) => {
        const { values, builder, at } = both(3, list);
        const places = asked.map((i) => i % values.length);
        const program = builder.build(places.map((place) => values[place]!));
        const outputs = places.map(() => new Float64Array(trials.length));
        const inputs = [0, 1, 2].map((i) => Float64Array.from(trials, (trial) => trial[i]!));
        programRunner(program).run(inputs, outputs, trials.length);
        trials.forEach((trial, t) => {
          const expected = at(trial);
          places.forEach((place, i) => {
            const scale = Math.max(1, Math.abs(expected[place]!));
            if (Number.isFinite(scale))
              expect(Math.abs(outputs[i]![t]! - expected[place]!) / scale).toBeLessThan(1e-9);
          });
        });
      },
    ),
    { seed, numRuns: 400 },
  );
});

test("more trials than fit the cache at once are answered alike", () => {
  const builder = new ProgramBuilder();
  const [a, b] = [builder.input(), builder.input()];
  const { run } = programRunner(builder.build([builder.mix(a, b, builder.constant(3)), a]));
  const trials = 5000;
  const columns = [
    Float64Array.from({ length: trials }, (_, t) => t / trials),
    new Float64Array(trials).fill(7),
  ];
  const outputs = [new Float64Array(trials), new Float64Array(trials)];
  run(columns, outputs, trials);
  for (const t of [0, 1, 1023, 1024, 4999]) {
    expect(outputs[0]![t]).toBeCloseTo((t / trials) * 7 + (1 - t / trials) * 3, 12);
    expect(outputs[1]![t]).toBe(t / trials);
  }
});

test("a long chain needs few registers", () => {
  const builder = new ProgramBuilder();
  const a = builder.input();
  let value = a;
  for (let i = 0; i < 100_000; i++) value = builder.add(value, a);
  const program = builder.build([value]);
  expect(program.code).toHaveLength(5 * 100_000);
  expect(program.registers).toBeLessThan(8);
  const answer = new Float64Array(1);
  programRunner(program).run([Float64Array.of(2)], [answer], 1);
  expect(answer[0]).toBe(200_002);
});
