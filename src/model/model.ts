/** Plain text → Model: the language's public face. */

export { formatText } from "./format/format.ts";
export { describe, type Suggestions, suggest } from "./help/help.ts";
export { jsonSchema } from "./help/json-schema.ts";
export { nearest } from "./names.ts";
export type { Moment, Occurrence } from "./occurrence.ts";
export type * from "./organization.ts";
export type { Place } from "./place.ts";
export type { Problem } from "./problem.ts";
export { type ProblemDoc, problemDocs } from "./problems/docs.ts";
export { type Reading, readText } from "./reading.ts";
export { type RenderOptions, renderProblem } from "./render.ts";
export { type Rewritten, rewritten } from "./rewrite.ts";
export type { JsonSchema } from "./schema.ts";
export { adjusted, type Ends, figureNames, type StatedFigure, statedFigures } from "./stated.ts";
export type { FigureOwner, FigureUnit } from "./touched.ts";
