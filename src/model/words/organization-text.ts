import { section } from "../named.ts";
import { optional, required, type Shape, tellForm } from "../shape.ts";
import { isEmpty } from "../tree.ts";
import { prose, provenanceFields, yes } from "../values.ts";
import { assumptions } from "./assumptions.ts";
import { audience } from "./audience.ts";
import { commonCause } from "./common-cause.ts";
import { control } from "./control.ts";
import { isCurrency } from "./currency.ts";
import { department } from "./department.ts";
import { expectation } from "./expectation.ts";
import { failure } from "./failure.ts";
import { quantity } from "./figures.ts";
import { organizationFunction } from "./function.ts";
import { growth } from "./growth.ts";
import { ideas } from "./ideas.ts";
import { indicator } from "./indicator.ts";
import { input } from "./input.ts";
import { people } from "./people.ts";

const version: Shape<1> = {
  is: "the version of the language: 1",
  suggestions: () => ["1"],
  read(node, reader) {
    if (node.kind !== "scalar" || isEmpty(node)) return tellForm(node, version.is, reader);
    if (node.text === "1") return 1;
    reader.tell("unknown-version", node, `version “${node.text}” of the language is not known here`, {
      expected: "1",
    });
    return undefined;
  },
  schema: () => ({ enum: [1] }),
};

const currency: Shape<string> = {
  is: "an ISO 4217 code, such as USD, EUR or JPY",
  suggestions: () => ["USD", "EUR", "GBP", "JPY", "CHF"],
  read(node, reader) {
    if (node.kind !== "scalar" || isEmpty(node)) return tellForm(node, currency.is, reader);
    if (isCurrency(node.text)) return node.text;
    reader.tell("unknown-currency", node, `“${node.text}” is no currency that is known here`, {
      expected: currency.is,
    });
    return undefined;
  },
  schema: () => ({ type: "string", pattern: "^[A-Z]{3}$" }),
};

/** All words of the language, from the top. */
export const organizationFields = {
  failwell: required(version, "The version of the language."),
  organization: required(prose("the name of the organization"), "The organization's name."),
  example: optional(yes, "`yes` marks an example as one."),
  currency: required(currency, "The currency of all money in the text."),
  capital: required(
    quantity({ dimension: "money", positive: true }, ["900M USD"]),
    "What a loss is measured against.",
  ),
  ...provenanceFields,
  departments: optional(section("department", department, "departments"), "Who owns functions."),
  people: optional(
    section("people", people, "groups of people"),
    "Those who do something by hand; escape hatches that name the same people share them.",
  ),
  functions: optional(
    section("function", organizationFunction, "functions"),
    "What the organization does again and again for its users.",
  ),
  audiences: optional(section("audience", audience, "audiences"), "Who expects something of a function."),
  expectations: optional(
    section("expectation", expectation, "expectations"),
    "What audiences expect of functions.",
  ),
  inputs: optional(
    section("input", input, "inputs"),
    "What failures grow from: events that happen and conditions that hold.",
  ),
  "common causes": optional(
    section("common cause", commonCause, "common causes"),
    "Inputs that fail together.",
  ),
  failures: optional(
    section("failure", failure, "failures"),
    "The ways in which functions depart from what is expected.",
  ),
  controls: optional(
    section("control", control, "controls"),
    "What is done about failures: guard rails, safety nets, escape hatches.",
  ),
  indicators: optional(section("indicator", indicator, "indicators"), "What shows ahead of a failure."),
  growth: optional(growth, "What grows with users, with functions, or with both."),
  ideas: optional(ideas, "What a good idea passes through before it has an effect."),
  assumptions: optional(assumptions, "The constants of the theory, where the text has its own."),
} as const;
