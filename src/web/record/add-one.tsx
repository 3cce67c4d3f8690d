import { Button, Group, Modal, Radio, Select, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import type { Model } from "../../model/model.ts";
import type { OccurrenceListed } from "../../server/api.ts";
import { ask, organizationPath } from "../api.ts";
import { FailureSelect } from "./failure-select.tsx";
import formStyle from "./form.module.css";
import { type Missing, newKind, nothingGiven, type OccurrenceGiven, requestFor } from "./new-occurrence.ts";
import style from "./record.module.css";
import { recordKey } from "./record-queries.ts";
import { WhenInput } from "./when-input.tsx";

/** One occurrence by hand: asks four things and lets the rest wait. */
export function AddOne(props: {
  readonly organization: string;
  readonly model: Model | null;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onAdded: (occurrence: OccurrenceListed) => void;
}): ReactNode {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title="What happened?"
      size="lg"
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <AddForm {...props} />
    </Modal>
  );
}

function AddForm({ organization, model, onClose, onAdded }: Parameters<typeof AddOne>[0]): ReactNode {
  const queries = useQueryClient();
  const [given, setGiven] = useState(() => nothingGiven(Date.now()));
  const [missing, setMissing] = useState<Missing>({});
  const [trouble, setTrouble] = useState<string | null>(null);
  const [underWay, setUnderWay] = useState(false);
  const give = (part: Partial<OccurrenceGiven>) => {
    setGiven({ ...given, ...part });
    setMissing({});
  };
  const add = async (event: FormEvent) => {
    event.preventDefault();
    const answer = requestFor(given, model);
    if ("missing" in answer) {
      setMissing(answer.missing);
      return;
    }
    setUnderWay(true);
    setTrouble(null);
    try {
      const added = await ask<OccurrenceListed>(`${organizationPath(organization)}/occurrences`, {
        method: "POST",
        body: answer.request,
      });
      void queries.invalidateQueries({ queryKey: recordKey(organization) });
      onAdded(added);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    } finally {
      setUnderWay(false);
    }
  };
  return (
    <form onSubmit={(event) => void add(event)} className={formStyle.form} noValidate>
      <TextInput
        label="What happened, in a few words"
        placeholder="Payment sent to a wrong account"
        value={given.title}
        onChange={({ currentTarget }) => give({ title: currentTarget.value })}
        error={missing.title}
        data-autofocus
      />
      <WhichFailure given={given} give={give} model={model} missing={missing} />
      <WhenInput
        label="When it began"
        value={given.onset}
        onChange={(onset) => give({ onset })}
        error={missing.onset}
      />
      <Radio.Group
        label="How it ended"
        value={given.outcome}
        onChange={(outcome) => give({ outcome: outcome as OccurrenceGiven["outcome"] })}
        error={missing.outcome}
      >
        <Group mt={6}>
          <Radio value="happened" label="It did harm" />
          <Radio value="near miss" label="It was caught before it did: a near miss" />
        </Group>
      </Radio.Group>
      <TheRest given={given} give={give} model={model} missing={missing} />
      {trouble === null ? null : <p role="alert">{trouble} Nothing was added yet.</p>}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Not now
        </Button>
        <Button type="submit" loading={underWay}>
          Add it
        </Button>
      </Group>
    </form>
  );
}

type Part = {
  readonly given: OccurrenceGiven;
  readonly give: (part: Partial<OccurrenceGiven>) => void;
  readonly model: Model | null;
  readonly missing: Missing;
};

function WhichFailure({ given, give, model, missing }: Part): ReactNode {
  const isNew = given.failure === newKind;
  return (
    <div className={formStyle.form}>
      {isNew ? (
        <div className={formStyle.pair}>
          <TextInput
            label="A kind we had not thought of: call it"
            value={given.kind}
            onChange={({ currentTarget }) => give({ kind: currentTarget.value })}
          />
          <Select
            label="Where, if you know"
            placeholder="Which function?"
            data={model?.functions.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            value={given.functionId || null}
            onChange={(functionId) => give({ functionId: functionId ?? "" })}
            clearable
            searchable
          />
        </div>
      ) : (
        <FailureSelect
          model={model}
          label="Which failure it was"
          value={given.failure || null}
          onChange={(failure) => give({ failure: failure ?? "" })}
          kind={given.title}
          error={missing.failure}
        />
      )}
      <button type="button" className={style.plain} onClick={() => give({ failure: isNew ? "" : newKind })}>
        {isNew ? "It is a known failure after all" : "It is a kind we had not thought of"}
      </button>
    </div>
  );
}

/** What can wait: nobody is held up by it. */
function TheRest({ given, give, model, missing }: Part): ReactNode {
  const hidden = (["detected", "contained", "recovered", "loss", "link"] as const).some(
    (field) => missing[field],
  );
  return (
    <details className={formStyle.rest} open={hidden || undefined}>
      <summary>More, if you know it already</summary>
      <div className={formStyle.form}>
        <WhenInput
          label="Detected"
          value={given.detected}
          onChange={(detected) => give({ detected })}
          error={missing.detected}
        />
        <WhenInput
          label="Contained"
          value={given.contained}
          onChange={(contained) => give({ contained })}
          error={missing.contained}
        />
        <WhenInput
          label="Recovered"
          value={given.recovered}
          onChange={(recovered) => give({ recovered })}
          error={missing.recovered}
        />
        <TextInput
          label={`What it cost${model ? `, in ${model.organization.currency}` : ""}`}
          placeholder="40k"
          value={given.loss}
          onChange={({ currentTarget }) => give({ loss: currentTarget.value })}
          error={missing.loss}
        />
        <Textarea
          label="Note"
          autosize
          minRows={2}
          value={given.note}
          onChange={({ currentTarget }) => give({ note: currentTarget.value })}
        />
        <TextInput
          label="Link"
          placeholder="https://"
          value={given.link}
          onChange={({ currentTarget }) => give({ link: currentTarget.value })}
          error={missing.link}
        />
      </div>
    </details>
  );
}
