import {
  autocompletion,
  type Completion,
  type CompletionContext,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { type Diagnostic, diagnosticCount, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { EditorState } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  hoverTooltip,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { type ReactNode, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { Problem } from "../../model/model.ts";
import type { Suggestions } from "../engine/engine.tsx";
import { languageLook } from "./highlight.ts";

export type EditorHandle = {
  /** Puts another text in place of this one; undo brings it back. */
  readonly replace: (text: string) => void;
  /** Puts `words` in place of a part. */
  readonly mend: (start: number, end: number, words: string) => void;
  /** Selects a part, scrolls to it, and takes the focus. */
  readonly show: (start: number, end: number) => void;
  /** The same for a line, counted from 1. */
  readonly showLine: (line: number) => void;
};

/** More marks than this help nobody, and slow the editor. */
const marksShown = 500;

/**
 * A text under the hand. It owns its text from `initial` on; others change it through the handle.
 * `complete` and `describe` answer for an offset in a text; both may reject, which shows nothing.
 */
export function Editor(props: {
  readonly initial: string;
  readonly label: string;
  readonly describedBy: string;
  readonly problems: readonly Problem[];
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
  readonly complete: (text: string, offset: number) => Promise<Suggestions>;
  readonly describe: (text: string, offset: number) => Promise<string | null>;
  readonly ref?: Ref<EditorHandle>;
}): ReactNode {
  const { initial, label, describedBy, problems, ref } = props;
  const holder = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;

  // biome-ignore lint/correctness/useExhaustiveDependencies: the editor owns its text from `initial` on.
  useEffect(() => {
    const editor = new EditorView({
      parent: holder.current!,
      state: EditorState.create({ doc: initial, extensions: extensionsFor(latest, label, describedBy) }),
    });
    view.current = editor;
    return () => {
      editor.destroy();
      view.current = null;
    };
  }, [label, describedBy]);

  useEffect(() => {
    const editor = view.current;
    // Nothing to mark, and nothing marked: a change for nothing would cost every keystroke.
    if (editor && problems.length + diagnosticCount(editor.state) > 0)
      editor.dispatch(setDiagnostics(editor.state, diagnostics(problems, editor.state.doc.length)));
  }, [problems]);

  useImperativeHandle(
    ref,
    () => ({
      replace: (text) => {
        const editor = view.current!;
        if (text === editor.state.doc.toString()) return;
        editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
      },
      mend: (from, to, insert) => {
        view.current!.dispatch({ changes: { from, to, insert } });
      },
      show: (start, end) => showPart(view.current!, start, end),
      showLine: (line) => {
        const editor = view.current!;
        const { from, to } = editor.state.doc.line(Math.min(Math.max(1, line), editor.state.doc.lines));
        showPart(editor, from, to);
      },
    }),
    [],
  );

  return <div ref={holder} style={{ height: "100%", minHeight: 0 }} />;
}

function showPart(editor: EditorView, start: number, end: number): void {
  const length = editor.state.doc.length;
  const anchor = Math.min(start, length);
  editor.dispatch({
    selection: { anchor, head: Math.min(Math.max(start, end), length) },
    effects: EditorView.scrollIntoView(anchor, { y: "center" }),
  });
  editor.focus();
}

type Latest = {
  readonly current: Pick<Parameters<typeof Editor>[0], "onChange" | "onSave" | "complete" | "describe">;
};

function extensionsFor(latest: Latest, label: string, describedBy: string) {
  const save = () => {
    latest.current.onSave();
    return true;
  };
  return [
    lineNumbers(),
    codeFolding(),
    foldGutter({ openText: "⌄", closedText: "›" }),
    lintGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    highlightSelectionMatches(),
    yaml(),
    languageLook,
    autocompletion({ override: [(context) => complete(latest, context)], icons: false }),
    hoverTooltip((editor, offset) => hover(latest, editor, offset)),
    keymap.of([
      { key: "Mod-s", preventDefault: true, run: save },
      ...completionKeymap,
      ...lintKeymap,
      ...searchKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...defaultKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({
      "aria-label": label,
      "aria-describedby": describedBy,
      tabindex: "0",
      spellcheck: "false",
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) latest.current.onChange(update.state.doc.toString());
    }),
  ];
}

async function complete(latest: Latest, context: CompletionContext) {
  try {
    const { from, options } = await latest.current.complete(context.state.doc.toString(), context.pos);
    if (context.aborted || options.length === 0) return null;
    if (!context.explicit && from === context.pos) return null;
    const completions: Completion[] = options.map(({ label, detail, apply }) => ({
      label,
      ...(detail !== undefined && { detail }),
      ...(apply !== undefined && { apply }),
    }));
    return { from, options: completions, validFor: /^[\p{L}\d -]*$/u };
  } catch {
    return null;
  }
}

async function hover(latest: Latest, editor: EditorView, offset: number) {
  const words = await latest.current.describe(editor.state.doc.toString(), offset).catch(() => null);
  if (words === null) return null;
  const word = editor.state.wordAt(offset);
  return {
    pos: word?.from ?? offset,
    end: word?.to ?? offset,
    create: () => {
      const dom = document.createElement("div");
      dom.className = "cm-hover-words";
      dom.textContent = words;
      return { dom };
    },
  };
}

function diagnostics(problems: readonly Problem[], length: number): Diagnostic[] {
  return problems.slice(0, marksShown).map(({ place, severity, message, expected, nearest }) => {
    const from = Math.min(place.start, length);
    return {
      from,
      to: Math.min(Math.max(place.end, from), length),
      severity: severity === "error" ? "error" : "info",
      message: expected === undefined ? message : `${message}; expected: ${expected}`,
      ...(nearest !== undefined && {
        actions: [
          {
            name: `Write ${nearest}`,
            apply: (editor: EditorView, start: number, end: number) =>
              editor.dispatch({ changes: { from: start, to: end, insert: nearest } }),
          },
        ],
      }),
    };
  });
}
