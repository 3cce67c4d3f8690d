/** Marks a buffer as a plan of Failwell's. */
const MAGIC = 0x4641494c;
const HEADER = 4;

/** Writes numbers one after another, and long columns beside them, into one buffer. */
export class TapeWriter {
  private readonly numbers: number[] = [];
  private readonly columns: Float64Array[] = [];
  private length = 0;

  number(...values: readonly number[]): this {
    for (const value of values) this.numbers.push(value);
    return this;
  }

  optional<T>(item: T | undefined, write: (item: T) => void): this {
    this.numbers.push(item === undefined ? 0 : 1);
    if (item !== undefined) write(item);
    return this;
  }

  list<T>(items: readonly T[], write: (item: T) => void): this {
    this.numbers.push(items.length);
    for (const item of items) write(item);
    return this;
  }

  /** A long column; it is not copied when it is read. */
  column(values: Float64Array): this {
    this.numbers.push(this.length, values.length);
    this.columns.push(values);
    this.length += values.length;
    return this;
  }

  words(values: Int32Array): this {
    const padded = new Int32Array(2 * Math.ceil(values.length / 2));
    padded.set(values);
    this.numbers.push(values.length);
    return this.column(new Float64Array(padded.buffer));
  }

  done(version: number): ArrayBuffer {
    const tape = new Float64Array(HEADER + this.numbers.length + this.length);
    tape.set([MAGIC, version, this.numbers.length, this.length]);
    tape.set(this.numbers, HEADER);
    let at = HEADER + this.numbers.length;
    for (const column of this.columns) {
      tape.set(column, at);
      at += column.length;
    }
    return tape.buffer;
  }
}

/** Reads what a TapeWriter wrote, in the same order. Throws RangeError, in words, where the buffer is none or of another version. */
export class TapeReader {
  private readonly tape: Float64Array;
  private at = HEADER;

  constructor(buffer: ArrayBufferLike, version: number) {
    this.tape = new Float64Array(buffer, 0, Math.floor(buffer.byteLength / 8));
    const [magic, found, numbers = 0, columns = 0] = this.tape;
    if (magic !== MAGIC || this.tape.length !== HEADER + numbers + columns)
      throw new RangeError("what was given to be played is no plan of Failwell's, or only a part of one");
    if (found !== version)
      throw new RangeError(
        `the plan is of version ${found}, and this Failwell plays version ${version}: make it anew from the text`,
      );
  }

  number(): number {
    return this.tape[this.at++]!;
  }

  optional<T>(read: () => T): T | undefined {
    return this.number() === 0 ? undefined : read();
  }

  list<T>(read: () => T): T[] {
    return Array.from({ length: this.number() }, read);
  }

  column(): Float64Array {
    const [from, length] = [this.number(), this.number()];
    const start = HEADER + this.tape[2]! + from;
    return this.tape.subarray(start, start + length);
  }

  words(): Int32Array {
    const length = this.number();
    const column = this.column();
    return new Int32Array(column.buffer, column.byteOffset, length);
  }
}
