/** What pictures share: scales, ticks, words that are safe in a page. Pictures are SVG text, so that they can be mailed. */

/** Text as it stands in HTML and SVG. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** A coordinate with one decimal. */
export const at = (coordinate: number): string => coordinate.toFixed(1);

export type Scale = {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
};

/** Logarithmic from `low` to `high` (both above 0) onto pixels; ticks at powers of ten, at 1, 2 and 5 of each where those are few. */
export function logScale(low: number, high: number, from: number, to: number): Scale {
  const [bottom, top] = [Math.log10(low), Math.max(Math.log10(high), Math.log10(low) + 1e-9)];
  const place = (value: number) => {
    const power = Math.min(Math.max(Math.log10(Math.max(value, low)), bottom), top);
    return from + ((power - bottom) / (top - bottom)) * (to - from);
  };
  const step = Math.max(1, Math.ceil((top - bottom) / 8));
  const first = Math.floor(bottom);
  const powers = Array.from(
    { length: Math.ceil((top - first) / step) + 1 },
    (_, index) => 10 ** (first + index * step),
  );
  const ticks = top - bottom < 2.5 ? powers.flatMap((power) => [power, 2 * power, 5 * power]) : powers;
  return { at: place, ticks: ticks.filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) };
}

/** A line of an axis with its words, across the picture or up it. */
export function gridLine(x1: number, y1: number, x2: number, y2: number): string {
  return `<line class="grid" x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}"/>`;
}

export function label(
  x: number,
  y: number,
  text: string,
  anchor: "start" | "middle" | "end",
  kind = "tick",
): string {
  return `<text class="${kind}" x="${at(x)}" y="${at(y)}" text-anchor="${anchor}">${escaped(text)}</text>`;
}
