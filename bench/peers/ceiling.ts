/**
 * How many losses a second one core could throw at best, four at a time in WebAssembly, if a loss cost nothing to draw: the
 * random words, and adding a given loss to the years they name. `node bench/peers/ceiling.ts task` prints on one line what it measured.
 */
import { main } from "assemblyscript/asc";
import { secondsOf, taskOf } from "./measuring.ts";

const source = `
export function play(n: u32): void {
  let a = i32x4(1, 2, 3, 4);
  let b = i32x4(5, 6, 7, 8);
  let c = i32x4(9, 10, 11, 12);
  let d = i32x4(13, 14, 15, 16);
  for (let left = n; left >= 4; left -= 4) {
    const sum = i32x4.add(a, d);
    const words = i32x4.add(v128.or(i32x4.shl(sum, 7), i32x4.shr_u(sum, 25)), a);
    const c1 = v128.xor(c, a);
    const d1 = v128.xor(d, b);
    a = v128.xor(a, d1);
    c = v128.xor(c1, i32x4.shl(b, 9));
    b = v128.xor(b, c1);
    d = v128.or(i32x4.shl(d1, 11), i32x4.shr_u(d1, 21));
    const years = v128.and(i32x4.shl(words, 3), i32x4.splat(8184));
    const low = i64x2.extract_lane(years, 0);
    const high = i64x2.extract_lane(years, 1);
    add(<usize>(<u32>low));
    add(<usize>(<u64>low >> 32));
    add(<usize>(<u32>high));
    add(<usize>(<u64>high >> 32));
  }
}

@inline
function add(year: usize): void {
  f64.store(year, f64.load(year, 1024) + 1.0, 1024);
}
`;

async function compiled(): Promise<Uint8Array<ArrayBuffer>> {
  let binary: Uint8Array<ArrayBuffer> | undefined;
  const options = [
    "source.ts",
    "-O3",
    "--noAssert",
    "--runtime",
    "stub",
    "--enable",
    "simd",
    "--initialMemory",
    "1",
    "--outFile",
    "out",
  ];
  const { error, stderr } = await main(options, {
    readFile: (name) => (name === "source.ts" ? source : null),
    writeFile: (_, contents) => {
      if (typeof contents !== "string") binary = Uint8Array.from(contents);
    },
    listFiles: () => [],
  });
  if (!binary) throw new Error(`the kernel of the ceiling was not compiled: ${error} ${stderr}`);
  return binary;
}

/** As much of it as is used here: neither the language's types nor Node's know it. */
declare const WebAssembly: {
  instantiate(
    binary: Uint8Array<ArrayBuffer>,
  ): Promise<{ readonly instance: { readonly exports: { readonly play: (losses: number) => void } } }>;
};

const { losses } = taskOf<{ readonly losses: number }>();
const { instance } = await WebAssembly.instantiate(await compiled());
const { play } = instance.exports;
play(losses / 10);
const seconds = await secondsOf(1, () => play(losses));
console.log(JSON.stringify({ failures: losses, ...seconds }));
