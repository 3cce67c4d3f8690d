/** Opens the store of a folder, says so, and holds it until it is stopped: a process for tests to stop or kill. */
import { openStore } from "../src/store/store.ts";

const store = await openStore({ folder: process.argv[2]! });
const kept = { text: "kept", name: "Kept", example: false, author: "Ada", comment: "" };
console.log(await store.createOrganization(kept));
setInterval(() => {}, 1_000);
