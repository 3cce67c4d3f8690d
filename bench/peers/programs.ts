import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));

/** A peer that is not on this machine, and why, in words. */
export class NotHere extends Error {}

/**
 * Runs one of the programs of this folder with a task, and answers what it printed. Its environment is all but empty, so that no
 * variable of whoever runs the bench picks a slower library for it.
 */
export function runProgram<Answer>(program: string, args: readonly string[], task: object): Answer {
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(program, [...args, JSON.stringify(task)], {
    cwd: here,
    env: { PATH, HOME },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`${args.at(-1)} did not succeed: ${stderr}`);
  return JSON.parse(stdout) as Answer;
}

/** The system's Python with a module, of a package that apt installs where one may. Throws NotHere. */
export function needPython(module: string, packages: readonly string[]): string {
  const found = pythonWith(module);
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync("/etc/debian_version")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["-qq", "update"], { env });
    for (const name of packages) {
      spawnSync("apt-get", ["-qq", "install", "-y", "--no-install-recommends", name], { env });
      const installed = pythonWith(module);
      if (installed) return installed;
    }
  }
  throw new NotHere(`not here, since Python has no ${module} (Debian: apt-get install ${packages[0]})`);
}

function pythonWith(module: string): string | undefined {
  return ["/usr/bin/python3", "python3"].find(
    (python) => spawnSync(python, ["-c", `import ${module}`]).status === 0,
  );
}

/** Installs Squiggle into this folder, where it is not there yet. Throws NotHere. */
export function needSquiggle(): void {
  if (existsSync(`${here}node_modules/@quri/squiggle-lang`)) return;
  const install = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  if (spawnSync("npm", install, { cwd: here, shell: process.platform === "win32" }).status !== 0)
    throw new NotHere("not here, since npm could not install it into bench/peers");
}
