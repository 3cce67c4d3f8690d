/** A value of a program under construction: an input, a constant, or what an instruction answers. */
export type Value = number;

/**
 * Straight-line arithmetic on columns, as plain numbers that can move to another thread. Column c of inputs and outputs holds one
 * number a trial.
 */
export type Program = {
  readonly inputs: number;
  /** Columns needed at a time; inputs come first. */
  readonly registers: number;
  /** Five words an instruction: operation, answer, and three operands, the last four being registers. */
  readonly code: Int32Array;
  /** Register and number of each constant, in pairs; filled in once. */
  readonly constants: Float64Array;
  /** Register of each output. */
  readonly outputs: Int32Array;
};

const operations = [
  "add",
  "subtract",
  "multiply",
  "least",
  "complement",
  "inverse",
  "mix",
  "below",
  "positive",
] as const;
type Operation = (typeof operations)[number];
const WORDS = 5;

/** While a program is no longer than this, what is computed twice from the same values is computed once. */
const REMEMBERED = 2 ** 16;
/** Stands for an operand that an operation does not take. */
const NONE = -1;
/** Operations of values that are given and not computed. */
const [INPUT, CONSTANT] = [-1, -2];

/** Builds a program value by value. */
export class ProgramBuilder {
  private readonly inputs: Value[] = [];
  private readonly numbers = new Map<Value, number>();
  private readonly known = new Map<string, Value>();
  /** [value]: place among `operations`, INPUT or CONSTANT. */
  private readonly operation: number[] = [];
  /** Three a value. */
  private readonly operands: number[] = [];

  /** A further input, after those before it. */
  input(): Value {
    const made = this.append(INPUT, NONE, NONE, NONE);
    this.inputs.push(made);
    return made;
  }

  constant(value: number): Value {
    return this.remembered(`constant ${value}`, () => {
      const made = this.append(CONSTANT, NONE, NONE, NONE);
      this.numbers.set(made, value);
      return made;
    });
  }

  add(a: Value, b: Value): Value {
    if (this.numbers.get(a) === 0) return b;
    return this.numbers.get(b) === 0 ? a : this.made("add", a, b);
  }

  subtract(a: Value, b: Value): Value {
    return this.numbers.get(b) === 0 ? a : this.made("subtract", a, b);
  }

  multiply(a: Value, b: Value): Value {
    if (this.numbers.get(a) === 1) return b;
    return this.numbers.get(b) === 1 ? a : this.made("multiply", a, b);
  }

  least(a: Value, b: Value): Value {
    return a === b ? a : this.made("least", a, b);
  }

  /** 1 − a */
  complement(a: Value): Value {
    const number = this.numbers.get(a);
    return number === undefined ? this.made("complement", a) : this.constant(1 - number);
  }

  /** 1/a where a > 0, else 1. */
  inverse(a: Value): Value {
    return this.numbers.get(a) === 1 ? a : this.made("inverse", a);
  }

  /** p·a + (1 − p)·b */
  mix(p: Value, a: Value, b: Value): Value {
    return a === b ? a : this.made("mix", p, a, b);
  }

  /** 1 where a < b, else 0. */
  below(a: Value, b: Value): Value {
    return this.made("below", a, b);
  }

  /** a where it is above 0, else 0. */
  positive(a: Value): Value {
    return this.made("positive", a);
  }

  sum(values: readonly Value[]): Value {
    return values.reduce((sum, value) => this.add(sum, value), this.constant(0));
  }

  product(values: readonly Value[]): Value {
    return values.reduce((product, value) => this.multiply(product, value), this.constant(1));
  }

  private made(operation: Operation, a: Value, b = NONE, c = NONE): Value {
    return this.remembered(`${operation} ${a} ${b} ${c}`, () =>
      this.append(operations.indexOf(operation), a, b, c),
    );
  }

  private remembered(key: string, make: () => Value): Value {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (this.known.size < REMEMBERED) this.known.set(key, made);
    return made;
  }

  private append(operation: number, a: Value, b: Value, c: Value): Value {
    this.operands.push(a, b, c);
    return this.operation.push(operation) - 1;
  }

  /** The program that answers these values, in this order. What they don't stand on is left out; a register is taken again once it is free. */
  build(outputs: readonly Value[]): Program {
    const lastUse = this.lastUses(outputs);
    const registerOf = new Int32Array(this.operation.length).fill(NONE);
    let registers = 0;
    for (const value of this.inputs) registerOf[value] = registers++;
    const constants: number[] = [];
    for (const [value, number] of this.numbers) {
      if (lastUse[value] === 0) continue;
      registerOf[value] = registers++;
      constants.push(registerOf[value]!, number);
    }
    const code: number[] = [];
    const free: number[] = [];
    for (let value = 0; value < this.operation.length; value++) {
      const operation = this.operation[value]!;
      if (lastUse[value] === 0 || operation < 0) continue;
      code.push(operation, NONE);
      // What is used here for the last time leaves its register to the answer; inputs and constants stay.
      for (let i = 3 * value; i < 3 * value + 3; i++) {
        const operand = this.operands[i]!;
        code.push(operand === NONE ? 0 : registerOf[operand]!);
        if (operand === NONE || lastUse[operand] !== value || this.operation[operand]! < 0) continue;
        free.push(registerOf[operand]!);
        lastUse[operand] = Infinity;
      }
      registerOf[value] = free.pop() ?? registers++;
      code[code.length - WORDS + 1] = registerOf[value]!;
    }
    return {
      inputs: this.inputs.length,
      registers,
      code: Int32Array.from(code),
      constants: Float64Array.from(constants),
      outputs: Int32Array.from(outputs, (value) => registerOf[value]!),
    };
  }

  /** [value]: the value at whose making it is used last; 0 where it is not needed, Infinity where it is an output. */
  private lastUses(outputs: readonly Value[]): Float64Array {
    const last = new Float64Array(this.operation.length);
    for (const value of outputs) last[value] = Infinity;
    for (let value = last.length - 1; value >= 0; value--) {
      if (last[value] === 0) continue;
      for (let i = 3 * value; i < 3 * value + 3; i++) {
        const operand = this.operands[i]!;
        if (operand !== NONE && last[operand] === 0) last[operand] = value;
      }
    }
    return last;
  }
}

/** Numbers held at a time, so that columns stay in the cache and large programs stay in memory. */
const HELD = 2 ** 17;

/** Runs a program over many trials at once. */
export type ProgramRunner = {
  /**
   * inputs    [input][trial]
   * outputs   [output][trial]; overwritten
   */
  run(inputs: readonly Float64Array[], outputs: readonly Float64Array[], trials: number): void;
};

/** Trials are done in strips that fit the cache. No operation but + − × ÷ and comparisons: the answer is the same on every machine. */
export function programRunner(program: Program): ProgramRunner {
  const { registers, constants, code, outputs: answers } = program;
  const width = Math.max(8, Math.min(1024, 2 ** Math.floor(Math.log2(HELD / Math.max(1, registers)))));
  const columns = Array.from({ length: registers }, () => new Float64Array(width));
  for (let i = 0; i < constants.length; i += 2) columns[constants[i]!]!.fill(constants[i + 1]!);
  return {
    run: (inputs, outputs, trials) => {
      for (let from = 0; from < trials; from += width) {
        const count = Math.min(width, trials - from);
        for (let i = 0; i < program.inputs; i++) columns[i]!.set(inputs[i]!.subarray(from, from + count));
        for (let at = 0; at < code.length; at += WORDS) {
          const [a, b, c] = [columns[code[at + 2]!]!, columns[code[at + 3]!]!, columns[code[at + 4]!]!];
          calculate(operations[code[at]!]!, { into: columns[code[at + 1]!]!, a, b, c }, count);
        }
        answers.forEach((register, i) => {
          const into = outputs[i]!;
          const column = columns[register]!;
          for (let t = 0; t < count; t++) into[from + t] = column[t]!;
        });
      }
    },
  };
}

type Columns = {
  readonly into: Float64Array;
  readonly a: Float64Array;
  readonly b: Float64Array;
  readonly c: Float64Array;
};

/** An answer may take the place of its operands: each trial is read before it is written. */
function calculate(operation: Operation, { into, a, b, c }: Columns, count: number): void {
  switch (operation) {
    case "add":
      for (let t = 0; t < count; t++) into[t] = a[t]! + b[t]!;
      return;
    case "subtract":
      for (let t = 0; t < count; t++) into[t] = a[t]! - b[t]!;
      return;
    case "multiply":
      for (let t = 0; t < count; t++) into[t] = a[t]! * b[t]!;
      return;
    case "least":
      for (let t = 0; t < count; t++) into[t] = Math.min(a[t]!, b[t]!);
      return;
    case "complement":
      for (let t = 0; t < count; t++) into[t] = 1 - a[t]!;
      return;
    case "inverse":
      for (let t = 0; t < count; t++) into[t] = a[t]! > 0 ? 1 / a[t]! : 1;
      return;
    case "mix":
      for (let t = 0; t < count; t++) into[t] = a[t]! * b[t]! + (1 - a[t]!) * c[t]!;
      return;
    case "below":
      for (let t = 0; t < count; t++) into[t] = a[t]! < b[t]! ? 1 : 0;
      return;
    case "positive":
      for (let t = 0; t < count; t++) into[t] = Math.max(0, a[t]!);
      return;
  }
}
