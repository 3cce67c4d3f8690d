import { sayCount, sayDuration } from "../findings/say.ts";

const betweenDraws = 100;
const beforeForecast = 1000;

/**
 * How far a long task is and when it will be done, on one line of standard error; nothing where that is no terminal.
 * The end is said once a second of work has shown the pace, from the pace so far.
 */
export class Progress {
  readonly #what: string;
  readonly #since = performance.now();
  #drawn = 0;
  #shown = false;

  /** @param what such as `years` */
  constructor(what: string) {
    this.#what = what;
  }

  /** `total` null: nobody knows how many there will be. */
  show(done: number, total: number | null): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#drawn < betweenDraws) return;
    this.#drawn = now;
    this.#shown = true;
    const of = total === null ? "" : ` of ${sayCount(total)}`;
    process.stderr.write(`\r\x1b[K${sayCount(done)}${of} ${this.#what}${this.#end(done, total, now)}`);
  }

  #end(done: number, total: number | null, now: number): string {
    const spent = now - this.#since;
    if (total === null || done === 0 || spent < beforeForecast) return "";
    const left = (spent / done) * (total - done);
    const end = new Date(Date.now() + left).toTimeString().slice(0, 8);
    return `, done at about ${end} (in ${sayDuration(left / 3_600_000)})`;
  }

  clear(): void {
    if (this.#shown) process.stderr.write("\r\x1b[K");
    this.#shown = false;
  }
}
