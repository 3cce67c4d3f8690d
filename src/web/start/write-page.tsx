import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import type { NewOrganizationRequest, OrganizationDetail } from "../../server/api.ts";
import { ask, organizationsQuery, queryClient } from "../api.ts";
import { Opening } from "../design/states.tsx";
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

/** Six questions; beside them the text that the answers make, line by line. */
export function WritePage() {
  const [answers, setAnswers] = useState(noAnswers);
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
    create.mutate({ text, author: "first page", comment: "begun with six questions" });
  };
  return (
    <main className={style.write}>
      <Link to="/">← Back</Link>
      <Opening
        title="Write your own"
        sentences={[
          "Six questions make a text of a dozen lines. Ranges are welcome: 5 to 20 means that nine times in ten it lies between.",
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
              label="What does it do again and again?"
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
          <div className={style.pair}>
            <TextInput label="How often a year?" description="as 5 to 20" required {...field("happens")} />
            <TextInput
              label="Noticed, and then stopped, after?"
              description="each as 1h to 2d"
              required
              {...field("noticed")}
            />
          </div>
          <TextInput
            label={`What does one cost, in ${answers.currency}?`}
            description="as 200 to 4000"
            required
            {...field("harm")}
          />
          {create.isError ? <p role="alert">{create.error.message}</p> : null}
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
