import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main as asc } from "assemblyscript/asc";
import { checkout } from "./place.mjs";
import { InWords } from "./words.mjs";

const source = "src/numeric/wasm/throw.ts";
const pages = "256"; // of 64 KB: room for some five hundred tables; only what is touched is taken

/** Where the compiled kernel is kept. */
export const kernelFile = "src/numeric/throw-bytes.ts";

/**
 * Compiles the kernel from its source.
 * @returns {Promise<Uint8Array>}
 */
export async function compileKernel() {
  /** @type {Uint8Array | null} */
  let binary = null;
  const { error, stderr } = await asc(
    [
      source,
      ...["--outFile", "kernel.wasm", "-O3", "--enable", "simd", "--runtime", "stub", "--noAssert"],
      ...["--initialMemory", pages, "--maximumMemory", pages],
    ],
    {
      readFile: (name) => (name === source ? decorated(readFileSync(join(checkout, name), "utf8")) : null),
      writeFile: (_, contents) => {
        if (typeof contents !== "string") binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new InWords(`${source} does not compile:\n${stderr}`, 1);
  return binary;
}

/**
 * The source with its decorators, which TypeScript would not know on a function: they stand in comments.
 * @param {string} text
 */
function decorated(text) {
  return text.replaceAll("\n// @inline\n", "\n@inline\n");
}

/**
 * The TypeScript file that holds these bytes: they are part of the program, so that no place it runs in has to read a file.
 * @param {Uint8Array} bytes
 */
export function kernelText(bytes) {
  /** @type {string[]} */
  const lines = [];
  let line = " ";
  for (const byte of bytes) {
    if (line.length + ` ${byte},`.length > 110) {
      lines.push(line);
      line = " ";
    }
    line += ` ${byte},`;
  }
  return `/** What wasm/throw.ts compiles to, written by tools/build-kernel.mjs. */
export const throwBytes = Uint8Array.from([
${[...lines, line].join("\n")}
]);
`;
}
