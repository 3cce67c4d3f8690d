// The first file that runs, on whatever Node a machine has: plain enough for Node 12, so that an old one is told in a sentence.

const oldest = "20.19";

/** @param {string} version such as 20.19 or 12.22.12 */
function rank(version) {
  const parts = version.split(".");
  return Number(parts[0]) * 1000 + Number(parts[1]);
}

/**
 * Runs a task of tools/tasks where Node is new enough; a task's `main` takes the arguments and answers the exit code.
 * @param {string} task
 */
export function enter(task) {
  const found = process.versions.node;
  if (rank(found) < rank(oldest)) {
    process.stderr.write(
      `failwell: this is Node ${found}; Node ${oldest} or newer is needed (https://nodejs.org).\n`,
    );
    process.exit(2);
  }
  import(`./tasks/${task}.mjs`)
    .then((loaded) => loaded.main(process.argv.slice(2)))
    .then(
      (code) => {
        process.exitCode = code;
      },
      (error) => {
        process.stderr.write(error.inWords ? `failwell: ${error.message}\n` : `${error.stack || error}\n`);
        process.exitCode = error.exitCode || 1;
      },
    );
}
