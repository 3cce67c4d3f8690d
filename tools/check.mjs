import { enter } from "./enter.mjs";

enter("check");
