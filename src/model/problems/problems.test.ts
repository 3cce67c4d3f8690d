import { describe, expect, test } from "vitest";
import { readText } from "../model.ts";
import { problemTexts } from "./problems.ts";

const texts = Object.entries(problemTexts).map(([code, { example, mended }]) => {
  const marked = typeof example === "string" ? example : example();
  return { code, marked, mended: typeof mended === "string" ? mended : mended() };
});

describe.each(texts)("$code", ({ code, marked, mended }) => {
  const start = marked.indexOf("«");
  const text = marked.replace("«", "").replace("»", "");

  test("its example has this problem and no other, where it is marked", () => {
    const { problems } = readText(text, "shop.yaml");
    const others = problems.filter((problem) => problem.code !== code);
    expect(code === "more-problems" ? [] : others).toEqual([]);
    const [found] = problems.filter((problem) => problem.code === code);
    expect(found).toBeDefined();
    if (start >= 0) expect(text.slice(found!.place.start)).toBe(text.slice(start));
    if (start >= 0) expect(found!.place.end).toBe(marked.indexOf("»") - 1);
  });

  test("mended, it has none", () => {
    expect(readText(mended, "shop.yaml").problems).toEqual([]);
  });
});
