import { expect, test } from "vitest";
import { Newest } from "./newest.ts";

test("of what is wanted while an answer is on its way only the newest is asked, and one at a time", async () => {
  const asked: number[] = [];
  const answers: ((answer: string) => void)[] = [];
  const heard: unknown[] = [];
  const newest = new Newest<number, string>(
    (of) => {
      asked.push(of);
      return new Promise((resolve) => answers.push(resolve));
    },
    ({ of, answer }) => heard.push([of, answer]),
  );
  for (const of of [1, 2, 3, 4]) newest.want(of);
  expect(asked).toEqual([1]);
  answers[0]!("first");
  await new Promise((resolve) => setTimeout(resolve));
  expect(asked).toEqual([1, 4]);
  answers[1]!("last");
  await new Promise((resolve) => setTimeout(resolve));
  expect(heard).toEqual([
    [1, "first"],
    [4, "last"],
  ]);
  newest.want(5);
  expect(asked).toEqual([1, 4, 5]);
});

test("a question without an answer does not keep the next from being asked", async () => {
  const heard: unknown[] = [];
  const newest = new Newest<number, string>(
    (of) => (of === 1 ? Promise.reject(new Error("no engine")) : Promise.resolve("yes")),
    ({ of, answer, trouble }) => heard.push([of, answer, trouble]),
  );
  newest.want(1);
  newest.want(2);
  await new Promise((resolve) => setTimeout(resolve));
  expect(heard).toEqual([
    [1, null, "no engine"],
    [2, "yes", null],
  ]);
});
