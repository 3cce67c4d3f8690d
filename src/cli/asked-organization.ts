import { text as ask, cancel, intro, isCancel, outro } from "@clack/prompts";
import { Mistake } from "./mistake.ts";

/** What the text of an organization begins with. */
export type NewOrganization = {
  readonly name: string;
  readonly currency: string;
  /** Money, as people write it: `2M`. */
  readonly capital: string;
  /** Names of the language: what it does, and how that fails. */
  readonly function: string;
  readonly failure: string;
};

/** Asks a person at the terminal for what was not given. */
export async function askOrganization(given: Partial<NewOrganization>): Promise<NewOrganization> {
  intro("A new organization. Each answer can be changed in the text later.");
  const name = given.name ?? (await asked("What is it called?", "Harbour Bank"));
  const currency = given.currency ?? (await asked("Which currency does it count in?", "USD", "USD"));
  const capital = given.capital ?? (await asked("How much can it lose before it is gone?", "2M", "2M"));
  const does = await asked(
    "What does it do again and again for its users?",
    "serve customers",
    "serve customers",
  );
  const failure = await asked("How does that fail at times?", "late delivery", "late delivery");
  outro("Thank you.");
  return { name, currency, capital, function: idOf(does), failure: idOf(failure) };
}

async function asked(message: string, placeholder: string, defaultValue?: string): Promise<string> {
  const answer = await ask({
    message,
    placeholder,
    ...(defaultValue !== undefined && { defaultValue }),
    validate: (value) =>
      defaultValue === undefined && !value?.trim() ? "a few letters are needed" : undefined,
  });
  if (!isCancel(answer)) return answer.trim();
  cancel("Nothing was written.");
  throw new Mistake("stopped before the last answer; nothing was written", 1);
}

/** A name of the language: lower case, words joined by hyphens. */
function idOf(words: string): string {
  const parts = words
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? ["it"];
  return parts.join("-");
}
