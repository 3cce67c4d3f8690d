import type { Model } from "../../model/model.ts";

/** Okabe and Ito's palette (2008), told apart by colour-blind people too; used for departments, on the map only. */
const palette = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#b5a800", "#7d7f88"];

export type DepartmentShown = { readonly id: string; readonly name: string; readonly colour: string };

/** Departments in the text's order, each with its colour; after eight the colours begin again. */
export function departmentsShown(model: Model): readonly DepartmentShown[] {
  return model.departments.map(({ id, name }, place) => ({
    id,
    name,
    colour: palette[place % palette.length] as string,
  }));
}
