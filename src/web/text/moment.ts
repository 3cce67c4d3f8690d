const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" });
const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** When something was, as people say it: `just now`, `12 minutes ago`, `today at 14:02`, `3 Mar 2026 at 14:02`. Local time. */
export function sayMoment(time: number | string, now: number = Date.now()): string {
  const moment = new Date(time);
  if (Number.isNaN(moment.getTime())) return "at an unknown time";
  const ago = now - moment.getTime();
  if (ago >= 0 && ago < minuteMs) return "just now";
  if (ago >= 0 && ago < 60 * minuteMs) {
    const minutes = Math.floor(ago / minuteMs);
    return `${minutes} ${minutes === 1 ? "minute" : "minutes"} ago`;
  }
  const at = clock.format(moment);
  if (day.format(moment) === day.format(now)) return `today at ${at}`;
  if (day.format(moment) === day.format(now - dayMs)) return `yesterday at ${at}`;
  return `${day.format(moment)} at ${at}`;
}
