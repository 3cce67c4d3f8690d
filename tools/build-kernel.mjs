import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { compileKernel, kernelFile, kernelText } from "./tasks/kernel.mjs";
import { checkout } from "./tasks/place.mjs";

// Writes what src/numeric/wasm/throw.ts compiles to; a test holds the two together.
writeFileSync(join(checkout, kernelFile), kernelText(await compileKernel()));
