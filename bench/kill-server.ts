/** A server on a folder, for bench/kill.ts to kill: prints its address, and lives until then. */
import { startServer } from "../src/server/server.ts";
import { openStore } from "../src/store/store.ts";

const store = await openStore({ folder: process.argv[2]! });
const server = await startServer({ store, port: 0, log: () => {} });
console.log(server.address);
