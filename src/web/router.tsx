import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { LostPage, TroublePage } from "./design/states.tsx";
import { FailurePage } from "./failure/failure-page.tsx";
import { Frame } from "./frame/frame.tsx";
import { FunctionsPage } from "./functions/functions-page.tsx";
import { MapPage } from "./map/map-page.tsx";
import { type Order, orders } from "./map/orders.ts";
import { type Shown, shownPlaces } from "./map/scales.ts";
import { readOssificationAddress } from "./ossification/address.ts";
import { readRecordAddress } from "./record/address.ts";
import { StartPage } from "./start/start-page.tsx";
import { WritePage } from "./start/write-page.tsx";
import { readTextAddress } from "./text/address.ts";
import { readYearAddress } from "./year/address.ts";

/** What an address may carry after `?`, read leniently: what is not understood is left out. */
type Given = Record<string, unknown>;
const word = (value: unknown) => (typeof value === "string" && value !== "" ? value : undefined);
const oneOf = <T extends string>(value: unknown, known: readonly T[]) => known.find((it) => it === value);

type MapAddress = { failure?: string | undefined; show?: Shown | undefined; order?: Order | undefined };
type FunctionsAddress = { function?: string | undefined; control?: string | undefined };

const rootRoute = createRootRoute({ notFoundComponent: LostPage });

const startRoute = createRoute({ getParentRoute: () => rootRoute, path: "/", component: StartPage });

const writeRoute = createRoute({ getParentRoute: () => rootRoute, path: "/write", component: WritePage });

const organizationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/o/$organization",
  component: Frame,
});

const organizationStartRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: "/",
  beforeLoad: ({ params }) => {
    throw redirect({ to: "/o/$organization/map", params, replace: true });
  },
});

const mapRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: "map",
  validateSearch: (given: Given): MapAddress => ({
    failure: word(given.failure),
    show: oneOf(given.show, shownPlaces),
    order: oneOf(given.order, orders),
  }),
  component: MapPage,
});

const functionsRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: "functions",
  validateSearch: (given: Given): FunctionsAddress => ({
    function: word(given.function),
    control: word(given.control),
  }),
  component: FunctionsPage,
});

const yearRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: "year",
  validateSearch: readYearAddress,
  component: lazyRouteComponent(() => import("./year/year-page.tsx"), "YearPage"),
});

const ossificationRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: "ossification",
  validateSearch: readOssificationAddress,
  component: lazyRouteComponent(() => import("./ossification/ossification-page.tsx"), "OssificationPage"),
});

const failureRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: "failures/$failure",
  validateSearch: (given: Given): { input?: string | undefined } => ({ input: word(given.input) }),
  component: FailurePage,
});

const recordRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: "record",
  validateSearch: readRecordAddress,
  component: lazyRouteComponent(() => import("./record/record-page.tsx"), "RecordPage"),
});

const textRoute = createRoute({
  getParentRoute: () => organizationRoute,
  path: "text",
  validateSearch: readTextAddress,
  component: lazyRouteComponent(() => import("./text/text-page.tsx"), "TextPage"),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([
    startRoute,
    writeRoute,
    organizationRoute.addChildren([
      organizationStartRoute,
      mapRoute,
      functionsRoute,
      yearRoute,
      ossificationRoute,
      failureRoute,
      recordRoute,
      textRoute,
    ]),
  ]),
  defaultErrorComponent: TroublePage,
  defaultNotFoundComponent: LostPage,
  defaultPreload: "intent",
  scrollRestoration: true,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
