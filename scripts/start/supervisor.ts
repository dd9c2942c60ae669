// Keeps services running: started when asked, started again when one ends unasked, ended together in reverse order.

import type { NowMs } from "../../shared/clock.ts";
import type { Log } from "../../shared/http/log.ts";
import { nextRestart } from "./restarts.ts";
import type { Run, Service } from "./service.ts";

type Supervised = { readonly service: Service; run: Run; readonly startedAtMs: number[] };

export type Supervisor = {
  /** Starts it and keeps it. Throws StartFailed when its first start fails. */
  start(service: Service): Promise<void>;
  /** Ends all, the last started first. */
  stop(): Promise<void>;
  /** Resolves with the service that could not be kept running. */
  readonly gaveUp: Promise<Service>;
};

export function createSupervisor(deps: { readonly log: Log; readonly nowMs: NowMs }): Supervisor {
  const { log, nowMs } = deps;
  const supervised: Supervised[] = [];
  const keepers: Promise<void>[] = [];
  const starting = new Set<Promise<Run>>();
  const stopping = new AbortController();
  const stopAsked = new Promise<void>((resolve) =>
    stopping.signal.addEventListener("abort", () => resolve()),
  );
  const gaveUp = Promise.withResolvers<Service>();

  function begin(service: Service): Promise<Run> {
    const run = service.start(stopping.signal);
    starting.add(run);
    const done = () => void starting.delete(run);
    run.then(done, done);
    return run;
  }

  async function keep(entry: Supervised): Promise<void> {
    const { service } = entry;
    while (true) {
      const exitCode = await entry.run.exited;
      if (stopping.signal.aborted) return;
      const restart = nextRestart(entry.startedAtMs, exitCode, nowMs());
      if (restart === "give-up") return gaveUp.resolve(service);
      log.error("start.ended", { service: service.name, exitCode, againInMs: restart.waitMs });
      await Promise.race([Bun.sleep(restart.waitMs), stopAsked]);
      if (stopping.signal.aborted) return;
      entry.startedAtMs.push(nowMs());
      try {
        entry.run = await begin(service);
      } catch (error) {
        log.error("start.restart-failed", { service: service.name, error });
        entry.run = { exited: Promise.resolve(1), stop: async () => {} };
        continue;
      }
      if (stopping.signal.aborted) return void (await entry.run.stop());
      log.warn("start.again", { service: service.name });
    }
  }

  return {
    async start(service) {
      const startedAtMs = nowMs();
      const run = await begin(service);
      if (stopping.signal.aborted) return void (await run.stop());
      const entry = { service, run, startedAtMs: [startedAtMs] };
      supervised.push(entry);
      keepers.push(keep(entry));
    },
    async stop() {
      stopping.abort();
      // What is only coming up ends first: it may need what is up already, and the data folder is free when all have ended.
      const begun = await Promise.allSettled(starting);
      for (const start of begun) if (start.status === "fulfilled") await start.value.stop();
      for (const { run } of supervised.toReversed()) await run.stop();
      // One that was just being started again ends here too.
      await Promise.all(keepers);
    },
    gaveUp: gaveUp.promise,
  };
}
