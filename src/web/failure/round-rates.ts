/**
 * Round rates between two, occurrences a year, for an axis with room for so many: 1 in 100 years, 1 in 10 years, 1 a year,
 * 10 a year; 1, 2 and 5 of them where decades leave room.
 */
export function roundRates(least: number, most: number, room: number): number[] {
  const decades: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++)
    decades.push(power);
  const within = (times: readonly number[]) =>
    decades
      .flatMap((power) => times.map((each) => each * 10 ** power))
      .filter((rate) => rate >= least && rate <= most);
  const finest = within([1, 2, 5]);
  if (finest.length <= room) return finest;
  const whole = within([1]);
  if (whole.length === 0) return finest.slice(0, 1);
  const every = Math.max(1, Math.ceil(whole.length / Math.max(1, room)));
  return whole.filter((_, i) => i % every === 0);
}
