#!/usr/bin/env node
// Plain enough for Node 12: an old Node hands over to the one that npm pinned beside Failwell, or is told so in a sentence.

const oldest = "22.12";

/** @param {string} version such as 22.12 or 12.22.12 */
function rank(version) {
  const parts = version.split(".");
  return Number(parts[0]) * 1000 + Number(parts[1]);
}

/** @param {string} sentence */
function refuse(sentence) {
  process.stderr.write(`failwell: ${sentence}\n`);
  process.exitCode = 2;
}

async function start() {
  const { existsSync } = await import("node:fs");
  const program = new URL("../dist/cli/cli.js", import.meta.url);
  if (!existsSync(program)) return refuse("this checkout is not built yet: npm run build");
  if (rank(process.versions.node) < rank(oldest)) return handOver(existsSync);
  const { main } = await import(program.href);
  process.exitCode = await main(process.argv.slice(2));
}

/** @param {(path: URL) => boolean} exists */
async function handOver(exists) {
  const windows = process.platform === "win32";
  const name = `node-${windows ? "win" : process.platform}-${process.arch}/bin/${windows ? "node.exe" : "node"}`;
  // In a checkout it lies in node_modules; where failwell is itself installed by npm, beside it.
  const pinned = [`../node_modules/${name}`, `../../${name}`]
    .map((path) => new URL(path, import.meta.url))
    .find(exists);
  if (!pinned)
    return refuse(
      `this is Node ${process.versions.node}; Node ${oldest} or newer is needed (https://nodejs.org).`,
    );
  const [{ spawn }, { fileURLToPath }] = await Promise.all([
    import("node:child_process"),
    import("node:url"),
  ]);
  const args = [fileURLToPath(import.meta.url)].concat(process.argv.slice(2));
  const child = spawn(fileURLToPath(pinned), args, { stdio: ["inherit", "inherit", "inherit", "ipc"] });
  process.on("SIGINT", () => {}); // a terminal sends it to the child too, which ends in its own time
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill("SIGTERM"));
  process.on("disconnect", () => child.kill("SIGTERM"));
  child.on("error", (error) =>
    refuse(`the pinned Node does not run here (${error.message}); Node ${oldest} or newer is needed.`),
  );
  child.on("exit", (code, signal) => {
    process.exitCode = code === null ? (signal === "SIGINT" ? 130 : 143) : code;
  });
}

start().catch((error) => {
  if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
  refuse("the libraries are not installed, or not all of them: npm run build");
});
