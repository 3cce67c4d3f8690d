import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { breachesIn } from "../tools/tasks/style.mjs";
import { checkout, folderWith } from "./failwell.ts";

/** Runs a file of the checkout on a Node that says it is another one. */
function runAs(version: string, file: string, args: readonly string[] = []) {
  const pretence = join(
    folderWith({
      "pretend.cjs": `Object.defineProperty(process.versions, "node", { value: "${version}" });`,
    }),
    "pretend.cjs",
  );
  const ran = spawnSync(process.execPath, ["--require", pretence, file, ...args], {
    encoding: "utf8",
    cwd: checkout,
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

test("a Node too old to set anything up is told so in one sentence", () => {
  for (const task of ["start", "test", "check", "build"]) {
    expect(runAs("18.20.4", join(checkout, `tools/${task}.mjs`))).toEqual({
      code: 2,
      out: "",
      err: "failwell: this is Node 18.20.4; Node 20.19 or newer is needed (https://nodejs.org).\n",
    });
  }
});

test("a Node too old to run Failwell hands over to the pinned one", () => {
  const { version } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8"));
  const ran = runAs("20.20.2", join(checkout, "bin/failwell.js"), ["--version"]);
  const pinned = process.execPath.includes("node_modules");
  expect([ran.code, pinned ? ran.out : ""]).toEqual(pinned ? [0, `${version}\n`] : [2, ""]);
});

test("what the handed-over command ends with is what the command ends with", () => {
  expect(runAs("20.20.2", join(checkout, "bin/failwell.js"), ["rum"]).code).toBe(2);
});

test("where none is pinned, an old Node is told so in one sentence", () => {
  const folder = folderWith();
  mkdirSync(join(folder, "dist/cli"), { recursive: true });
  cpSync(join(checkout, "bin"), join(folder, "bin"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  writeFileSync(join(folder, "dist/cli/cli.js"), "");
  const { code, err } = runAs("20.20.2", join(folder, "bin/failwell.js"));
  expect([code, err]).toEqual([
    2,
    "failwell: this is Node 20.20.2; Node 22.12 or newer is needed (https://nodejs.org).\n",
  ]);
});

test("a checkout that is not built says what to do", () => {
  const folder = folderWith();
  cpSync(join(checkout, "bin"), join(folder, "bin"), { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const { code, err } = runAs(process.versions.node, join(folder, "bin/failwell.js"));
  expect([code, err]).toEqual([2, "failwell: this checkout is not built yet: npm run build\n"]);
});

test("a rule of the house that is broken is found, with the line and what to do instead", () => {
  const rule = (name: string, text: string) => breachesIn(name, text).map((breach) => breach.split(": ")[0]);
  expect(rule("src/growth/utils.ts", "")).toEqual(["src/growth/utils.ts:1"]);
  expect(rule("src/helpers/tree.ts", "")).toEqual(["src/helpers/tree.ts:1"]);
  expect(rule("src/model/tree.ts", "// one\n// TODO later")).toEqual(["src/model/tree.ts:2"]);
  expect(rule("src/model/tree.test.ts", 'test.only("x", f);')).toEqual(["src/model/tree.test.ts:1"]);
  expect(rule("src/model/tree.ts", "Math.random()")).toEqual(["src/model/tree.ts:1"]);
  expect(rule("src/cli/tree.ts", "Date.now()")).toEqual([]);
  expect(rule("src/cli/tree.ts", "\n".repeat(500))).toEqual(["src/cli/tree.ts:400"]);
});
