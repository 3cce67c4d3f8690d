// The first file that runs, on whatever Node a machine has: plain enough for Node 12, so that an old one is told in a sentence.

var oldest = [20, 19];

export function enter(task) {
  var found = process.versions.node.split(".").map(Number);
  if (found[0] < oldest[0] || (found[0] === oldest[0] && found[1] < oldest[1])) {
    process.stderr.write(
      "failwell: this is Node " +
        process.versions.node +
        "; Node " +
        oldest.join(".") +
        " or newer is needed (https://nodejs.org).\n",
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
