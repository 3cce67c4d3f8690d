import { expect, test } from "vitest";
import { RealFourier } from "./fourier.ts";
import { createGenerator } from "./generator.ts";

const seed = 3;

test("a transform is the sum it stands for, at every power of two", () => {
  const generator = createGenerator(seed);
  for (const size of [2, 4, 8, 16, 32, 64, 128]) {
    const fourier = new RealFourier(size);
    const values = new Float64Array(size).map(() => generator.uniform() - 0.5);
    const [real, imaginary] = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)];
    fourier.forward(values, real, imaginary);
    for (let k = 0; k <= size / 2; k++) {
      const angle = (j: number): number => (-2 * Math.PI * j * k) / size;
      expect(real[k]).toBeCloseTo(
        values.reduce((sum, value, j) => sum + value * Math.cos(angle(j)), 0),
        12,
      );
      expect(imaginary[k]).toBeCloseTo(
        values.reduce((sum, value, j) => sum + value * Math.sin(angle(j)), 0),
        12,
      );
    }
  }
});

test("the inverse gives back what was transformed", () => {
  const generator = createGenerator(seed);
  for (const size of [2, 8, 1024, 2048]) {
    const fourier = new RealFourier(size);
    const values = new Float64Array(size).map(() => generator.uniform());
    const [real, imaginary] = [new Float64Array(size / 2 + 1), new Float64Array(size / 2 + 1)];
    const back = new Float64Array(size);
    fourier.forward(values, real, imaginary);
    fourier.inverse(real, imaginary, back);
    for (let j = 0; j < size; j++) expect(back[j]).toBeCloseTo(values[j]!, 13);
  }
});

test("a length that is no power of two is refused", () => {
  for (const size of [0, 1, 3, 1000, Number.NaN]) expect(() => new RealFourier(size)).toThrow(RangeError);
});
