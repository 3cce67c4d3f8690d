import fc from "fast-check";
import { type Draw, type Tree, writeInAnyStyle } from "./any-style.ts";

const one = <T>(g: Draw, ...values: readonly T[]): T => g(() => fc.constantFrom(...values));
const maybe = (g: Draw): boolean => g(fc.boolean);
const some = <T>(g: Draw, values: readonly T[], least = 0): readonly T[] =>
  g(() => fc.subarray([...values], { minLength: Math.min(least, values.length) }));
const map = (...pairs: readonly (readonly [string, Tree] | false)[]): Tree => ({
  pairs: pairs.filter((pair) => pair !== false),
});

/** Any value, written with its origin or without. */
function stated(g: Draw, value: string): Tree {
  if (g(() => fc.integer({ min: 0, max: 5 })) > 0) return value;
  return map(
    ["is", value],
    maybe(g) && ["source", prose(g)],
    maybe(g) && ["assumed", "us"],
    maybe(g) && ["note", prose(g)],
  );
}

const count = (g: Draw): Tree =>
  stated(g, one(g, "3", "1M", "2.5k", "1,200", "5 to 20", "1_000 to 2_000", "0.5"));
const share = (g: Draw): Tree =>
  stated(g, one(g, "4%", "0.04", "1 in 25", "10% to 30%", "10 to 30%", "1 in 50 to 1 in 20"));
const money = (g: Draw): Tree =>
  stated(g, one(g, "900M USD", "300 USD", "5 to 20k USD", "1 USD to 7.5B USD"));
const duration = (g: Draw): string =>
  one(g, "40s", "30 minutes", "4h", "3 d", "2 weeks", "1 year", "10min to 2h", "30 to 40min");
const perYear = (g: Draw): Tree => stated(g, one(g, "60k USD / year", "5 to 20 USD/month", "1 USD / 3d"));
const prose = (g: Draw): string =>
  one(
    g,
    "plain words",
    "a: b",
    "seen # twice",
    "- not a list",
    "two\nlines",
    "“quoted” 'so' \"too\"",
    "é 漢字 🙂",
    `long ${"words ".repeat(30)}end`,
    " padded ",
    "{ }",
    "yes",
    "*",
    "tail:",
  );
const delay = (g: Draw): Tree =>
  stated(g, one(g, duration(g), "about 3d", "about 2h to 3h, shape 1.5", "checked every 1 day, found 70%"));
const named = (g: Draw): readonly (readonly [string, Tree] | false)[] => [
  maybe(g) && ["name", prose(g)],
  maybe(g) && ["source", prose(g)],
  maybe(g) && ["assumed", prose(g)],
  maybe(g) && ["note", prose(g)],
];
const listOf = (g: Draw, names: readonly string[]): Tree =>
  names.length === 1 && maybe(g) ? names[0]! : names;
const section = (
  name: string,
  things: readonly (readonly [string, Tree])[],
): readonly [string, Tree] | false => things.length > 0 && [name, map(...things)];
const ids = (g: Draw, prefix: string, least: number, most: number): readonly string[] =>
  Array.from({ length: g(() => fc.integer({ min: least, max: most })) }, (_, index) => `${prefix}-${index}`);

const seasons = (g: Draw): Tree =>
  map(
    maybe(g) && ["january", one(g, "70%", "0.7", "0")],
    maybe(g) && ["december", one(g, "2.5", "250 %")],
    maybe(g) && ["assumed", prose(g)],
  );
const dependences = (g: Draw, names: readonly string[]): Tree =>
  maybe(g)
    ? map(...names.map((name) => [name, stated(g, one(g, "60%", "100%", "40 to 80%"))] as const))
    : listOf(g, names);

function gate(g: Draw, names: readonly string[], depth: number, name: string | undefined): Tree {
  const kind = one(g, "all of", "any of", "at least", "not");
  const as = name !== undefined && (["as", name] as const);
  if (kind === "not") return map(["not", one(g, ...names)], as);
  const members: Tree[] = [...some(g, names, 1)];
  if (depth > 0 && maybe(g)) members.push(gate(g, names, depth - 1, undefined));
  const key =
    kind === "at least" ? `at least ${g(() => fc.integer({ min: 1, max: members.length }))} of` : kind;
  return map([key, members], as);
}

function impact(g: Draw, audiences: readonly string[]): Tree {
  const time = one(g, "none", "linear", "exponential 10% / h", "cliff at 24h");
  const grows = time === "linear" || time.startsWith("exponential");
  const population = one(g, ...audiences, "function-0");
  return map(
    [
      "harm",
      stated(
        g,
        grows ? one(g, "500 USD / h", "200 to 4000 USD / 3d") : one(g, "200 to 900 USD", "-5 to 20 USD"),
      ),
    ],
    [
      "blast radius",
      stated(
        g,
        one(
          g,
          "1 payment",
          "20 big customers",
          `2% of ${population}`,
          `2% to reach 40% of ${population}, 5% / h`,
          "1 to reach 40 customers, 5%/h",
        ),
      ),
    ],
    ["time-sensitivity", stated(g, time)],
    maybe(g) && ["reversibility", stated(g, one(g, "none", "95%", "95% fading over 6h"))],
    maybe(g) && ["at most", money(g)],
    maybe(g) && ["ends by", stated(g, "30d")],
  );
}

/** A text of the whole grammar in which nothing is wrong. */
function organization(g: Draw): Tree {
  const departments = ids(g, "department", 1, 2);
  const crews = ids(g, "crew", 1, 2);
  const functions = ids(g, "function", 1, 3);
  const audiences = ids(g, "audience", 1, 2);
  const inputs = ids(g, "input", 3, 5);
  const failures = ids(g, "failure", 1, 3);
  const happens = (): Tree =>
    stated(
      g,
      one(
        g,
        "20 to 80 / year",
        "1 in 20 years",
        "1 in 300 to 1 in 100 years",
        "0.01% of use-0",
        "1 in 10,000 of function-0",
        "0.1% of users of function-0 / month",
      ),
    );
  const upkeep = maybe(g) && (["upkeep", perYear(g)] as const);
  return map(
    ["failwell", "1"],
    ["organization", one(g, "Harbour Bank", "A: B", "Über & Söhne")],
    maybe(g) && ["example", one(g, "yes", "no", "true")],
    ["currency", "USD"],
    ["capital", stated(g, "900M USD")],
    maybe(g) && ["note", prose(g)],
    section(
      "departments",
      departments.map((id) => [id, map(maybe(g) && ["people", count(g)], ...named(g))]),
    ),
    section(
      "people",
      crews.map((id) => [
        id,
        map(
          ["count", stated(g, "3")],
          maybe(g) && ["department", departments[0]!],
          maybe(g) && ["cost", stated(g, "60 USD / h")],
          ...named(g),
        ),
      ]),
    ),
    section(
      "functions",
      functions.map((id, index) => [
        id,
        map(
          ["department", one(g, ...departments)],
          ["users", count(g)],
          [
            "uses",
            index > 0 && maybe(g)
              ? stated(g, "26 / user / month")
              : map(
                  [`use-${index}`, stated(g, "70M / year")],
                  maybe(g) && [`more-${index}`, "5 to 20 /users/ wk".replace("wk", "week")],
                ),
          ],
          maybe(g) && ["seasons", seasons(g)],
          index > 0 && maybe(g) && ["depends on", dependences(g, some(g, functions.slice(0, index), 1))],
          ...named(g),
        ),
      ]),
    ),
    section(
      "audiences",
      audiences.map((id) => [id, map(maybe(g) && ["count", count(g)], ["value", perYear(g)], ...named(g))]),
    ),
    section(
      "expectations",
      ids(g, "expectation", 0, 2).map((id) => {
        const [objective, tolerance] = one(
          g,
          ["4h / month", "2h"],
          ["10 / year", "2 to 3"],
          ["20k USD / month", "1k USD"],
          ["99.95% / month", "0.05%"],
        );
        return [
          id,
          map(
            ["audience", one(g, ...audiences)],
            ["function", one(g, ...functions)],
            ["objective", stated(g, objective!)],
            ["tolerance", stated(g, tolerance!)],
            maybe(g) && ["measure", prose(g)],
            maybe(g) && [
              "response",
              map(
                ["leave", stated(g, one(g, "up to 4%", "4%"))],
                ["slope", "0.35"],
                maybe(g) && ["value", money(g)],
              ),
            ],
            maybe(g) && ["penalty", map(["amount", money(g)], ["above", stated(g, tolerance!)])],
            ...named(g),
          ),
        ];
      }),
    ),
    section(
      "inputs",
      inputs.map((id, index) => [
        id,
        map(
          index < 2
            ? ["happens", "20 to 80 / year"]
            : maybe(g)
              ? ["happens", happens()]
              : ["holds", share(g)],
          ...named(g),
        ),
      ]),
    ),
    maybe(g) &&
      section("common causes", [
        [
          "cause-0",
          map(
            ["inputs", ["input-0", "input-1"]],
            one(
              g,
              ["beta", "10%"] as const,
              ["greek", ["10%"]] as const,
              ["alpha", ["0.9", "0.1"]] as const,
              ["phi", ["90%", "10%"]] as const,
            ),
          ),
        ],
      ]),
    section(
      "failures",
      failures.map((id, index) => [
        id,
        map(
          ["function", one(g, ...functions)],
          index > 0 && maybe(g)
            ? [
                "grows from",
                gate(g, ["input-0", ...failures.slice(0, index)], 2, maybe(g) ? `gate-${index}` : undefined),
              ]
            : ["happens", happens()],
          maybe(g) && ["spreads", stated(g, one(g, "80%", "0.2", "60 to 90%"))],
          ["detected after", delay(g)],
          ["contained after", delay(g)],
          maybe(g) && ["recovered after", delay(g)],
          ["impact", impact(g, audiences)],
          maybe(g) && [
            "fail fast",
            map(
              ["stops", share(g)],
              ["after", delay(g)],
              maybe(g) && ["stop costs", money(g)],
              maybe(g) && ["false stops", share(g)],
              upkeep,
            ),
          ],
          ...named(g),
        ),
      ]),
    ),
    section(
      "controls",
      ids(g, "control", 0, 3).map((id) => {
        const kind = one(g, "guard rail", "safety net", "escape hatch");
        const protects = [kind, listOf(g, some(g, failures, 1))] as const;
        if (kind === "guard rail") {
          return [
            id,
            map(
              protects,
              ["stops", share(g)],
              maybe(g) && ["friction", stated(g, one(g, "40s", "40s of users", "0.05 USD"))],
              maybe(g) && ["on", one(g, "use-0", "function-0")],
              maybe(g) && ["false alarms", stated(g, "0.1% at 5 USD")],
              maybe(g) && [
                "approval",
                map(maybe(g) && ["wait", stated(g, "5 to 8d")], ["rejects", share(g)]),
              ],
              upkeep,
              ...named(g),
            ),
          ];
        }
        if (kind === "safety net")
          return [
            id,
            map(
              protects,
              ["catches", share(g)],
              ["after", delay(g)],
              maybe(g) && ["costs", money(g)],
              upkeep,
              ...named(g),
            ),
          ];
        const own = maybe(g);
        return [
          id,
          map(
            protects,
            ["people", own ? "2 to 3" : one(g, ...crews)],
            own && ["cost", "60 USD / h"],
            ["handling", delay(g)],
            ["works", share(g)],
            maybe(g) && ["exceptions", share(g)],
            upkeep,
            ...named(g),
          ),
        ];
      }),
    ),
    section(
      "indicators",
      ids(g, "indicator", 0, 2).map((id) => [
        id,
        map(
          ["warns of", listOf(g, some(g, failures, 1))],
          ["ahead by", delay(g)],
          ["skill", share(g)],
          ["respond within", stated(g, duration(g))],
          ...named(g),
        ),
      ]),
    ),
    maybe(g) && [
      "growth",
      map(
        ["uses", "users"],
        maybe(g) && ["capital", one(g, "users^0.9", "users ^ 0.8 * functions^0.2", "constant")],
      ),
    ],
    maybe(g) && [
      "ideas",
      map(
        maybe(g) && ["work", share(g)],
        maybe(g) && ["fades", stated(g, "1% / day")],
        ["wait", stated(g, duration(g))],
        maybe(g) && ["changes", stated(g, "1000 / year")],
        maybe(g) && ["hurdle", "2"],
        maybe(g) && ["useful controls", share(g)],
        maybe(g) && ["controls last", stated(g, "4 years")],
        maybe(g) && ["review", stated(g, one(g, "20% / year", "5 to 150% / year"))],
      ),
    ],
    maybe(g) && ["assumptions", map(["loading", "25%"], maybe(g) && ["half-life", stated(g, "3 years")])],
  );
}

/** Texts of the whole grammar in which nothing is wrong, in any style. */
export const texts = fc.gen().map((g) => writeInAnyStyle(g, organization(g)));
