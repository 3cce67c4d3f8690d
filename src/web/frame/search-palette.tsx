import { Kbd } from "@mantine/core";
import { Spotlight, type SpotlightActionGroupData, spotlight } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Gate, Model } from "../../model/model.ts";
import { Mark } from "../design/mark.tsx";
import { useEngine } from "../engine/engine.tsx";
import style from "./frame.module.css";
import { pages } from "./pages.ts";

export function SearchButton() {
  return (
    <button type="button" className={style.search} onClick={spotlight.open}>
      <svg
        viewBox="0 0 16 16"
        width="14"
        height="14"
        aria-hidden="true"
        fill="none"
        stroke="currentcolor"
        strokeWidth="1.6"
      >
        <circle cx="7" cy="7" r="4.500" />
        <path d="m10.500 10.500 4 4" strokeLinecap="round" />
      </svg>
      <span>search everything</span>
      <Kbd size="xs" aria-hidden>
        Ctrl K
      </Kbd>
    </button>
  );
}

/** Ctrl/⌘ K: every failure, function, input and control of the text, and every page, by name. */
export function SearchPalette({ organization }: { organization: string }) {
  const { reading } = useEngine();
  const navigate = useNavigate();
  const model = reading?.model ?? null;
  const actions = useMemo<SpotlightActionGroupData[]>(() => {
    const params = { organization };
    const goTo = pages.map(({ name, to, about }) => ({
      id: `page ${name}`,
      label: name,
      description: about,
      onClick: () => void navigate({ to, params }),
    }));
    return model
      ? [...named(model, organization, navigate), { group: "Pages", actions: goTo }]
      : [{ group: "Pages", actions: goTo }];
  }, [model, organization, navigate]);
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      limit={12}
      highlightQuery
      scrollable
      maxHeight="min(30rem, 70vh)"
      nothingFound="Nothing of this organization has such a name."
      searchProps={{
        placeholder: "A failure, a function, an input, a control…",
        "aria-label": "Search everything",
      }}
    />
  );
}

function named(
  model: Model,
  organization: string,
  navigate: ReturnType<typeof useNavigate>,
): SpotlightActionGroupData[] {
  const functionNames = new Map(model.functions.map(({ id, name }) => [id, name]));
  const users = whoUses(model);
  const params = { organization };
  return [
    {
      group: "Failures",
      actions: model.failures.map(({ id, name, functionId }) => ({
        id: `failure ${id}`,
        label: name,
        description: functionNames.get(functionId) ?? functionId,
        leftSection: <Mark kind="failure" />,
        onClick: () =>
          void navigate({ to: "/o/$organization/failures/$failure", params: { ...params, failure: id } }),
      })),
    },
    {
      group: "Functions",
      actions: model.functions.map(({ id, name, department }) => ({
        id: `function ${id}`,
        label: name,
        description: model.departments.find((it) => it.id === department)?.name ?? department,
        onClick: () => void navigate({ to: "/o/$organization/functions", params, search: { function: id } }),
      })),
    },
    {
      group: "Inputs",
      actions: model.inputs.map(({ id, name, kind, place }) => {
        const failure = users.get(id);
        return {
          id: `input ${id}`,
          label: name,
          description: failure ? `${kind}, input of ${failure.name}` : kind,
          leftSection: <Mark kind={kind} />,
          onClick: () =>
            failure
              ? void navigate({
                  to: "/o/$organization/failures/$failure",
                  params: { ...params, failure: failure.id },
                  search: { input: id },
                })
              : void navigate({ to: "/o/$organization/text", params, search: { line: place.line } }),
        };
      }),
    },
    {
      group: "Controls",
      actions: model.controls.map(({ id, name, kind }) => ({
        id: `control ${id}`,
        label: name,
        description: kind,
        leftSection: <Mark kind={kind} />,
        onClick: () => void navigate({ to: "/o/$organization/functions", params, search: { control: id } }),
      })),
    },
  ];
}

/** The first failure that each input is seen in, through gates and named gates. */
function whoUses(model: Model): Map<string, { id: string; name: string }> {
  const found = new Map<string, { id: string; name: string }>();
  const walk = (gate: Gate, failure: { id: string; name: string }): void => {
    if (gate.gate === "input") found.set(gate.id, found.get(gate.id) ?? failure);
    else if (gate.gate === "not") walk(gate.of, failure);
    else if (gate.gate === "named") {
      const meant = model.gates.get(gate.id);
      if (meant) walk(meant, failure);
    } else if (gate.gate !== "failure") for (const member of gate.of) walk(member, failure);
  };
  for (const failure of model.failures) if (failure.growsFrom) walk(failure.growsFrom, failure);
  return found;
}
