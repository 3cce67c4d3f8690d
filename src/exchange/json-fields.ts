import type { Moment } from "../model/model.ts";
import { noRefusals, quoted, type Refusals } from "./reading.ts";
import { isoFormat, momentOf } from "./times.ts";
import { utc } from "./zone.ts";

/** Reads fields of one JSON object by name, and remembers the first that is not what it should be. */
export type Fields = {
  /** Path of the object in its document, such as `incidents[3]`; empty for the document itself. */
  readonly path: string;
  readonly refusals: Refusals;
  /** Refuses what a field holds, or that it holds nothing. */
  refuse(name: string, expected: string): void;
  has(name: string): boolean;
  /** The text of a field; empty where it is absent or null. */
  text(name: string): string;
  /** As `text`; absent, null or empty is refused. */
  required(name: string): string;
  /** ISO 8601, read as UTC where it has no offset; null where it is absent, null or empty. */
  time(name: string): Moment;
  number(name: string): number | null;
  truth(name: string): boolean;
  /** An object within; one without fields where it is absent or null. */
  object(name: string): Fields;
  /** Objects of a list; none where it is absent or null. */
  list(name: string): readonly Fields[];
};

type Plain = { readonly [name: string]: unknown };

export function isPlain(value: unknown): value is Plain {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fieldsOf(value: Plain, path: string, refusals: Refusals = noRefusals()): Fields {
  const get = (name: string) => (Object.hasOwn(value, name) ? value[name] : undefined);
  const at = (name: string) => pathTo(path, name);
  const absent = (name: string) => get(name) === undefined || get(name) === null;
  const refuse = (name: string, expected: string) => refusals.refuse(at(name), foundOf(get(name)), expected);

  const text = (name: string): string => {
    const found = get(name);
    if (absent(name)) return "";
    if (typeof found === "string") return found;
    return typeof found === "number" ? String(found) : (refuse(name, "a text") ?? "");
  };

  return {
    path,
    refusals,
    refuse,
    has: (name) => !absent(name),
    text,
    required(name) {
      const found = text(name);
      if (found.trim() === "") refuse(name, "a text");
      return found;
    },
    time(name) {
      const found = text(name).trim();
      if (found === "") return null;
      const written = isoFormat(found);
      const moment = written && momentOf(written, utc);
      return moment ?? refuse(name, "a time such as 2024-04-03T17:05:00Z");
    },
    number(name) {
      const found = get(name);
      if (absent(name)) return null;
      return typeof found === "number" && Number.isFinite(found) ? found : refuse(name, "a number");
    },
    truth(name) {
      const found = get(name);
      if (absent(name)) return false;
      return typeof found === "boolean" ? found : (refuse(name, "true or false") ?? false);
    },
    object(name) {
      const found = get(name);
      if (!absent(name) && !isPlain(found)) refuse(name, "an object { … }");
      return fieldsOf(isPlain(found) ? found : {}, at(name), refusals);
    },
    list(name) {
      const found = get(name);
      if (absent(name)) return [];
      if (!Array.isArray(found) || !found.every(isPlain)) refuse(name, "a list of objects [ { … } ]");
      const members: readonly unknown[] = Array.isArray(found) ? found : [];
      return members.filter(isPlain).map((member, i) => fieldsOf(member, `${at(name)}[${i}]`, refusals));
    },
  };
}

/** `incidents[3]` and `created_at` make `incidents[3].created_at`. */
export function pathTo(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** Each member of a list with refusals of its own; a member that is no object has been refused already. */
export function partsOfList(list: readonly unknown[], path: string): Fields[] {
  return list.map((member, i) => {
    const refusals = noRefusals();
    const at = `${path}[${i}]`;
    if (!isPlain(member)) refusals.refuse(at, foundOf(member), "an object { … }");
    return fieldsOf(isPlain(member) ? member : {}, at, refusals);
  });
}

/** What a value is, for people. */
export function foundOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : `a list of ${value.length}`;
  if (isPlain(value)) {
    const names = Object.keys(value);
    if (names.length === 0) return "an empty object";
    return quoted(`an object with ${names.slice(0, 6).join(", ")}`).slice(1, -1);
  }
  return String(value);
}
