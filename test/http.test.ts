import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { buildServer, startServer } from "../src/server/server.ts";
import { bakery, newOrganization, sharedStore, temporaryFolder } from "./store-fixture.ts";

const store = sharedStore();
const webRoot = temporaryFolder();
let server: FastifyInstance;
let id: string;

beforeAll(async () => {
  mkdirSync(join(webRoot, "assets"));
  writeFileSync(join(webRoot, "index.html"), "<!doctype html><title>Failwell</title>");
  writeFileSync(join(webRoot, "assets", "app-1a2b.js"), "start()");
  server = await buildServer({ store: store(), webRoot });
});
beforeEach(async () => {
  id = await newOrganization(store());
});

type Method = "GET" | "POST" | "PUT" | "PATCH";

/** What the server says to a question; `json` where it is JSON. */
async function ask(method: Method, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const answer = await server.inject({
    method,
    url: path,
    headers: { host: "127.0.0.1:4747", ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  });
  const isJson = String(answer.headers["content-type"]).includes("json");
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    json: isJson ? answer.json() : null,
  };
}

const own = (rest: string) => `/api/organizations/${encodeURIComponent(id)}${rest}`;

test("an organization is made from its text, and named by it", async () => {
  const text = bakery
    .replace("Corner Bakery", "Fifth Bakery")
    .replace("failwell: 1", "failwell: 1\nexample: yes");
  const made = await ask("POST", "/api/organizations", { text, author: "Ada" });
  expect(made.status).toBe(201);
  expect(made.json).toMatchObject({
    id: "fifth-bakery",
    example: true,
    text,
    revision: { number: 1, author: "Ada" },
  });
  expect((await ask("GET", "/api/organizations/fifth-bakery")).json).toEqual(made.json);
  const listed = (await ask("GET", "/api/organizations")).json;
  expect(listed).toContainEqual({
    id: "fifth-bakery",
    name: "Fifth Bakery",
    example: true,
    revision: 1,
    occurrences: 0,
  });
});

test("a text with errors is not kept; all its problems come back, with their places", async () => {
  const text = bakery
    .replace("function: bake", "function: bakee")
    .replace("capital: 200k EUR", "capital: 200k USD");
  const refused = await ask("PUT", own("/text"), { text, base: 1, author: "Ada" });
  expect(refused.status).toBe(422);
  expect(refused.json.problem.message).toBe("the text has 2 problems that must be mended first");
  expect(refused.json.problem.problems.map(({ place }: { place: { line: number } }) => place.line)).toEqual([
    4, 11,
  ]);
  expect((await ask("GET", own(""))).json.revision.number).toBe(1);
});

test("any bytes for a text are answered with problems", async () => {
  for (const text of ["", "\0", "{{{", "&a [*a]", "\ud800", "- 1"]) {
    const refused = await ask("PUT", own("/text"), { text, base: 1, author: "Ada" });
    expect(refused.status).toBe(422);
    expect(refused.json.problem.problems.length).toBeGreaterThan(0);
  }
});

test("a saved text is the next revision, and the revision tells what changed", async () => {
  const text = bakery.replace("5 to 20", "5 to 10");
  const saved = await ask("PUT", own("/text"), { text, base: 1, author: "Grace", comment: "counted" });
  expect(saved.json).toMatchObject({
    id,
    text,
    revision: { number: 2, author: "Grace", comment: "counted" },
  });
  const list = (await ask("GET", own("/revisions"))).json;
  expect(list.map(({ number }: { number: number }) => number)).toEqual([2, 1]);
  const second = (await ask("GET", own("/revisions/2"))).json;
  expect(second.text).toBe(text);
  expect(second.diff).toContain("-    happens: 5 to 20 / year\n+    happens: 5 to 10 / year\n");
  expect((await ask("GET", own("/revisions/1"))).json).toMatchObject({ text: bakery, diff: "" });
});

test("who saves on top of an older revision is told so, and shown the text that holds", async () => {
  const text = bakery.replace("5 to 20", "5 to 10");
  await ask("PUT", own("/text"), { text, base: 1, author: "Grace" });
  const refused = await ask("PUT", own("/text"), { text: bakery, base: 1, author: "Ada" });
  expect(refused.status).toBe(409);
  expect(refused.json.problem.message).toBe("the text has changed meanwhile: Grace saved revision 2");
  expect(refused.json.problem.current).toMatchObject({ text, revision: { number: 2 } });
});

test("what is not there is said to be not there", async () => {
  const paths = [
    "",
    "/revisions",
    "/occurrences",
    "/record-summary",
    "/record-river",
    "/record-kinds",
    "/imports",
  ];
  for (const path of paths) {
    const answer = await ask("GET", `/api/organizations/nowhere${path}`);
    expect(answer.status).toBe(404);
    expect(answer.json.problem.message).toBe("there is no organization nowhere");
  }
  expect((await ask("GET", own("/revisions/7"))).json.problem.message).toBe(
    `there is no revision 7 of ${id}`,
  );
  expect((await ask("GET", "/api/nothing")).json.problem.message).toBe("there is nothing at /api/nothing");
  expect((await ask("PATCH", own("/occurrences/none"), { title: "x" })).status).toBe(404);
});

test("an occurrence is added by hand with no more than its title", async () => {
  const added = await ask("POST", own("/occurrences"), { title: "The oven stayed cold" });
  expect(added.status).toBe(201);
  expect(added.json).toMatchObject({
    title: "The oven stayed cold",
    source: "by hand",
    onset: null,
    importId: null,
  });
  const page = (await ask("GET", own("/occurrences?text=oven"))).json;
  expect(page).toMatchObject({ total: 1, page: 1, pageSize: 50, rows: [{ key: added.json.key }] });
});

test("an occurrence that is given to a failure is given to its function", async () => {
  const { key } = (await ask("POST", own("/occurrences"), { title: "smoke" })).json;
  const path = own(`/occurrences/${encodeURIComponent(key)}`);
  const changed = await ask("PATCH", path, { failureId: "burnt-batch", loss: 120 });
  expect(changed.json).toMatchObject({
    failureId: "burnt-batch",
    functionId: "bake",
    loss: 120,
    title: "smoke",
  });
  const unknown = await ask("PATCH", path, { failureId: "burned-batch" });
  expect(unknown.status).toBe(422);
  expect(unknown.json.problem.message).toBe("the text has no failure burned-batch");
});

test("a question that is not understood is answered with the fields that were not", async () => {
  const onset = { earliest: 2, latest: 1 };
  const refused = await ask("POST", own("/occurrences"), {
    title: " ",
    onset,
    link: "javascript:alert(1)",
    when: 1,
  });
  expect(refused.status).toBe(400);
  const fields = refused.json.problem.fields.map(({ field }: { field: string }) => field);
  expect(fields).toEqual(expect.arrayContaining(["title", "onset", "link"]));
  expect((await ask("GET", own("/occurrences?from=soon"))).json.problem.message).toContain("expected a date");
  expect((await ask("GET", own("/occurrences?page=0"))).status).toBe(400);
});

test("what is no JSON, or too long, is answered in words", async () => {
  const headers = { "content-type": "application/json" };
  expect((await ask("POST", "/api/organizations", "{", headers)).json.problem.message).toBe(
    "the question is not JSON",
  );
  expect((await ask("POST", "/api/organizations", "<a/>", { "content-type": "text/xml" })).status).toBe(415);
  const long = await ask(
    "POST",
    own("/occurrences"),
    JSON.stringify({ title: "x", note: "y".repeat(2 ** 20) }),
    headers,
  );
  expect(long.status).toBe(413);
});

test("dates in an address may be days, times, or milliseconds", async () => {
  const moment = Date.parse("2026-03-01T12:00:00Z");
  await ask("POST", own("/occurrences"), { title: "noon", onset: { earliest: moment, latest: moment } });
  const total = async (question: string) => (await ask("GET", own(`/occurrences?${question}`))).json.total;
  expect(await total("from=2026-03-01&to=2026-03-02")).toBe(1);
  expect(await total("from=2026-03-01T12:00&to=2026-03-01T12:00:01Z")).toBe(1);
  expect(await total(`from=${moment + 1}`)).toBe(0);
  expect(await total(`to=${moment}`)).toBe(0);
});

test("the summary of a record follows the record", async () => {
  const empty = (await ask("GET", own("/record-summary"))).json;
  expect(empty).toMatchObject({ summary: "record", occurrences: 0, failures: [] });
  const onset = { earliest: Date.now() - 1_000, latest: Date.now() - 1_000 };
  await ask("POST", own("/occurrences"), { title: "smoke", failureId: "burnt-batch", onset });
  const one = (await ask("GET", own("/record-summary"))).json;
  expect(one).toMatchObject({ occurrences: 1, failures: [{ id: "burnt-batch", count: 1 }] });
  expect((await ask("GET", own("/record-summary"))).json).toEqual(one);
});

test("the half-life that the text states is the summary's", async () => {
  const text = `${bakery}assumptions:\n  half-life: 1 year\n`;
  await ask("PUT", own("/text"), { text, base: 1, author: "Ada" });
  expect((await ask("GET", own("/record-summary"))).json.halfLifeYears).toBe(1);
});

test("the record's river has a lane for each function", async () => {
  const add = (title: string, day: string, rest: object) => {
    const onset = { earliest: Date.parse(day), latest: Date.parse(day) };
    return ask("POST", own("/occurrences"), { title, onset, ...rest });
  };
  await add("first", "2026-01-01", { failureId: "burnt-batch" });
  await add("near", "2026-01-04", { functionId: "bake", nearMiss: true });
  await add("elsewhere", "2026-01-02", {});
  const river = (await ask("GET", own("/record-river?buckets=4"))).json;
  expect(river.lanes).toEqual([
    { functionId: "bake", counts: [1, 0, 0, 0], nearMisses: [0, 0, 0, 1] },
    { functionId: null, counts: [0, 1, 0, 0], nearMisses: [0, 0, 0, 0] },
  ]);
  expect(river).toMatchObject({ from: Date.parse("2026-01-01"), to: Date.parse("2026-01-04"), undated: 0 });
});

test("all of a kind are given to a failure with one question", async () => {
  for (const title of ["a", "b"]) await ask("POST", own("/occurrences"), { title, kind: "E17" });
  expect(
    (await ask("POST", own("/occurrences/assign"), { kind: "E17", failureId: "burnt-batch" })).json,
  ).toEqual({ changed: 2 });
  const kinds = (await ask("GET", own("/record-kinds"))).json;
  expect(kinds).toEqual([
    { kind: "E17", source: "by hand", failureId: "burnt-batch", count: 2, lastSeen: null },
  ]);
});

test("a foreign name that points here is refused", async () => {
  for (const host of [
    "evil.example",
    "evil.example:4747",
    "127.0.0.1.evil.example",
    "localhost.evil.example:80",
  ]) {
    expect((await ask("GET", "/api/organizations", undefined, { host })).status).toBe(403);
  }
  for (const host of ["localhost:4747", "127.0.0.1", "[::1]:80", "LOCALHOST:1"]) {
    expect((await ask("GET", "/api/organizations", undefined, { host })).status).toBe(200);
  }
});

test("a page of another origin may not write", async () => {
  const write = (headers: Record<string, string>) =>
    ask("POST", own("/occurrences"), { title: "x" }, headers);
  const foreign = ["https://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:4747"];
  for (const origin of foreign) expect((await write({ origin })).status).toBe(403);
  expect((await write({ "sec-fetch-site": "cross-site" })).status).toBe(403);
  expect((await write({ origin: "http://127.0.0.1:4747", "sec-fetch-site": "same-origin" })).status).toBe(
    201,
  );
  expect((await write({})).status).toBe(201);
});

test("pages run scripts of ours only, and no page frames them", async () => {
  const { headers } = await ask("GET", "/");
  const policy = String(headers["content-security-policy"]);
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("'unsafe-eval'");
  expect(headers["x-content-type-options"]).toBe("nosniff");
  expect(headers["access-control-allow-origin"]).toBeUndefined();
});

test("what a page or its worker runs may hold WebAssembly", async () => {
  for (const path of ["/", "/assets/app-1a2b.js"]) {
    const { headers } = await ask("GET", path);
    expect(String(headers["content-security-policy"])).toMatch(/script-src[^;]* 'wasm-unsafe-eval'/);
  }
});

test("every page's address gives the document; a file that is not there does not", async () => {
  for (const path of ["/", "/harbour-bank/map", "/harbour-bank/failures/mis-keyed?x=1"]) {
    const page = await ask("GET", path);
    expect(page.status).toBe(200);
    expect(page.text).toContain("<title>Failwell</title>");
    expect(page.headers["cache-control"]).toBe("no-cache");
  }
  const script = await ask("GET", "/assets/app-1a2b.js");
  expect(script.text).toBe("start()");
  expect(script.headers["cache-control"]).toContain("immutable");
  expect((await ask("GET", "/assets/gone.js")).status).toBe(404);
  expect((await ask("GET", "/../store.ts")).text).not.toContain("export");
  expect((await ask("POST", "/", {})).status).toBe(404);
});

test("without built pages the server says how to build them", async () => {
  const bare = await buildServer({ store: store(), webRoot: join(webRoot, "none") });
  const answer = await bare.inject({ url: "/", headers: { host: "localhost" } });
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toContain("npm run build");
  await bare.close();
});

test("a fault of the program is told to its log, and to the caller only in words", async () => {
  const log: string[] = [];
  const listOrganizations = () => Promise.reject(new TypeError("a secret inside"));
  const faulty = await buildServer({
    store: { ...store(), listOrganizations },
    log: (line) => log.push(line),
  });
  const answer = await faulty.inject({ url: "/api/organizations", headers: { host: "localhost" } });
  expect(answer.statusCode).toBe(500);
  expect(answer.json().problem.message).toBe("something went wrong inside Failwell");
  expect(answer.body).not.toContain("secret");
  expect(log.join()).toContain("TypeError: a secret inside\n    at ");
  await faulty.close();
});

test("it listens on this machine only, on the port that was asked for", async () => {
  const running = await startServer({ store: store(), port: 0 });
  expect(running.address).toBe(`http://127.0.0.1:${running.port}`);
  expect((await fetch(`${running.address}/api/organizations`)).status).toBe(200);
  await expect(startServer({ store: store(), port: running.port })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  await running.close();
  await expect(fetch(`${running.address}/api/organizations`)).rejects.toThrow();
});
