/**
 * Reads, checks and formats organizations of 100, 1,000 and 10,000 failures, each size in a process of its own, and prints
 * time and peak memory with what one failure takes. node bench/language.ts
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { formatText, readText } from "../src/model/model.ts";

const sizes = [100, 1_000, 10_000];
const [, , size] = process.argv;

if (size === undefined) {
  console.log("failures    text  read+check  a failure   format  peak of one reading");
  for (const count of sizes) {
    const words = [fileURLToPath(import.meta.url), String(count)];
    process.stdout.write(execFileSync(process.execPath, words, { encoding: "utf8" }));
  }
} else {
  console.log(measure(Number(size)));
}

/** Median of five readings, after one on a small text that warms up and one whose peak memory is taken. */
function measure(failures: number): string {
  readText(organization(50), "bench.yaml");
  const text = organization(failures);
  readText(text, "bench.yaml");
  const peak = process.resourceUsage().maxRSS / 1024;
  const read = medianOf(() => {
    const { model, problems } = readText(text, "bench.yaml");
    if (model?.failures.length !== failures)
      throw new Error(problems[0]?.message ?? "not all failures were read");
  });
  const format = medianOf(() => {
    if (formatText(text, "bench.yaml").text === null) throw new Error("not formatted");
  });
  return [
    String(failures).padStart(8),
    `${(text.length / 1e6).toFixed(2)} MB`.padStart(8),
    `${read.toFixed(0)} ms`.padStart(12),
    `${((read / failures) * 1000).toFixed(0)} µs`.padStart(11),
    `${format.toFixed(0)} ms`.padStart(9),
    `${peak.toFixed(0)} MB`.padStart(21),
  ].join("");
}

function medianOf(job: () => void): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    job();
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[2]!;
}

/** A text in which every tenth function, and for each failure two inputs and a control, stand as in a real one. */
function organization(failures: number): string {
  const numbers = Array.from({ length: failures }, (_, index) => index);
  const functions = numbers.filter((index) => index % 10 === 0);
  return `failwell: 1
organization: Bench
currency: USD
capital: 900M USD
departments:
  operations: { people: 310 }
functions:
${functions.map((index) => `  function-${index}: { department: operations, users: 1M, uses: 26 / user / month }`).join("\n")}
inputs:
${numbers.map((index) => `  event-${index}: { happens: 800 to 1500 / month }\n  condition-${index}: { holds: 10% to 30%, assumed: us }`).join("\n")}
failures:
${numbers
  .map(
    (index) => `  failure-${index}:
    function: function-${index - (index % 10)}
    grows from:
      all of: [event-${index}, condition-${index}]
    detected after: 30min to 4h    # until then it is latent
    contained after: 10min to 2h
    impact:
      harm: 100 to 100k USD
      blast radius: 1 payment
      time-sensitivity: cliff at 24h
      reversibility: 99% fading over 3d`,
  )
  .join("\n")}
controls:
${numbers.map((index) => `  control-${index}: { guard rail: event-${index}, stops: 90% to 98%, friction: 40s, upkeep: 60k USD / year }`).join("\n")}
`;
}
