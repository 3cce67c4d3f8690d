import { expect, test } from "vitest";
import { forgetDraft, keepDraft, readAuthor, readDraft, rememberAuthor } from "./draft.ts";

function memory(room = 1_000) {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new DOMException("no room", "QuotaExceededError");
      kept.set(key, value);
    },
    removeItem: (key: string) => void kept.delete(key),
  };
}

const draft = { text: "failwell: 1\n", base: 3, time: 1_790_000_000_000 };

test("an unsaved text is there again, for its own organization only, until it is forgotten", () => {
  const keeper = memory();
  expect(keepDraft(keeper, "bank", draft)).toBe(true);
  expect(readDraft(keeper, "bank")).toEqual(draft);
  expect(readDraft(keeper, "ward")).toBeNull();
  forgetDraft(keeper, "bank");
  expect(readDraft(keeper, "bank")).toBeNull();
});

test("a browser without room for a text says so, and breaks nothing", () => {
  expect(keepDraft(memory(10), "bank", draft)).toBe(false);
});

test("what something else has put in the place of a draft is no draft", () => {
  const keeper = memory();
  for (const strange of ["", "{", "null", "[]", '{"text":1}', '{"text":"a","base":0.5,"time":1}']) {
    keeper.setItem("failwell:draft:bank", strange);
    expect(readDraft(keeper, "bank")).toBeNull();
  }
});

test("a name is remembered, and none is needed", () => {
  const keeper = memory();
  expect(readAuthor(keeper)).toBe("");
  rememberAuthor(keeper, "Ana");
  expect(readAuthor(keeper)).toBe("Ana");
});
