import { fileURLToPath } from "node:url";

/** The checkout's folder, with a closing slash. */
export const checkout = fileURLToPath(new URL("../../", import.meta.url));
