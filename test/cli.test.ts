import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bank, failwell, folderWith, start } from "./failwell.ts";

const commands = [
  "new",
  "check",
  "format",
  "run",
  "why",
  "map",
  "ossification",
  "compare",
  "import",
  "learn",
  "serve",
];

test("every command says what it takes and with which codes it ends", async () => {
  for (const command of commands) {
    const { code, out, err } = await failwell([command, "--help"]);
    expect([command, code, err]).toEqual([command, 0, ""]);
    expect(out).toContain("Exit code: 0");
    expect(out).toContain("--json");
  }
});

test("wrong use is answered with 2 and a sentence, never a stack trace", async () => {
  const wrong = [
    ["rum", bank],
    ["run"],
    ["run", bank, "--yeers", "3"],
    ["run", bank, "--years", "many"],
    ["run", "nowhere.yaml"],
    ["check", "examples"],
    ["why", bank],
    ["why", bank, "card-frod"],
    ["new"],
    ["format", "-", "--write"],
    ["map", bank, "--json", "--csv"],
  ];
  for (const args of wrong) {
    const { code, out, err } = await failwell(args);
    expect([args, code, out]).toEqual([args, 2, ""]);
    expect(err.trim()).not.toBe("");
    expect(err).not.toMatch(/\n\s+at /);
  }
});

test("a name that is nearly right is answered with the right one", async () => {
  expect((await failwell(["rum", bank])).err).toContain("run");
  expect((await failwell(["why", bank, "card-frod"])).err).toContain("did you mean card-fraud?");
});

test("a text without problems is said to be one, in one line", async () => {
  const { code, out, err } = await failwell(["check", bank]);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/harbour-bank\.yaml: no problems; Harbour Bank can fail in 28 ways\n$/);
});

const tenMistakes = `failwell: 1
organization: Ten Mistakes
currency: USD
capital: 2M EUR
departmets:
  desk: {}
functions:
  pay:
    department: dusk
    users: many
    uses: 10 / user / year
failures:
  late:
    function: play
    happens: 20 to 5 / year
    detected after: 3 apples
    contained after: 1h
    impact: { harm: 100 USD, blast radius: 1 payment, time-sensitivity: explosive, reversibility: 140% }
controls:
  look:
    safety net: [lost]
    catches: 80%
    after: 1h
`;

test("a text with ten mistakes is answered with all ten, each with its place and the text marked", async () => {
  const folder = folderWith({ "ten.yaml": tenMistakes });
  const { code, out, err } = await failwell(["check", "ten.yaml"], { folder });
  expect([code, err]).toEqual([1, ""]);
  const lines = tenMistakes.split("\n");
  const mistaken = [
    "2M EUR",
    "departmets",
    "dusk",
    "many",
    "play",
    "20 to 5",
    "3 apples",
    "explosive",
    "140%",
    "lost",
  ];
  for (const part of mistaken) {
    const line = lines.findIndex((text) => text.includes(part)) + 1;
    expect([part, out]).toEqual([part, expect.stringMatching(new RegExp(`ten\\.yaml:${line}:\\d+`))]);
  }
  expect(out.match(/\^/g)?.length).toBeGreaterThanOrEqual(10);
  expect(out).toContain("departments");
});

test("every command refuses a text with problems in the same words, and ends with 1", async () => {
  const folder = folderWith({ "ten.yaml": tenMistakes });
  const checked = await failwell(["check", "ten.yaml"], { folder });
  const ran = await failwell(["run", "ten.yaml"], { folder });
  expect(ran.code).toBe(1);
  expect(ran.out.trim()).toBe(checked.out.trim());
});

test("a text comes from standard input where the file is -", async () => {
  const { code, out } = await failwell(["check", "-"], { input: readFileSync(bank, "utf8") });
  expect([code, out]).toEqual([0, expect.stringContaining("stdin: no problems")]);
});

test("format writes the one form, and a second time changes nothing", async () => {
  const untidy = readFileSync(bank, "utf8").replace("capital:", "capital:     ");
  const folder = folderWith({ "bank.yaml": untidy });
  expect((await failwell(["format", "--check", "bank.yaml"], { folder })).code).toBe(1);
  expect((await failwell(["format", "--write", "bank.yaml"], { folder })).out).toBe("bank.yaml: written\n");
  expect(readFileSync(join(folder, "bank.yaml"), "utf8")).toBe(readFileSync(bank, "utf8"));
  expect((await failwell(["format", "--check", "bank.yaml"], { folder })).code).toBe(0);
});

test("format prints the text where it is not to be written", async () => {
  const { code, out } = await failwell(["format", bank]);
  expect([code, out]).toEqual([0, readFileSync(bank, "utf8")]);
});

test("a new text is in its one form, has no problems, and can be played at once", async () => {
  const folder = folderWith();
  const args = [
    "new",
    "mine.yaml",
    "--name",
    "Ann's “Bakery”: No 1",
    "--currency",
    "EUR",
    "--capital",
    "200k",
  ];
  expect(await failwell(args, { folder })).toMatchObject({ code: 0, err: "" });
  expect((await failwell(["check", "mine.yaml"], { folder })).out).toContain("no problems");
  expect((await failwell(["format", "--check", "mine.yaml"], { folder })).code).toBe(0);
  expect((await failwell(["run", "mine.yaml", "--years", "1024"], { folder })).code).toBe(0);
});

test("a file that is there is not overwritten by a new text", async () => {
  const folder = folderWith({ "mine.yaml": "mine" });
  const { code, err } = await failwell(["new", "mine.yaml", "--name", "Ann", "--capital", "1M"], { folder });
  expect([code, err]).toEqual([2, "failwell: mine.yaml is there already; it is not overwritten\n"]);
  expect(readFileSync(join(folder, "mine.yaml"), "utf8")).toBe("mine");
});

test("an answer that is no money is marked where it would stand", async () => {
  const { code, out, err } = await failwell(["new", "--name", "Ann", "--capital", "plenty"], {
    folder: folderWith(),
  });
  expect([code, out]).toEqual([1, ""]);
  expect(err).toContain("plenty");
});

test("the same seed gives the same answer, another seed another one, and the seed is printed", async () => {
  const play = async (seed: string) => (await failwell(["run", bank, "--years", "1024", "--seed", seed])).out;
  const [first, again, other] = [await play("7"), await play("7"), await play("8")];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(first).toContain("seed 7");
});

test("what is piped has no colour, no progress and nothing on standard error", async () => {
  for (const args of [
    ["run", bank, "--years", "2k"],
    ["map", bank],
    ["why", bank, "card-fraud"],
  ]) {
    const { out, err } = await failwell(args);
    expect(err).toBe("");
    expect(out).not.toContain("\u001b");
  }
});

test("Ctrl-C on a run prints what is known so far, and says so", async () => {
  const running = start(["run", bank, "--years", "10M", "--json"]);
  setTimeout(() => running.kill("SIGINT"), 3000);
  const { code, out } = await running.ended;
  const finding = JSON.parse(out);
  expect([code, finding.complete]).toEqual([130, false]);
  expect(finding.years).toBeGreaterThan(0);
  expect(finding.years).toBeLessThan(10e6);
});

test("the report is one page, written whole", async () => {
  const folder = folderWith();
  const { code } = await failwell(["run", bank, "--years", "1024", "--report", "out.html"], { folder });
  const page = readFileSync(join(folder, "out.html"), "utf8");
  expect(code).toBe(0);
  expect(page.startsWith("<!doctype html>") && page.endsWith("</html>\n")).toBe(true);
  expect(page).not.toMatch(/\b(src|href)=/);
});

test("a report that cannot be written is said in a sentence", async () => {
  const { code, err } = await failwell(["run", bank, "--years", "1024", "--report", "no/such/out.html"]);
  expect([code, err]).toEqual([
    2,
    "failwell: cannot write no/such/out.html: there is no such file or folder\n",
  ]);
});

test("a spreadsheet gets every failure with exact values", async () => {
  const { out } = await failwell(["map", bank, "--csv"]);
  const lines = out.trimEnd().split("\r\n");
  expect(lines).toHaveLength(29);
  expect(lines[0]).toContain("how often (a year),how often (a year) low,how often (a year) high");
});

test("a reader that closes the pipe early is no fault", async () => {
  const folder = folderWith({ "many.txt": "" });
  writeFileSync(
    join(folder, "head.sh"),
    `"$1" "$2" run "$3" --years 2048 --all --json | head -c 10 >/dev/null; echo "\${PIPESTATUS[0]}"`,
  );
  const { spawnSync } = await import("node:child_process");
  const program = join(import.meta.dirname, "../bin/failwell.js");
  const ran = spawnSync("bash", [join(folder, "head.sh"), process.execPath, program, bank], {
    encoding: "utf8",
  });
  expect([ran.stdout.trim(), ran.stderr]).toEqual(["0", ""]);
});
