import fc from "fast-check";
import { expect, test } from "vitest";
import { createGenerator } from "./generator.ts";
import { erlangB, erlangC, meanWait, servedWithin } from "./queue.ts";

test("two people with one erlang let one caller in three wait", () => {
  expect(erlangC(2, 1)).toBeCloseTo(1 / 3, 14);
});

test("ten servers at eight erlang let .409180 wait", () => {
  expect(erlangC(10, 8)).toBeCloseTo(0.40918, 6);
});

test("fourteen people at ten erlang: .174132 wait, 7.836 s on average at 180 s a call, .88835 are served within 20 s", () => {
  expect(erlangC(14, 10)).toBeCloseTo(0.174132, 6);
  expect(meanWait(14, 10, 180)).toBeCloseTo(7.836, 3);
  expect(servedWithin(14, 10, 180, 20)).toBeCloseTo(0.88835, 5);
});

test("ten lines at five erlang lose .01838457 of the calls", () => {
  expect(erlangB(10, 5)).toBeCloseTo(0.01838457, 8);
});

test("the recursion agrees with the sum over states", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60 }),
      fc.double({ min: 0, max: 80, noNaN: true }),
      (servers, load) => {
        let term = 1;
        let sum = 1;
        for (let n = 1; n <= servers; n++) {
          term *= load / n;
          sum += term;
        }
        expect(erlangB(servers, load)).toBeCloseTo(term / sum, 12);
      },
    ),
    { seed: 13 },
  );
});

test("a simulated desk waits as long as the formula says", () => {
  const generator = createGenerator(23);
  const exponential = (mean: number) => -Math.log(generator.uniform()) * mean;
  const free = [0, 0, 0];
  let [now, waited] = [0, 0];
  const calls = 400_000;
  for (let i = 0; i < calls; i++) {
    now += exponential(1 / 2);
    free.sort((a, b) => a - b);
    const start = Math.max(now, free[0]!);
    waited += start - now;
    free[0] = start + exponential(1);
  }
  expect(Math.abs(waited / calls / meanWait(3, 2, 1) - 1)).toBeLessThan(0.03);
});

test("an overloaded desk has no steady state", () => {
  expect(erlangC(3, 3)).toBe(1);
  expect(meanWait(3, 4, 1)).toBe(Infinity);
  expect(servedWithin(3, 4, 1, 10)).toBe(0);
});

test("half a server or a negative load is refused", () => {
  expect(() => erlangB(1.5, 1)).toThrow(RangeError);
  expect(() => erlangB(1, -1)).toThrow(RangeError);
});
