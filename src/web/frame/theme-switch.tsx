import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";

/** Paper or dark paper; until somebody chooses, as the system has it. */
export function ThemeSwitch() {
  const { setColorScheme } = useMantineColorScheme();
  const shown = useComputedColorScheme("light");
  const other = shown === "dark" ? "light" : "dark";
  return (
    <ActionIcon
      variant="subtle"
      aria-label={other === "dark" ? "Dark paper" : "Light paper"}
      onClick={() => setColorScheme(other)}
    >
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        {shown === "dark" ? (
          <g fill="none" stroke="currentcolor" strokeWidth="1.5" strokeLinecap="round">
            <circle cx="8" cy="8" r="3" />
            <path d="M8 1.500v1.500M8 13v1.500M1.500 8H3M13 8h1.500M3.400 3.400l1.060 1.060M11.540 11.540l1.060 1.060M3.400 12.600l1.060-1.060M11.540 4.460l1.060-1.060" />
          </g>
        ) : (
          <path
            d="M13 9.800A5.500 5.500 0 1 1 6.200 3a4.600 4.600 0 0 0 6.800 6.800z"
            fill="none"
            stroke="currentcolor"
            strokeWidth="1.5"
            strokeLinejoin="round"
          />
        )}
      </svg>
    </ActionIcon>
  );
}
