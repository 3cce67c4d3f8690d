/**
 * Asks about what changes faster than it can be answered: one question at a time is on its way, and of those that come meanwhile only the
 * newest is asked after it. Answers arrive in the order of their questions, each with what it answers.
 */
export class Newest<Of, Answer> {
  readonly #ask: (of: Of) => Promise<Answer>;
  readonly #hear: (heard: {
    readonly of: Of;
    readonly answer: Answer | null;
    readonly trouble: string | null;
  }) => void;
  #waiting: { readonly of: Of } | null = null;
  #busy = false;

  constructor(
    ask: (of: Of) => Promise<Answer>,
    hear: (heard: {
      readonly of: Of;
      readonly answer: Answer | null;
      readonly trouble: string | null;
    }) => void,
  ) {
    this.#ask = ask;
    this.#hear = hear;
  }

  /** Takes the place of what was wanted before and is not yet asked. */
  want(of: Of): void {
    this.#waiting = { of };
    if (!this.#busy) void this.#work();
  }

  /** Nothing waits any longer. */
  leave(): void {
    this.#waiting = null;
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let next = this.#take(); next !== null; next = this.#take()) {
      const { of } = next;
      await this.#ask(of).then(
        (answer) => this.#hear({ of, answer, trouble: null }),
        (error: Error) => this.#hear({ of, answer: null, trouble: error.message }),
      );
    }
    this.#busy = false;
  }

  #take(): { readonly of: Of } | null {
    const next = this.#waiting;
    this.#waiting = null;
    return next;
  }
}
