import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { NewOrganizationRequest, OrganizationDetail } from "../../server/api.ts";
import { ask, isRefusal, organizationsQuery, queryClient, ServerTrouble } from "../api.ts";
import { Opening } from "../design/states.tsx";
import { readAuthor, rememberAuthor } from "../text/draft.ts";
import { type Answers, firstText, noAnswers } from "./first-text.ts";
import style from "./start.module.css";

const currencies = [
  "USD",
  "EUR",
  "GBP",
  "CHF",
  "JPY",
  "CAD",
  "AUD",
  "SEK",
  "NOK",
  "DKK",
  "PLN",
  "INR",
  "BRL",
  "ZAR",
  "SGD",
];

/** Seven questions; beside them the text that the answers make, line by line. */
export function WritePage() {
  const [answers, setAnswers] = useState(() => ({ ...noAnswers, author: readAuthor(localStorage) }));
  const navigate = useNavigate();
  const text = firstText(answers);
  const create = useMutation({
    mutationFn: (body: NewOrganizationRequest) =>
      ask<OrganizationDetail>("/api/organizations", { method: "POST", body }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries({ queryKey: organizationsQuery().queryKey });
      await navigate({ to: "/o/$organization/text", params: { organization: id } });
    },
  });
  const field = (name: keyof Answers) => ({
    value: answers[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setAnswers((before) => ({ ...before, [name]: value }));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rememberAuthor(localStorage, answers.author.trim());
    create.mutate({ text, author: answers.author.trim(), comment: "begun with seven questions" });
  };
  return (
    <main className={style.write}>
      <Opening
        title="Write your own"
        above={<Link to="/">← Back</Link>}
        sentences={[
          "Seven questions make a text of a dozen lines, which grows as you answer.",
          "Guess in ranges: 5 to 20 means that nine times in ten it lies between.",
        ]}
      />
      <div className={style.sides}>
        <form className={style.form} onSubmit={submit}>
          <TextInput label="What is the organization called?" required {...field("organization")} />
          <div className={style.pair}>
            <TextInput
              label="What could it lose and still live?"
              description="its capital, as 2M or 400k"
              required
              pattern="\d[\d.,_]*\s?[kMB]?( to \d[\d.,_]*\s?[kMB]?)?"
              title="A number such as 400k, 2M or 1.5B"
              {...field("capital")}
            />
            <NativeSelect
              label="In which currency?"
              description="as its code"
              data={currencies}
              {...field("currency")}
            />
          </div>
          <div className={style.pair}>
            <TextInput
              label="What does it keep doing?"
              description="payroll, teaching, deliveries…"
              required
              {...field("functionName")}
            />
            <TextInput
              label="Who sees to it?"
              description="a department or a team"
              required
              {...field("department")}
            />
          </div>
          <TextInput
            label="How does that go wrong now and then?"
            description="as you would tell a colleague: wrong payslip"
            required
            {...field("failure")}
          />
          <div className={style.triple}>
            <TextInput label="How often a year?" description="as 5 to 20" required {...field("happens")} />
            <TextInput label="Noticed after?" description="as 1h to 2d" required {...field("noticed")} />
            <TextInput
              label="Then stopped after?"
              description="as 10min to 4h"
              required
              {...field("stopped")}
            />
          </div>
          <TextInput
            label={`What does one cost, in ${answers.currency}?`}
            description="as 200 to 4000"
            required
            {...field("harm")}
          />
          <TextInput
            label="Who answers?"
            description="so that later readers know whose figures these are"
            required
            autoComplete="name"
            {...field("author")}
          />
          {create.isError ? <Refused error={create.error} /> : null}
          <Button type="submit" loading={create.isPending} justify="center">
            Begin with this text
          </Button>
        </form>
        <section aria-label="The text so far">
          <pre className={style.growing}>{text}</pre>
        </section>
      </div>
    </main>
  );
}

/** What the server could not take, by lines of the text beside. */
function Refused({ error }: { error: Error }) {
  const said = error instanceof ServerTrouble && isRefusal(error.body) ? error.body.problem : null;
  const problems = said?.problems?.filter(({ severity }) => severity === "error") ?? [];
  return (
    <div role="alert" className={style.refused}>
      {problems.length === 0 ? error.message : "The text beside is not understood yet:"}
      <ul>
        {problems.map(({ place, message, expected }) => (
          <li key={`${place.start} ${message}`}>
            line {place.line}: {message}
            {expected ? `; expected ${expected}` : ""}
          </li>
        ))}
      </ul>
    </div>
  );
}
