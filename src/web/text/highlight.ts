import "@fontsource-variable/jetbrains-mono";
/** How the language looks in an editor: words in ink, and the words that mean something in the colour of their meaning. */
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  EditorView,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";

const tokens = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], fontWeight: "600" },
  { tag: [tags.comment, tags.lineComment], color: "var(--quiet)", fontStyle: "italic" },
  { tag: [tags.separator, tags.punctuation, tags.squareBracket, tags.brace], color: "var(--quiet)" },
  { tag: [tags.labelName, tags.typeName, tags.meta], color: "var(--quiet)" },
]);

const meanings: Readonly<Record<string, string>> = {
  failures: "failure",
  "fail fast": "failure",
  "guard rail": "rail",
  "safety net": "net",
  "escape hatch": "hatch",
  expectations: "expectation",
};

const meaningWords = new MatchDecorator({
  regexp: /\b(failures|fail fast|guard rail|safety net|escape hatch|expectations)(?=\s*:)/g,
  decoration: (match) =>
    Decoration.mark({ attributes: { style: `color: var(--${meanings[match[1] ?? ""] ?? "ink"})` } }),
});

const meaningful = ViewPlugin.fromClass(
  class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = meaningWords.createDeco(view);
    }
    update(update: ViewUpdate): void {
      this.decorations = meaningWords.updateDeco(update, this.decorations);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

const paper = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "var(--small)", height: "100%" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.65", overflow: "auto" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.5rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--quiet)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--wash) 70%, transparent)" },
  ".cm-activeLineGutter": { backgroundColor: "var(--wash)", color: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--rail) 22%, transparent)",
  },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--wash)",
    border: "none",
    color: "var(--quiet)",
    padding: "0 0.4em",
  },
  ".cm-tooltip": {
    backgroundColor: "var(--paper)",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "4px",
    fontFamily: '"Inter Variable", system-ui, sans-serif',
    fontSize: "var(--small)",
    maxWidth: "min(34rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--mono)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--ink)",
    color: "var(--paper)",
  },
  ".cm-completionDetail": { color: "inherit", opacity: "0.8", fontStyle: "normal", marginLeft: "1em" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-panels": { backgroundColor: "var(--wash)", color: "var(--ink)", border: "none" },
  ".cm-panels input, .cm-panels button": { fontSize: "var(--small)" },
  ".cm-textfield, .cm-button": {
    backgroundColor: "var(--paper)",
    backgroundImage: "none",
    color: "var(--ink)",
    border: "1px solid var(--edge)",
    borderRadius: "3px",
  },
  ".cm-searchMatch": { backgroundColor: "color-mix(in srgb, var(--hatch) 30%, transparent)" },
  ".cm-searchMatch-selected": { outline: "2px solid var(--hatch)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--ink) 1px",
    textUnderlineOffset: "3px",
  },
  ".cm-lintRange-info": {
    backgroundImage: "none",
    textDecoration: "underline dotted var(--quiet) 1.5px",
    textUnderlineOffset: "3px",
  },
  ".cm-lintRange-active": { backgroundColor: "var(--wash)" },
  ".cm-gutter-lint": { width: "1.2em" },
  ".cm-lint-marker": { width: "1em", height: "1.65em", textAlign: "center" },
  ".cm-lint-marker.cm-lint-marker-error, .cm-lint-marker.cm-lint-marker-info": { content: "normal" },
  ".cm-lint-marker-error:after": { content: '"!"', color: "var(--ink)", fontWeight: "800" },
  ".cm-lint-marker-info:after": { content: '"i"', color: "var(--quiet)", fontWeight: "700" },
  ".cm-diagnostic": {
    padding: "0.4rem 0.7rem",
    borderLeft: "none",
    whiteSpace: "normal",
    lineHeight: "1.45",
  },
  ".cm-diagnosticAction": {
    backgroundColor: "var(--ink)",
    color: "var(--paper)",
    borderRadius: "3px",
    fontSize: "inherit",
    marginLeft: "0",
    marginTop: "0.3rem",
    display: "inline-block",
  },
  ".cm-hover-words": { padding: "0.4rem 0.7rem", whiteSpace: "pre-line", lineHeight: "1.45" },
  ".cm-changedText, .cm-deletedText": { background: "none" },
  "&.cm-merge-b .cm-changedText": {
    background: "none",
    boxShadow: "inset 0 -2px 0 var(--rail)",
  },
  ".cm-deletedChunk": { backgroundColor: "var(--wash)", color: "var(--quiet)" },
  ".cm-deletedChunk .cm-deletedText": { textDecoration: "line-through", background: "none" },
  "&.cm-merge-b .cm-changedLine, .cm-inlineChangedLine": {
    backgroundColor: "color-mix(in srgb, var(--rail) 9%, transparent)",
  },
  ".cm-changeGutter .cm-changedLineGutter, .cm-changeGutter .cm-inlineChangedLineGutter": {
    background: "var(--rail) !important",
  },
  ".cm-changeGutter .cm-deletedLineGutter": { background: "var(--edge) !important" },
  ".cm-collapsedLines:before, .cm-collapsedLines:after": { content: '"…" !important' },
  ".cm-collapsedLines": {
    background: "var(--wash)",
    color: "var(--quiet)",
    fontFamily: '"Inter Variable", system-ui, sans-serif',
  },
  ".cm-chunkButtons button": {
    backgroundColor: "var(--ink)",
    color: "var(--paper)",
    fontFamily: '"Inter Variable", system-ui, sans-serif',
  },
});

/** The look of the language, for every editor of the workbench. */
export const languageLook: Extension = [paper, syntaxHighlighting(tokens), meaningful];
