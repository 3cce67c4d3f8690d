import { z } from "zod";
import { Refused } from "./refused.ts";

/** What was asked, when it fits its schema. Throws Refused (400) that names every field that doesn't. */
export function validate<Schema extends z.ZodType>(schema: Schema, asked: unknown): z.output<Schema> {
  const read = schema.safeParse(asked ?? {});
  if (read.success) return read.data;
  const fields = read.error.issues.map((issue) => ({
    field: issue.path.join("."),
    message: lowerFirst(issue.message),
  }));
  const named = fields
    .map(({ field, message }) => (field === "" ? message : `${field}: ${message}`))
    .join("; ");
  throw new Refused(400, {
    message: `this was not understood: ${named}`,
    remedy: "correct it and ask again",
    fields,
  });
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** A yes or no in an address. */
export const truth = z.enum(["true", "false"]).transform((word) => word === "true");

/** A count in an address. */
export const count = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** A moment in an address: milliseconds since 1970, or a day or time as ISO 8601 has it, in UTC where it names no zone. */
export const moment = z.string().transform((text, context) => {
  const time = timeOf(text);
  if (Number.isFinite(time) && Math.abs(time) <= 8.64e15) return time;
  context.addIssue({
    code: "custom",
    message: "expected a date such as 2026-11-23, or milliseconds since 1970",
  });
  return z.NEVER;
});

function timeOf(text: string): number {
  if (/^-?\d{5,16}$/.test(text)) return Number(text);
  const iso = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (!iso) return Number.NaN;
  const [, hasTime, , , hasZone] = iso;
  return Date.parse(hasTime && !hasZone ? `${text}Z` : text);
}

/** Where an organization is: /api/organizations/:id */
export const organizationPlace = z.object({ id: z.string().min(1).max(200) });
