import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { texts } from "../../test/arbitrary-text.ts";
import { adjusted, type Ends, type Model, readText, statedFigures } from "./model.ts";

const folder = join(import.meta.dirname, "../../examples");
const examples = readdirSync(folder).filter(
  (name) => name.endsWith(".yaml") && !name.endsWith(".mapping.yaml"),
);

const modelOf = (text: string): Model => {
  const { model, problems } = readText(text, "any.yaml");
  if (model === null) throw new Error(JSON.stringify(problems));
  return model;
};

/** Ways to every quantity of a model, with where it stands: found by its form alone, whatever it means. */
function quantities(part: unknown, way = ""): readonly (readonly [way: string, at: number])[] {
  if (typeof part !== "object" || part === null) return [];
  if ("low" in part && "high" in part && "place" in part)
    return [[way, (part.place as { start: number }).start]];
  return Object.entries(part).flatMap(([key, inner]) =>
    quantities(inner, Array.isArray(part) ? way : `${way}.${key}`),
  );
}

/** What costs nothing, so that nobody needs to move it. */
const leftOut =
  /^\.departments\.people$|^\.failures\.recoveredAfter\.|^\.indicators\.|^\.ideas\.|^\.controls\.approval\.|^\.controls\.exceptions$|^\.functions\.uses\.perYear$/;

const every = (model: Model, of: (ends: Ends) => Ends): ReadonlyMap<number, Ends> =>
  new Map(statedFigures(model).map((figure) => [figure.at, of(figure)]));

describe.each(examples)("%s", (name) => {
  const model = modelOf(readFileSync(join(folder, name), "utf8"));

  test("has every quantity among its figures once, but for what costs nothing", () => {
    const places = statedFigures(model).map(({ at }) => at);
    expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
    const expected = quantities(model).filter(([way]) => !leftOut.test(way));
    const plainUses = model.functions.flatMap(({ uses }) =>
      uses.filter(({ perUser }) => perUser === undefined).map(({ perYear }) => perYear.place.start),
    );
    expect(places).toEqual(
      [...new Set([...expected.map(([, at]) => at), ...plainUses])].sort((a, b) => a - b),
    );
  });

  test("stays the same object when nothing, the same, or what it has not is moved", () => {
    expect(adjusted(model, new Map())).toBe(model);
    expect(
      adjusted(
        model,
        every(model, (ends) => ends),
      ),
    ).toBe(model);
    expect(adjusted(model, new Map([[-1, { low: 1, high: 2 }]]))).toBe(model);
  });

  test("comes back when every figure is moved there and back", () => {
    const there = adjusted(
      model,
      every(model, ({ low, high }) => ({ low: low / 2, high: high / 2 })),
    );
    const back = adjusted(
      there,
      every(model, (ends) => ends),
    );
    expect(statedFigures(back)).toEqual(statedFigures(model));
    expect(back).toEqual(model);
  });

  test("keeps every failure but the one whose figure moves", () => {
    const [figure] = statedFigures(model).filter(({ owner }) => owner.kind === "failure");
    const after = adjusted(model, new Map([[figure!.at, { low: figure!.low / 3, high: figure!.high / 3 }]]));
    expect(after.failures.map((failure, index) => failure === model.failures[index])).toEqual(
      model.failures.map(({ id }) => id !== figure!.owner.id),
    );
    expect(after.inputs).toBe(model.inputs);
    expect(after.controls).toBe(model.controls);
  });
});

const shop = (rest: string): string => `
failwell: 1
organization: Shop
currency: USD
capital: 1M USD
departments: { sales: {} }
functions:
  sell: { department: sales, users: 1000 to 4000, uses: { orders: 2 to 3 / user / month, stocktakes: 12 / year } }
${rest}`;

test("users take along the uses that are counted by user, and no others", () => {
  const model = modelOf(shop(""));
  const users = statedFigures(model).find(({ what }) => what === "users")!;
  const after = adjusted(model, new Map([[users.at, { low: 3000, high: 12_000 }]]));
  const [orders, stocktakes] = after.functions[0]!.uses;
  const [before, unmoved] = model.functions[0]!.uses;
  expect(orders!.perYear.low).toBeCloseTo(3 * before!.perYear.low, 6);
  expect(orders!.perYear.high).toBeCloseTo(3 * before!.perYear.high, 6);
  expect(stocktakes).toBe(unmoved);
});

const late = `
failures:
  late:
    function: sell
    happens: 10% to 30% of orders
    detected after: 1h
    contained after: 1h to 2h
    impact: { harm: 5 to 9 USD, blast radius: "2 to reach 40 orders, 5% / h", time-sensitivity: none }
`;

test("ends come in their order and stay where they can be", () => {
  const model = modelOf(shop(late));
  const at = (what: string): number => statedFigures(model).find((figure) => figure.what === what)!.at;
  const moved = (what: string, low: number, high: number) =>
    adjusted(model, new Map([[at(what), { low, high }]])).failures[0]!;
  expect(moved("how often, of uses", 0.9, 0.2).rate).toMatchObject({ share: { low: 0.2, high: 0.9 } });
  expect(moved("how often, of uses", -1, 7).rate).toMatchObject({ share: { low: 1e-9, high: 1 - 1e-9 } });
  expect(moved("how often, of uses", 2, 2).rate).toMatchObject({ share: { low: 1, high: 1 } });
  expect(moved("detected after", -2, -1).detectedAfter).toMatchObject({ hours: { low: 0, high: 0 } });
  expect(moved("harm of one", -4, 3).impact.harm).toMatchObject({ low: -4, high: 3 });
  expect(moved("harm of one", Number.NaN, 3)).toBe(model.failures[0]);
});

test("a delay of one figure becomes a range where its ends part, and the other way around", () => {
  const model = modelOf(shop(late));
  const at = (what: string): number => statedFigures(model).find((figure) => figure.what === what)!.at;
  const after = adjusted(
    model,
    new Map([
      [at("detected after"), { low: 1, high: 3 }],
      [at("contained after"), { low: 2, high: 2 }],
    ]),
  ).failures[0]!;
  expect(after.detectedAfter.kind).toBe("lognormal");
  expect(after.containedAfter.kind).toBe("fixed");
});

test("a blast radius keeps growing to what it reaches", () => {
  const model = modelOf(shop(late));
  const from = statedFigures(model).find(({ what }) => what === "blast radius")!;
  expect(adjusted(model, new Map([[from.at, { low: 50, high: 60 }]]))).toBe(model);
});

test("inputs of a common cause move together", () => {
  const model = modelOf(
    shop(`
inputs: { one: { happens: 1 to 2 / year }, two: { happens: 1 to 2 / year }, three: { happens: 1 to 2 / year } }
common causes: { power: { inputs: [one, two], beta: 10% } }`),
  );
  const [one] = statedFigures(model).filter(({ owner }) => owner.kind === "input");
  const after = adjusted(model, new Map([[one!.at, { low: 4, high: 8 }]]));
  expect(
    after.inputs.map(
      (input) => input.kind === "event" && input.rate?.of === "time" && input.rate.perYear.high,
    ),
  ).toEqual([8, 8, 2]);
});

test("a figure that two share by an alias is one, and moves both", () => {
  const model = modelOf(shop("inputs: { one: { holds: &often 5% to 9% }, two: { holds: *often } }"));
  const held = statedFigures(model).filter(({ owner }) => owner.kind === "input");
  expect(held.map(({ owner }) => owner.id)).toEqual(["one"]);
  const after = adjusted(model, new Map([[held[0]!.at, { low: 0.1, high: 0.2 }]]));
  expect(after.inputs).toMatchObject([{ holds: { high: 0.2 } }, { holds: { high: 0.2 } }]);
});

test("whatever the text and the moves, ends are ordered, within bounds, and what is not moved is kept", () => {
  const ends = fc.record({
    low: fc.double({ min: -10, max: 1e6, noNaN: true }),
    high: fc.double({ min: -10, max: 1e6, noNaN: true }),
  });
  fc.assert(
    fc.property(texts, fc.array(ends, { minLength: 1, maxLength: 8 }), (text, moves) => {
      const model = modelOf(text);
      const figures = statedFigures(model);
      const step = Math.max(1, Math.floor(figures.length / moves.length));
      const changes = new Map(
        moves.flatMap((move, index) => {
          const figure = figures[index * step];
          return figure ? [[figure.at, move] as const] : [];
        }),
      );
      const after = adjusted(model, changes);
      const known = new Map(figures.map((figure) => [figure.at, figure]));
      for (const figure of statedFigures(after)) {
        expect(figure.low).toBeLessThanOrEqual(figure.high);
        if (!figure.what.startsWith("harm of")) expect(figure.low).toBeGreaterThanOrEqual(0);
        if (figure.unit === "share") expect(figure.high).toBeLessThanOrEqual(1);
        const moved = changes.has(figure.at) || figure.owner.kind === "input";
        if (!moved) expect(figure).toEqual(known.get(figure.at));
      }
      expect(adjusted(after, new Map(figures.map((figure) => [figure.at, figure])))).toEqual(model);
    }),
    { seed: 7, numRuns: 60, endOnFailure: true },
  );
}, 60_000);
