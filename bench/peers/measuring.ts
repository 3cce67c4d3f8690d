/** What all peers say of a job: seconds of processor in all threads, and on the wall. */
export type Measured = {
  readonly failures: number;
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
};

/** What a program was asked to do, as its last argument says in JSON. */
export function taskOf<Task>(): Task {
  return JSON.parse(process.argv.at(-1)!) as Task;
}

/** Does a job so many times over, and answers the seconds that one of them took on average. */
export async function secondsOf(times: number, job: () => unknown): Promise<Omit<Measured, "failures">> {
  const cpu = process.cpuUsage();
  const began = performance.now();
  for (let i = 0; i < times; i++) await job();
  const wallSeconds = (performance.now() - began) / 1000 / times;
  const { user, system } = process.cpuUsage(cpu);
  return { cpuSeconds: (user + system) / 1e6 / times, wallSeconds };
}
