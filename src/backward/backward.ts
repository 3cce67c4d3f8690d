export { compileFrequencies, type FrequencyPlan } from "./frequency.ts";
