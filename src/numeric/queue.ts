import { exp } from "./elementary.ts";

/**
 * Chance that a call finds all servers busy and is lost (no waiting room).
 *
 * servers   whole, ≥ 0
 * load      erlang: arrivals × mean handling, in the same unit of time
 * Error: relative about servers × 2⁻⁵². Time grows with servers. Source: Erlang (1917), by recursion over servers.
 * Throws RangeError when servers is not whole or load is negative.
 */
export function erlangB(servers: number, load: number): number {
  if (!Number.isInteger(servers) || servers < 0)
    throw new RangeError(`servers are whole and not negative, not ${servers}`);
  if (!(load >= 0 && load < Infinity)) throw new RangeError(`a load is finite and not negative, not ${load}`);
  let blocked = 1;
  for (let n = 1; n <= servers; n++) blocked = (load * blocked) / (n + load * blocked);
  return blocked;
}

/** Chance that a call has to wait in M/M/c; 1 where the load reaches the servers, since there is then no steady state. */
export function erlangC(servers: number, load: number): number {
  const blocked = erlangB(servers, load);
  if (load >= servers) return 1;
  return blocked / (1 - (load / servers) * (1 - blocked));
}

/** Mean wait in M/M/c before being served, in the unit of `handling`; Infinity where the load reaches the servers. */
export function meanWait(servers: number, load: number, handling: number): number {
  return load >= servers ? Infinity : (erlangC(servers, load) * handling) / (servers - load);
}

/** Chance to be served within `time` of arriving, in M/M/c; time in the unit of `handling`. 0 where there is no steady state. */
export function servedWithin(servers: number, load: number, handling: number, time: number): number {
  if (load >= servers) return 0;
  return 1 - erlangC(servers, load) * exp((-(servers - load) * time) / handling);
}
