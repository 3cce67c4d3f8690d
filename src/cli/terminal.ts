import colors from "picocolors";
import type { Paper } from "../findings/text.ts";

const widest = 120;
const narrowest = 40;

/** Whether a person sits there who can be asked. */
export const canAsk = (): boolean => Boolean(process.stdin.isTTY && process.stderr.isTTY);

/** The terminal, or a page of 100 columns where the output is piped. `rows`: how many of a table. */
export function paper(rows: number): Paper {
  const { isTTY, columns } = process.stdout;
  const { bold, dim } = colors.createColors(isColored(process.stdout));
  const width = isTTY ? Math.min(widest, Math.max(narrowest, columns ?? 80)) : 100;
  return { width, rows, strong: bold, faint: dim };
}

/** Colours on a terminal only, and none where NO_COLOR is set (https://no-color.org) or the terminal is dumb. */
export function isColored(stream: NodeJS.WriteStream): boolean {
  return Boolean(stream.isTTY) && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

export function print(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** One JSON value on standard output. */
export function printJson(answer: object): void {
  print(JSON.stringify(answer, null, 2));
}

/** A remark beside the answer; on standard error, so that what is piped stays the answer alone. */
export function remark(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`${text}\n`);
}
