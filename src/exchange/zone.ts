const day = 86_400_000;

/** What the clocks of a place show. Times in milliseconds; `local` counts as if the clock were in UTC. */
export type Zone = {
  /**
   * The moments at which the clock showed `local`: one, or two where it was put back (earliest first). Where it was put
   * forward and never showed it, the moment that the clock would have had without the change.
   */
  moments(local: number): readonly number[];
};

export const utc: Zone = { moments: (local) => [local] };

/** The zone with an IANA name such as `America/Toronto`, or an offset such as `+02:00`; null where the name is not known. */
export function zoneOf(name: string): Zone | null {
  if (/^(utc|z|gmt)$/i.test(name)) return utc;
  let clock: Intl.DateTimeFormat;
  try {
    clock = clockOf(name);
  } catch {
    return null;
  }
  const offsets = new Map<number, number>();

  function offsetOfDay(index: number): number {
    let offset = offsets.get(index);
    if (offset === undefined) {
      if (offsets.size > 20_000) offsets.clear();
      offset = offsetAt(clock, index * day);
      offsets.set(index, offset);
    }
    return offset;
  }

  return {
    moments(local) {
      // No place on earth is further than a day from UTC, and clocks are not changed twice within three days.
      const today = Math.floor(local / day);
      const before = offsetOfDay(today - 1);
      const after = offsetOfDay(today + 2);
      if (before === after) return [local - before];
      const shown = [local - before, local - after].filter(
        (moment) => moment + offsetAt(clock, moment) === local,
      );
      return shown.length === 0 ? [local - before] : [...new Set(shown)].sort((a, b) => a - b);
    },
  };
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
}

function offsetAt(clock: Intl.DateTimeFormat, moment: number): number {
  const shown: Record<string, string> = {};
  for (const part of clock.formatToParts(moment)) shown[part.type] = part.value;
  const year = shown.era === "BC" ? 1 - Number(shown.year) : Number(shown.year);
  const local = atMidnight(year, Number(shown.month), Number(shown.day));
  const within = Number(shown.hour) * 3600 + Number(shown.minute) * 60 + Number(shown.second);
  return local + within * 1000 - Math.floor(moment / 1000) * 1000;
}

/** Midnight of a day as if in UTC; months and days count from 1 and may run over. Years below 100 mean themselves. */
export function atMidnight(year: number, month: number, dayOfMonth: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, dayOfMonth);
}
