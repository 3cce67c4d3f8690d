import { afterEach, expect, test, vi } from "vitest";
import { explain, refusedFile, wrongUse } from "./mistake.ts";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** The exit code, and what is said on standard error. */
async function explained(error: unknown): Promise<[number, string]> {
  const said: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  return [await explain(error), said.join("")];
}

test("wrong use is one sentence and code 2", async () => {
  expect(await explained(wrongUse("no failure is called x"))).toEqual([
    2,
    "failwell: no failure is called x\n",
  ]);
});

test("a bug is owned in a sentence, with its place only where FAILWELL_DEBUG asks", async () => {
  vi.stubEnv("FAILWELL_DEBUG", "");
  const [code, said] = await explained(new TypeError("x is undefined"));
  expect(code).toBe(70);
  expect(said).toContain("this is a bug of Failwell's and not of what was given: x is undefined");
  expect(said).not.toContain("    at ");
  vi.stubEnv("FAILWELL_DEBUG", "1");
  expect((await explained(new TypeError("x is undefined")))[1]).toContain("    at ");
});

test("memory that is refused is said in a sentence, with what to ask for instead", async () => {
  const refused = [
    new RangeError("Array buffer allocation failed"),
    Object.assign(new Error("Worker terminated due to reaching memory limit"), {
      code: "ERR_WORKER_OUT_OF_MEMORY",
    }),
  ];
  for (const error of refused)
    expect(await explained(error)).toEqual([
      1,
      "failwell: there is not enough memory for that: ask for fewer --years, or for --threads 1\n",
    ]);
});

test("a file that the system refuses is named with the reason in words", async () => {
  const refused = Object.assign(new Error("ENOENT: no such file"), { code: "ENOENT" });
  expect(await explained(refusedFile("read", "bank.yaml", refused))).toEqual([
    2,
    "failwell: cannot read bank.yaml: there is no such file or folder\n",
  ]);
});
