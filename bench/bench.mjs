import { enter } from "../tools/enter.mjs";

enter("bench");
