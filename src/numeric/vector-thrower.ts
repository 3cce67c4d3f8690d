import { BLOCK_YEARS, LANES, totalOf } from "./block.ts";
import { fillStarts } from "./generator.ts";
import { type LossTable, TABLE_BYTES } from "./loss-table.ts";
import { throwBytes } from "./throw-bytes.ts";

type Memory = { readonly buffer: ArrayBuffer };

/** What wasm/throw.ts exports; n counts all losses. */
type Kernel = {
  readonly memory: Memory;
  throwEvenly(law: number, n: number, withWorst: boolean): void;
  throwInto(law: number, n: number, withWorst: boolean): void;
};

type Module = object;

/** The little of the global that is used here: pure folders know the types of no platform. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => Module;
  readonly Instance: new (module: Module) => { readonly exports: unknown };
};

// Places in memory; wasm/throw.ts says the same.
const FURTHER = 64;
const SUMS = 1024;
const WORST = 9216;
const COUNTS = 17408;
const LAWS = 29696;

/** Throws losses four at a time, in WebAssembly's memory, which also keeps the laws used last. */
class VectorThrower {
  readonly kind = "simd" as const;
  readonly sums: Float64Array;
  readonly worst: Float64Array;
  private readonly kernel: Kernel;
  private readonly keepsWorst: boolean;
  private readonly bytes: Uint8Array;
  private readonly starts = new Int32Array(4 * (LANES + 1));
  private readonly states: Int32Array;
  private readonly counts: Uint32Array;
  private placeOf = new WeakMap<LossTable, number>();
  private nextPlace = LAWS;
  private law = LAWS;

  constructor(kernel: Kernel, keepsWorst: boolean) {
    const { buffer } = kernel.memory;
    this.kernel = kernel;
    this.keepsWorst = keepsWorst;
    this.bytes = new Uint8Array(buffer);
    this.states = new Int32Array(buffer, 0, 4 * (LANES + 1));
    this.sums = new Float64Array(buffer, SUMS, BLOCK_YEARS);
    this.worst = new Float64Array(buffer, WORST, BLOCK_YEARS);
    this.counts = new Uint32Array(buffer, COUNTS, BLOCK_YEARS);
  }

  clear(): void {
    this.sums.fill(0);
    this.worst.fill(0);
  }

  use(law: LossTable): void {
    this.law = this.placeOf.get(law) ?? this.place(law);
  }

  begin(seed: number, ...stream: readonly number[]): void {
    const { starts, states } = this;
    fillStarts(starts, seed, stream);
    for (let lane = 0; lane < LANES; lane++)
      for (let word = 0; word < 4; word++) states[LANES * word + lane] = starts[4 * lane + word]!;
    for (let word = 0; word < 4; word++) states[FURTHER / 4 + word] = starts[4 * LANES + word]!;
  }

  throwEvenly(n: number): void {
    this.kernel.throwEvenly(this.law, n, this.keepsWorst);
  }

  throwInto(counts: Uint32Array): void {
    this.counts.set(counts);
    this.kernel.throwInto(this.law, totalOf(counts), this.keepsWorst);
  }

  private place(law: LossTable): number {
    if (this.nextPlace + TABLE_BYTES > this.bytes.length) {
      this.placeOf = new WeakMap();
      this.nextPlace = LAWS;
    }
    const place = this.nextPlace;
    this.bytes.set(law.bytes, place);
    this.placeOf.set(law, place);
    this.nextPlace += TABLE_BYTES;
    return place;
  }
}

let compiled: Module | undefined;

/** A vector thrower, or null where there is no WebAssembly, it has no vectors, or it or its 16 MB of memory are refused. */
export function createVectorThrower(keepsWorst: boolean): VectorThrower | null {
  try {
    compiled ??= new WebAssembly.Module(throwBytes);
    return new VectorThrower(new WebAssembly.Instance(compiled).exports as Kernel, keepsWorst);
  } catch {
    return null;
  }
}
