import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { type ReactNode, useEffect, useRef } from "react";
import { languageLook } from "./highlight.ts";

/**
 * What changed from `before` to `after`, in place: what went is struck through above what came. With `onChange` it can be
 * edited from there on, and each change offers to be taken back (`words` say what that means here).
 */
export function Compare(props: {
  readonly before: string;
  readonly after: string;
  readonly label: string;
  readonly words?: { readonly keep: string; readonly takeBack: string };
  readonly onChange?: (text: string) => void;
}): ReactNode {
  const { before, after, label, words } = props;
  const holder = useRef<HTMLDivElement>(null);
  const onChange = useRef(props.onChange);
  onChange.current = props.onChange;
  const editable = props.onChange !== undefined;

  useEffect(() => {
    const view = new EditorView({
      parent: holder.current!,
      state: EditorState.create({
        doc: after,
        extensions: [
          lineNumbers(),
          yaml(),
          languageLook,
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          changes(before, words),
          editable ? writing(onChange) : [EditorState.readOnly.of(true), EditorView.editable.of(false)],
        ],
      }),
    });
    return () => view.destroy();
  }, [before, after, label, words, editable]);

  return <div ref={holder} style={{ height: "100%", minHeight: 0 }} />;
}

function changes(original: string, words: { keep: string; takeBack: string } | undefined): Extension {
  return unifiedMergeView({
    original,
    gutter: true,
    collapseUnchanged: { margin: 3, minSize: 6 },
    diffConfig: { scanLimit: 2000, timeout: 400 },
    mergeControls:
      words === undefined
        ? false
        : (kind, act) => {
            const button = document.createElement("button");
            button.type = "button";
            button.textContent = kind === "accept" ? words.keep : words.takeBack;
            button.onmousedown = act;
            button.onclick = (event) => {
              // A click that no mouse made comes from the keyboard.
              if (event.detail === 0) act(event);
            };
            return button;
          },
  });
}

function writing(onChange: { readonly current: ((text: string) => void) | undefined }): Extension {
  return [
    history(),
    keymap.of([...historyKeymap, ...defaultKeymap]),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) onChange.current?.(update.state.doc.toString());
    }),
  ];
}
