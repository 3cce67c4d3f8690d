import { expect, test } from "vitest";
import { renderDiffMarkdown } from "../src/findings/diff-markdown.ts";
import { diff } from "../src/growth/growth.ts";
import { organization } from "./small-organizations.ts";

const shop = (stops: string, name: string) =>
  organization(`
failures:
  late:
    name: ${name}
    function: pay
    happens: 12 / year
    detected after: 1h
    contained after: 1h
    impact: { harm: 500 USD, blast radius: 1 payment, time-sensitivity: none }
controls: { look: { guard rail: late, stops: ${stops}, upkeep: 100 USD / year } }`);

test("a change as a comment on a pull request, figure by figure", () => {
  // 12 a year at 500 USD: 80% stopped leaves 1,200 USD, half stopped 3,000; 100 USD upkeep on top.
  const comment = renderDiffMarkdown(
    diff(shop("80%", "Late"), shop("50%", "Late | <b>@all</b>"), { seed: 1 }),
  );
  expect(comment).toMatchInlineSnapshot();
});

test("where only comments differ, the comment is one sentence", () => {
  const comment = renderDiffMarkdown(diff(shop("80%", "Late"), shop("80%", "Late"), { seed: 1 }));
  expect(comment).toMatchInlineSnapshot();
});
