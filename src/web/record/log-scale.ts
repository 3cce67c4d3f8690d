/** Maps positive values to [0, 1] by their logarithm, the least of `values` to 0 and the greatest to 1; zero and below to 0. */
export function logScale(values: readonly number[]): (value: number) => number {
  const positive = values.filter((value) => value > 0);
  if (positive.length === 0) return () => 0;
  const low = Math.log(Math.min(...positive));
  const high = Math.log(Math.max(...positive));
  const span = high - low || 1;
  return (value) => (value > 0 ? Math.min(1, Math.max(0, (Math.log(value) - low) / span)) : 0);
}
