import type { Generator } from "./generator.ts";

/** Brings values into random order, in place; every order is as likely as any other. Source: Fisher and Yates. */
export function shuffle(values: Uint32Array | Float64Array, generator: Generator): void {
  for (let i = values.length - 1; i > 0; i--) {
    const j = Math.floor(generator.uniform() * (i + 1));
    [values[i], values[j]] = [values[j]!, values[i]!];
  }
}
