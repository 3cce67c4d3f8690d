import {
  Button,
  Checkbox,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  Radio,
} from "@mantine/core";

/** Buttons and links are ink: colour is kept for meaning. Shade 8 on paper and 2 on dark paper pass AA. */
const ink: MantineColorsTuple = [
  "#f3f1ea",
  "#e8e6df",
  "#d5d3cb",
  "#b3b3b1",
  "#8e9199",
  "#5c6170",
  "#434957",
  "#2f3646",
  "#1d2433",
  "#121722",
];

export const theme = createTheme({
  fontFamily: '"Inter Variable", system-ui, sans-serif',
  fontFamilyMonospace: '"JetBrains Mono Variable", ui-monospace, monospace',
  colors: { ink },
  primaryColor: "ink",
  primaryShade: { light: 8, dark: 1 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  black: "#1d2433",
  defaultRadius: "sm",
  focusRing: "auto",
  respectReducedMotion: true,
  components: {
    // The list of choices stands within the page's landmarks, and is itself what scrolls: arrow keys move in it.
    Select: {
      defaultProps: {
        withScrollArea: false,
        styles: { options: { maxHeight: "15rem", overflowY: "auto" } },
        comboboxProps: { withinPortal: false, shadow: "sm" },
      },
    },
    Modal: { defaultProps: { styles: { title: { fontSize: "var(--lead)", fontWeight: 600 } } } },
    // A dialog's head is no banner of the page.
    ModalHeader: { defaultProps: { role: "presentation" } },
    // Automatic contrast looks at the light scheme's shade only: on dark paper ink is light, and so were the letters on it.
    Button: Button.extend({
      vars: (_theme, { variant = "filled", color }) => ({
        root: variant === "filled" && color === undefined ? { "--button-color": "var(--paper)" } : {},
      }),
    }),
    Checkbox: Checkbox.extend({ vars: () => ({ root: { "--checkbox-icon-color": "var(--paper)" } }) }),
    Radio: Radio.extend({ vars: () => ({ root: { "--radio-icon-color": "var(--paper)" } }) }),
  },
  fontSizes: {
    xs: "var(--small)",
    sm: "var(--body)",
    md: "var(--body)",
    lg: "var(--lead)",
    xl: "var(--title)",
  },
  headings: {
    fontWeight: "600",
    sizes: {
      h1: { fontSize: "var(--title)", lineHeight: "1.2" },
      h2: { fontSize: "var(--lead)", lineHeight: "1.3" },
      h3: { fontSize: "var(--body)", lineHeight: "1.4" },
    },
  },
});

const shared = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-dimmed": "var(--quiet)",
  "--mantine-color-placeholder": "var(--quiet)",
  "--mantine-color-default": "var(--paper)",
  "--mantine-color-default-hover": "var(--wash)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--edge)",
  "--mantine-color-error": "var(--failure)",
  "--mantine-color-anchor": "var(--ink)",
};

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: shared,
  dark: { ...shared, "--mantine-color-dark-6": "var(--wash)" },
});
