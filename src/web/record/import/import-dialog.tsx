import { Button, Group, Modal, Select } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type Format, formats, type Mapping } from "../../../exchange/exchange.ts";
import type { Model } from "../../../model/model.ts";
import type { ImportAnswer } from "../../../server/api.ts";
import formStyle from "../form.module.css";
import { recordKey } from "../record-queries.ts";
import { Answered } from "./answered.tsx";
import { type Guess, guess, type Head, readHead } from "./first-look.ts";
import { Look } from "./look.tsx";
import { type Sent, send } from "./send.ts";
import { Under } from "./under-way.tsx";

type Step =
  | { readonly at: "opening" }
  | { readonly at: "closed"; readonly why: string }
  | { readonly at: "look"; readonly head: Head; readonly guessed: Guess; readonly said: string }
  | { readonly at: "under way"; readonly sent: Sent; readonly began: number }
  | { readonly at: "answered"; readonly answer: ImportAnswer };

/** Brings a file into the record: a look at it, what it means, the way in, and what became of it. */
export function ImportDialog(props: {
  readonly organization: string;
  readonly model: Model | null;
  readonly file: File;
  readonly onClose: () => void;
}): ReactNode {
  const { organization, model, file, onClose } = props;
  const queries = useQueryClient();
  const [step, setStep] = useState<Step>({ at: "opening" });
  const [chosen, setChosen] = useState<{ format: Format; mapping: Mapping | null } | null>(null);
  const lookedAt = useRef<{ head: Head; guessed: Guess } | null>(null);
  const stopping = useRef<AbortController | null>(null);

  const look = (head: Head, format?: Format, said = "") => {
    const guessed = format === undefined ? guess(file.name, head) : guess(file.name, head, format);
    lookedAt.current = { head, guessed };
    setStep({ at: "look", head, guessed, said });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: a file is opened once.
  useEffect(() => {
    let left = false;
    readHead(file).then(
      (head) => left || look(head),
      (error: Error) => left || setStep({ at: "closed", why: error.message }),
    );
    return () => {
      left = true;
      stopping.current?.abort();
    };
  }, [file]);

  const bring = async (format: Format, mapping: Mapping | null, skipUnreadable: boolean) => {
    setChosen({ format, mapping });
    stopping.current = new AbortController();
    const began = Date.now();
    setStep({ at: "under way", sent: { share: 0, counts: null }, began });
    try {
      const answer = await send(
        { organization, file, format, mapping, skipUnreadable },
        (sent) => setStep({ at: "under way", sent, began }),
        stopping.current.signal,
      );
      setStep({ at: "answered", answer });
      if (answer.stored) void queries.invalidateQueries({ queryKey: recordKey(organization) });
    } catch (error) {
      const looked = lookedAt.current!;
      const stopped = error instanceof DOMException && error.name === "AbortError";
      const said = stopped
        ? "Stopped. Nothing was stored."
        : error instanceof Error
          ? error.message
          : String(error);
      setStep({ at: "look", ...looked, said });
    }
  };

  return (
    <Modal
      opened
      onClose={() => (step.at === "under way" ? stopping.current?.abort() : onClose())}
      title={`Bring in ${file.name}`}
      size="60rem"
      closeOnClickOutside={step.at !== "under way"}
      closeButtonProps={{ "aria-label": step.at === "under way" ? "Stop" : "Close" }}
    >
      {step.at === "opening" ? <p role="status">Having a look at the file.</p> : null}
      {step.at === "closed" ? <p role="alert">This file can’t be read here: {step.why}.</p> : null}
      {step.at === "look" ? (
        <>
          {step.said === "" ? null : <p role="alert">{step.said}</p>}
          <FormatChoice format={step.guessed.format} onChange={(format) => look(step.head, format)} />
          {step.guessed.format === null ? null : (
            <Look
              key={step.guessed.format}
              head={step.head}
              guessed={step.guessed}
              before={chosen?.format === step.guessed.format ? chosen.mapping : null}
              model={model}
              onBring={(mapping) => void bring(step.guessed.format!, mapping, false)}
            />
          )}
        </>
      ) : null}
      {step.at === "under way" ? (
        <Under sent={step.sent} began={step.began} onStop={() => stopping.current?.abort()} />
      ) : null}
      {step.at === "answered" && chosen ? (
        <>
          <Answered organization={organization} answer={step.answer} model={model} />
          <Group justify="flex-end" mt="md">
            {step.answer.stored ? null : (
              <>
                <Button
                  variant="default"
                  onClick={() => setStep({ at: "look", ...lookedAt.current!, said: "" })}
                >
                  Back to the columns
                </Button>
                {step.answer.unreadable > 0 ? (
                  <Button onClick={() => void bring(chosen.format, chosen.mapping, true)}>
                    Go on without these rows
                  </Button>
                ) : null}
              </>
            )}
            <Button variant={step.answer.stored ? "filled" : "default"} onClick={onClose}>
              {step.answer.stored ? "See the record" : "Leave it"}
            </Button>
          </Group>
        </>
      ) : null}
    </Modal>
  );
}

function FormatChoice({
  format,
  onChange,
}: {
  format: Format | null;
  onChange: (format: Format) => void;
}): ReactNode {
  return (
    <div className={formStyle.format}>
      {format === null ? (
        <p>
          This is none of the files that can be read here, as far as its beginning tells. A spreadsheet can be
          saved as CSV; if you know better, say what it is.
        </p>
      ) : null}
      <Select
        size="xs"
        label="The file is"
        data={formats.map(({ id, name, file }) => ({ value: id, label: `${name}: ${file}` }))}
        value={format}
        onChange={(chosen) => chosen && onChange(chosen as Format)}
        allowDeselect={false}
      />
    </div>
  );
}
