import { Switch, Table } from "@mantine/core";
import { Fragment, useState } from "react";
import { sayCount, sayCounted, sayExactly, sayRate, sayShare } from "../../findings/say.ts";
import type { Combination, InputImportance, WhyFinding } from "../../findings/why.ts";
import { Mark } from "../design/mark.tsx";
import { TableScroll } from "../design/table-scroll.tsx";
import style from "./failure.module.css";

/** So many ways are shown before the rest is asked for. */
const first = 8;

/** Every combination of inputs that is enough, likeliest first; those with the chosen input stand out. */
export function Ways({ why, chosen }: { why: WhyFinding; chosen: string | undefined }) {
  const [exact, setExact] = useState(false);
  const [all, setAll] = useState(false);
  const { listed, count, why: noCount, kind } = why.combinations;
  if (listed.length === 0) return null;
  const kinds = new Map(why.inputs.map((input) => [input.id, input.kind]));
  const known = listed.some(({ perYear }) => perYear !== null);
  const shown = all ? listed : listed.slice(0, first);
  const total = count === "" ? null : Number(count);
  return (
    <section className={style.section} aria-labelledby="ways">
      <div className={style.head}>
        <h2 id="ways">What must come together</h2>
        {known ? (
          <Switch
            label="exact figures"
            size="xs"
            checked={exact}
            onChange={(event) => setExact(event.currentTarget.checked)}
          />
        ) : null}
      </div>
      <p className={style.lead}>{why.sentences.slice(1).join(" ")}</p>
      <TableScroll label="The ways, as a table">
        <Table verticalSpacing={6} miw={exact ? "44rem" : undefined}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>way</Table.Th>
              {known ? (
                <>
                  <Table.Th ta="right">happens</Table.Th>
                  <Table.Th w="30%">share</Table.Th>
                </>
              ) : null}
              {exact ? <Table.Th ta="right">probability</Table.Th> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((way) => (
              <Way key={idOf(way)} way={way} kinds={kinds} known={known} exact={exact} chosen={chosen} />
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
      <p className={style.quiet}>
        {listed.length > shown.length ? (
          <button type="button" className={style.more} onClick={() => setAll(true)}>
            and {listed.length - shown.length} more
          </button>
        ) : null}
        {total !== null && total > listed.length
          ? ` The likeliest ${sayCount(listed.length)} of ${sayCounted(total, "way")}. `
          : ""}
        {noCount ? ` ${noCount} ` : ""}
        {exact ? ` By their name in the field: ${kind}.` : ""}
      </p>
    </section>
  );
}

const idOf = ({ inputs }: Combination) =>
  inputs.map(({ id, absent }) => (absent ? `not ${id}` : id)).join(" ");

function Way(props: {
  way: Combination;
  kinds: ReadonlyMap<string, InputImportance["kind"]>;
  known: boolean;
  exact: boolean;
  chosen: string | undefined;
}) {
  const { way, kinds, known, exact, chosen } = props;
  const isMeant = chosen !== undefined && way.inputs.some(({ id }) => id === chosen);
  return (
    <Table.Tr className={style.way} data-meant={isMeant}>
      <Table.Th scope="row" fw={400}>
        <ul className={style.together}>
          {way.inputs.map(({ id, name, absent }) => (
            <li key={id} data-chosen={id === chosen}>
              <Mark kind={kinds.get(id) ?? "event"} size={12} /> {absent ? `no ${name.toLowerCase()}` : name}
            </li>
          ))}
        </ul>
      </Table.Th>
      {known ? (
        <>
          <Table.Td ta="right" className={style.number}>
            {saidOr(way.perYear, exact ? sayExactly : sayRate)}
          </Table.Td>
          <Table.Td>
            {way.share === null ? null : (
              <span className={style.share}>
                <i style={{ width: `${Math.max(1, 100 * way.share)}%` }} />
                <span>{exact ? sayExactly(way.share) : sayShare(way.share)}</span>
              </span>
            )}
          </Table.Td>
        </>
      ) : null}
      {exact ? <Table.Td ta="right">{saidOr(way.probability, sayExactly)}</Table.Td> : null}
    </Table.Tr>
  );
}

const saidOr = (value: number | null, say: (value: number) => string): string =>
  value === null ? "not known" : say(value);

/** How much each input matters, in words first. */
export function Weights(props: {
  readonly why: WhyFinding;
  readonly chosen: string | undefined;
  readonly choose: (input: string | undefined) => void;
}) {
  const { why, chosen, choose } = props;
  const [exact, setExact] = useState(false);
  if (why.inputs.length < 2) return null;
  const structural = why.inputs.every((input) => input.structural);
  const inputs = [...why.inputs].sort((a, b) => weight(b) - weight(a));
  return (
    <section className={style.section} aria-labelledby="weights">
      <div className={style.head}>
        <h2 id="weights">What matters most</h2>
        <Switch
          label="exact figures"
          size="xs"
          checked={exact}
          onChange={(event) => setExact(event.currentTarget.checked)}
        />
      </div>
      <p className={style.lead}>
        {structural
          ? "The inputs carry no figures, so only their place in the picture can be weighed: how often one of them decides, if each of the others were as likely there as not."
          : "How much of what happens takes the input, and how likely the outcome would be were the input never or always there. What comes at least once a year counts as there anyway."}
      </p>
      <TableScroll label="The inputs, as a table">
        <Table verticalSpacing={6} miw={exact && !structural ? "68rem" : undefined}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>input</Table.Th>
              {structural ? (
                <Table.Th ta="right">decides</Table.Th>
              ) : (
                <>
                  <Table.Th ta="right">takes part in</Table.Th>
                  <Table.Th ta="right">never there</Table.Th>
                  <Table.Th ta="right">always there</Table.Th>
                </>
              )}
              {exact && !structural ? <ExactHeads /> : null}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {inputs.map((input) => (
              <Table.Tr key={input.id} className={style.way} data-meant={input.id === chosen}>
                <Table.Th scope="row" fw={400}>
                  <button
                    type="button"
                    className={style.pick}
                    aria-pressed={input.id === chosen}
                    onClick={() => choose(input.id === chosen ? undefined : input.id)}
                  >
                    <Mark kind={input.kind} size={12} /> {input.name}
                  </button>
                </Table.Th>
                {structural ? (
                  <Table.Td ta="right">{saidOr(input.birnbaum, exact ? sayExactly : sayShare)}</Table.Td>
                ) : (
                  <Matters input={input} exact={exact} />
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </TableScroll>
    </section>
  );
}

const weight = ({ fussellVesely, birnbaum }: InputImportance) => fussellVesely ?? Math.abs(birnbaum ?? 0);

function ExactHeads() {
  return (
    <>
      <Table.Th ta="right">Birnbaum</Table.Th>
      <Table.Th ta="right">criticality</Table.Th>
      <Table.Th ta="right">Fussell–Vesely</Table.Th>
      <Table.Th ta="right">reduction worth</Table.Th>
      <Table.Th ta="right">achievement worth</Table.Th>
    </>
  );
}

function Matters({ input, exact }: { input: InputImportance; exact: boolean }) {
  const { birnbaum, criticality, fussellVesely, riskReductionWorth, riskAchievementWorth } = input;
  const measures = [birnbaum, criticality, fussellVesely, riskReductionWorth, riskAchievementWorth];
  return (
    <>
      <Table.Td ta="right">
        {saidOr(fussellVesely === null ? null : Math.min(1, fussellVesely), sayShare)}
      </Table.Td>
      <Table.Td ta="right">{without(input)}</Table.Td>
      <Table.Td ta="right">{saidOr(riskAchievementWorth, sayTimes)}</Table.Td>
      {exact
        ? measures.map((measure, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: always the same five measures in the same order.
            <Fragment key={place}>
              <Table.Td ta="right">{measure === null ? "–" : sayExactly(measure)}</Table.Td>
            </Fragment>
          ))
        : null}
    </>
  );
}

/** A worth without bound: nothing is left of it once the input never holds. */
function without({ riskReductionWorth, fussellVesely }: InputImportance): string {
  if (riskReductionWorth !== null)
    return riskReductionWorth > 0 ? sayTimes(1 / riskReductionWorth) : "not known";
  return fussellVesely === null ? "not known" : "never";
}

/** `5.4 times likelier`, `13% likelier`, `as likely`, `24% less likely`, `never`. */
export function sayTimes(factor: number): string {
  if (factor < 1e-9) return "never";
  if (Math.abs(factor - 1) < 0.005) return "as likely";
  if (factor >= 1.5) return `${sayCount(factor)} times likelier`;
  if (factor > 1) return `${sayShare(factor - 1)} likelier`;
  return `${sayShare(1 - factor)} less likely`;
}
