import { type Model, readText } from "../src/model/model.ts";

/** What a small text leaves unsaid, so that a test shows only what it is about. */
export type SmallText = {
  readonly inputs?: string;
  readonly failures: Readonly<Record<string, string>>;
  readonly causes?: string;
  readonly controls?: string;
  readonly assumptions?: string;
};

/** A model of a small organization with one function, `pay`: 1,000 users, 70k transfers and 30k card payments a year. */
export function smallModel({ inputs, failures, causes, controls, assumptions }: SmallText): Model {
  const rest =
    "detected after: 1h, contained after: 1h, impact: { harm: 100 USD, blast radius: 1 payment, time-sensitivity: none }";
  return modelOf(
    [
      "failwell: 1",
      "organization: Small",
      "currency: USD",
      "capital: 1M USD",
      "departments: { desk: {} }",
      "functions:",
      "  pay: { department: desk, users: 1000, uses: { transfers: 70k / year, cards: 30k / year } }",
      ...(inputs ? [`inputs: { ${inputs} }`] : []),
      ...(causes ? [`common causes: { ${causes} }`] : []),
      "failures:",
      ...Object.entries(failures).map(([id, says]) => `  ${id}: { function: pay, ${says}, ${rest} }`),
      ...(controls ? [`controls: { ${controls} }`] : []),
      ...(assumptions ? [`assumptions: { ${assumptions} }`] : []),
      "",
    ].join("\n"),
  );
}

/** The model of a text that has no mistake. Throws Error with what it says otherwise. */
export function modelOf(text: string): Model {
  const { model, problems } = readText(text, "test.yaml");
  if (model === null) throw new Error(`${problems.map(({ message }) => message).join("\n")}\n${text}`);
  return model;
}

/** A model with one function, `pay` (1,000 users), and the rest of the text as the test has it. */
export function organization(rest: string, { capital = "10M USD", uses = "1M / year" } = {}): Model {
  return modelOf(`failwell: 1
organization: Test
currency: USD
capital: ${capital}
departments: { desk: {} }
functions: { pay: { department: desk, users: 1000, uses: ${uses} } }
${rest}
`);
}
