const pure = "^src/(numeric|model|findings|backward|forward|growth|posture|learning|review|exchange)/";
const engine = "backward|forward|growth|posture|learning";

/** The direction of the house: text → model → engines → findings → cli · server · web. Each rule says why. */
export default {
  forbidden: [
    {
      name: "no-cycles",
      comment: "A cycle is one module in several files: nobody can read either half alone.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "numeric-knows-nothing",
      comment: "Kernels are leaves: they know numbers and nothing of organizations.",
      severity: "error",
      from: { path: "^src/numeric/" },
      to: { path: "^src/(?!numeric/)" },
    },
    {
      name: "model-stands-on-numeric",
      comment: "A text means the same whatever computes with it.",
      severity: "error",
      from: { path: "^src/model/" },
      to: { path: "^src/(?!model/|numeric/)" },
    },
    {
      name: "findings-are-plain",
      comment: "Findings are values that any reader can hold; they know no engine.",
      severity: "error",
      from: { path: "^src/findings/" },
      to: { path: "^src/(?!findings/|model/|numeric/)" },
    },
    {
      name: "engines-meet-at-the-door",
      comment: "An engine uses another through its one public file, never its insides.",
      severity: "error",
      from: { path: `^src/(${engine})/` },
      to: {
        path: `^src/(${engine})/`,
        pathNot: ["^src/$1/", `^src/(?:${engine})/(?:backward|forward|growth|posture|learning)\\.ts$`],
      },
    },
    {
      name: "language-has-one-door",
      comment: "Outside model, the language is model.ts; its grammar stays its own.",
      severity: "error",
      from: { path: "^src/(?!model/)" },
      to: { path: "^src/model/(?!model\\.ts$)" },
    },
    {
      name: "pure-stays-pure",
      comment: "Pure folders run alike in Node, in a worker and in a browser.",
      severity: "error",
      from: { path: pure, pathNot: "\\.test\\.ts$" },
      to: { path: "^src/(store|server|cli|web)/" },
    },
    {
      name: "pure-needs-no-node",
      comment: "No file, clock, network or process in a pure folder.",
      severity: "error",
      from: { path: pure, pathNot: "\\.test\\.ts$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "web-knows-the-server-by-type",
      comment: "The browser talks to the server over HTTP; only shapes are shared.",
      severity: "error",
      from: { path: "^src/web/" },
      to: { path: "^src/(server|store|cli)/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-imports-the-edges",
      comment: "cli and web are where the house ends.",
      severity: "error",
      from: { path: "^src/(?!cli/)" },
      to: { path: "^src/cli/" },
    },
    {
      name: "nothing-imports-web",
      comment: "cli and web are where the house ends.",
      severity: "error",
      from: { path: "^src/(?!web/)" },
      to: { path: "^src/web/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.node.json" },
    exclude: { path: "^dist/" },
  },
};
