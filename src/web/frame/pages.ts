/** The pages of an organization, in the order of the navigation; `key` follows `g`. */
export const pages = [
  { name: "Map", to: "/o/$organization/map", key: "m", about: "every failure by predictability and risk" },
  {
    name: "Functions",
    to: "/o/$organization/functions",
    key: "f",
    about: "what is expected, how it can fail, what catches it",
  },
  {
    name: "A year",
    to: "/o/$organization/year",
    key: "y",
    about: "what a year costs, how sure that is, and what moving a figure does",
  },
  {
    name: "Ossification",
    to: "/o/$organization/ossification",
    key: "o",
    about: "what good ideas lose to controls, approvals, habits and expectations",
  },
  { name: "Record", to: "/o/$organization/record", key: "r", about: "what happened" },
  { name: "Text", to: "/o/$organization/text", key: "t", about: "the organization as text" },
] as const;
