import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { checkout } from "./failwell.ts";

const pages = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "examples/README.md"],
  ...readdirSync(join(checkout, "docs"), { recursive: true })
    .map((name) => join("docs", String(name)))
    .filter((name) => name.endsWith(".md")),
];

/** Headings as a browser of Markdown makes addresses of them. */
function anchorsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

test.each(pages)("every link of %s leads somewhere", (page) => {
  const text = readFileSync(join(checkout, page), "utf8");
  for (const [, target = ""] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:/.test(target)) continue;
    const [path = "", anchor] = target.split("#");
    const file = path === "" ? join(checkout, page) : join(checkout, dirname(page), path);
    expect([target, existsSync(file)]).toEqual([target, true]);
    if (anchor) expect(anchorsOf(readFileSync(file, "utf8"))).toContain(anchor);
  }
});

test("every command in the documents is one that there is", () => {
  const known = [
    "new",
    "check",
    "format",
    "run",
    "why",
    "map",
    "matters",
    "ossification",
    "compare",
    "diff",
    "import",
    "learn",
    "serve",
  ];
  for (const page of pages) {
    const text = readFileSync(join(checkout, page), "utf8");
    for (const [shown, command = ""] of text.matchAll(
      /^\$? ?(?:node bin\/failwell\.js|failwell) ([a-z]+)/gm,
    )) {
      expect([page, shown, known]).toEqual([page, shown, expect.arrayContaining([command])]);
    }
  }
});
