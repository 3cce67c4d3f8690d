import { NativeSelect } from "@mantine/core";
import style from "./map.module.css";
import { type Order, orderNames, orders, type Thought } from "./orders.ts";

/** What deserves thought, the first dozen; the table below the map has them all. */
export function ThoughtList(props: {
  readonly thoughts: readonly Thought[];
  readonly order: Order;
  readonly reorder: (order: Order) => void;
  readonly chosen: string | undefined;
  readonly choose: (failure: string | undefined) => void;
}) {
  const { thoughts, order, reorder, chosen, choose } = props;
  return (
    <section aria-labelledby="thought">
      <h2 id="thought">What deserves thought</h2>
      <NativeSelect
        size="xs"
        mt={6}
        w="9rem"
        aria-label="In which order"
        value={order}
        onChange={(event) => reorder(orders.find((it) => it === event.currentTarget.value) ?? "cost")}
        data={orders.map((value) => ({ value, label: orderNames[value] }))}
      />
      <ol className={style.thought}>
        {thoughts.slice(0, 12).map(({ failure, amount }, place) => (
          <li key={failure.id}>
            <button
              type="button"
              aria-pressed={chosen === failure.id}
              onClick={() => choose(chosen === failure.id ? undefined : failure.id)}
            >
              <span className={style.place}>{place + 1}</span>
              <span>{failure.name}</span>
              <span className={style.amount}>{amount}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
