import { Kbd, Modal } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { useNavigate } from "@tanstack/react-router";
import { Fragment, useEffect, useEffectEvent, useRef } from "react";
import style from "./frame.module.css";
import { pages } from "./pages.ts";

const listed: readonly (readonly [keys: readonly string[], does: string])[] = [
  [["Ctrl", "K"], "find anything (⌘ K on a Mac)"],
  [["?"], "this list"],
  ...pages.map(({ key, name }) => [["g", key], `go to ${name}`] as const),
  [["←", "→", "↑", "↓"], "in a picture: to the neighbour on that side"],
  [["Home", "End"], "in a picture: to the first, to the last"],
  [["Enter"], "choose what is marked"],
  [["Esc"], "let go of what is chosen"],
];

export function KeyList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" closeButtonProps={{ "aria-label": "Close" }}>
      <dl className={style.keys}>
        {listed.map(([keys, does]) => (
          <Fragment key={does}>
            <dt>
              {keys.map((key) => (
                <Kbd key={key} mr={4}>
                  {key}
                </Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </Fragment>
        ))}
      </dl>
    </Modal>
  );
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      target.closest("input, textarea, select, [role=textbox], [role=dialog]") !== null)
  );
}

/** The keys that work on every page, unless somebody is writing. `g` and a letter within a second goes to a page. */
export function useKeys(organization: string, showKeys: () => void): void {
  const navigate = useNavigate();
  const wentAt = useRef(0);
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      spotlight.open();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return;
    if (event.key === "?") showKeys();
    if (event.key === "g") {
      wentAt.current = event.timeStamp;
      return;
    }
    const page = pages.find(({ key }) => key === event.key);
    if (page && event.timeStamp - wentAt.current < 1000)
      void navigate({ to: page.to, params: { organization } });
    wentAt.current = 0;
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}
