/**
 * A queued process of ours: failures set in at random, are latent for a while, then wait for the first of a few people who
 * contains them. `node bench/peers/desk.ts task` prints on one line what it measured.
 */
import { createGenerator, type Generator } from "../../src/numeric/generator.ts";
import { createStaff } from "../../src/numeric/staff.ts";
import { secondsOf, taskOf } from "./measuring.ts";

/** A load of onsetsPerHour × handlingHours erlang on so many people. */
export type Desk = {
  readonly people: number;
  readonly onsetsPerHour: number;
  readonly latentHours: number;
  readonly handlingHours: number;
};

const batch = 512;

/**
 * Mean time from onset to containment. A failure detected late is passed by later ones that are detected early, so detections are
 * put in order batch by batch; what may still be passed by an onset to come is carried over.
 */
function meanDuration(desk: Desk, failures: number, generator: Generator): number {
  const staff = createStaff(desk.people);
  let detections = new Float64Array(2 * batch);
  let [carried, begun, onset, total] = [0, 0, 0, 0];
  while (begun < failures || carried > 0) {
    const fresh = Math.min(batch, failures - begun);
    if (carried + fresh > detections.length) detections = grown(detections);
    for (let i = carried; i < carried + fresh; i++) {
      onset += exponential(generator, 1 / desk.onsetsPerHour);
      const latent = exponential(generator, desk.latentHours);
      detections[i] = onset + latent;
      total += latent;
    }
    begun += fresh;
    const all = detections.subarray(0, carried + fresh);
    putInOrder(all);
    const settled = begun < failures ? onset : Infinity;
    let done = 0;
    for (; done < all.length && all[done]! <= settled; done++) {
      const detected = all[done]!;
      const handling = exponential(generator, desk.handlingHours);
      total += staff.serve(detected, handling) + handling - detected;
    }
    detections.copyWithin(0, done, all.length);
    carried = all.length - done;
  }
  return total / failures;
}

function grown(array: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * array.length);
  larger.set(array);
  return larger;
}

/** By insertion, which is the quickest for what is nearly in order already. */
function putInOrder(times: Float64Array): void {
  for (let i = 1; i < times.length; i++) {
    const time = times[i]!;
    let at = i;
    for (; at > 0 && times[at - 1]! > time; at--) times[at] = times[at - 1]!;
    times[at] = time;
  }
}

function exponential(generator: Generator, mean: number): number {
  return -mean * Math.log((generator.uint32() + 0.5) * 2 ** -32);
}

const { failures, seed, ...desk } = taskOf<Desk & { readonly failures: number; readonly seed: number }>();
meanDuration(desk, 50_000, createGenerator(seed, 0));
let mean = 0;
const seconds = await secondsOf(1, () => {
  mean = meanDuration(desk, failures, createGenerator(seed, 1));
});
console.log(JSON.stringify({ failures, mean, ...seconds }));
