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

  /** @param what is counted, such as `years` */
  constructor(what: string) {
    this.#what = what;
  }

  /** `part`: the share that is done, in [0, 1]; null where nobody knows how much there is. */
  show(done: number, part: number | null): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#drawn < betweenDraws) return;
    this.#drawn = now;
    this.#shown = true;
    const share = part === null ? "" : ` (${Math.floor(part * 100)}%)`;
    process.stderr.write(`\r\x1b[K${sayCount(done)} ${this.#what}${share}${this.#end(part, now)}`);
  }

  #end(part: number | null, now: number): string {
    const spent = now - this.#since;
    if (part === null || part <= 0 || spent < beforeForecast) return "";
    const left = spent / part - spent;
    const end = new Date(Date.now() + left).toTimeString().slice(0, 8);
    return `, done at about ${end} (in ${sayDuration(Math.round(left / 1000) / 3600)})`;
  }

  clear(): void {
    if (this.#shown) process.stderr.write("\r\x1b[K");
    this.#shown = false;
  }
}
