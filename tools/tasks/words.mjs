/** Something a person can mend, said in a sentence: shown without a stack trace. */
export class InWords extends Error {
  inWords = true;

  /**
   * @param {string} message
   * @param {number} exitCode 1: something did not pass; 2: something is missing on this machine
   */
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** @param {number} since milliseconds, from performance.now() */
export function seconds(since) {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
