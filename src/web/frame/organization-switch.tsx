import { Menu, VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { sayCounted } from "../../findings/say.ts";
import { organizationsQuery } from "../api.ts";
import style from "./frame.module.css";

/** The organization that is looked at, and the way to another one. */
export function OrganizationSwitch({ current, name }: { current: string; name: string | undefined }) {
  const { data } = useQuery(organizationsQuery());
  const navigate = useNavigate();
  const shown = data?.find(({ id }) => id === current);
  return (
    <Menu position="bottom-start" width={300} shadow="sm">
      <Menu.Target>
        <button type="button" className={style.switch}>
          <VisuallyHidden>Organization: </VisuallyHidden>
          {name ?? shown?.name ?? current}
          {shown?.example ? <span className={style.example}> · an example</span> : null}{" "}
          <span aria-hidden>▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {data?.map((organization) => (
          <Menu.Item
            key={organization.id}
            onClick={() =>
              void navigate({ to: "/o/$organization/map", params: { organization: organization.id } })
            }
            rightSection={
              <span className={style.example}>{sayCounted(organization.occurrences, "occurrence")}</span>
            }
          >
            {organization.name}
            {organization.example ? <span className={style.example}> · an example</span> : null}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => void navigate({ to: "/write" })}>Write your own…</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
