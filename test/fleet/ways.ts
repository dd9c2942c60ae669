// The ways between the processes of a fleet, each through a proxy that fails when it is told to.

import { type FaultProxy, startFaultProxy } from "../support/fault-proxy.ts";

export type Ways = {
  /** The ports they lead to, 0 until somebody listens there; of hosts by their index. */
  readonly ends: { postgres: number; origin: number; readonly peers: number[] };
  readonly toPostgres: FaultProxy;
  /** Of each host. */
  readonly toOrigin: readonly FaultProxy[];
  /** By which others ask each host for promises. */
  readonly fromPeers: readonly FaultProxy[];
  /** Undoes every fault, and ends with what it carries. */
  stop(): void;
};

/** For a fleet of so many hosts. The caller stops it, after the fleet. */
export async function openWays(count: number): Promise<Ways> {
  const ends: Ways["ends"] = { postgres: 0, origin: 0, peers: [] };
  const each = (toPort: (index: number) => number) =>
    Promise.all(Array.from({ length: count }, (_, index) => startFaultProxy(() => toPort(index))));
  const toPostgres = await startFaultProxy(() => ends.postgres);
  const toOrigin = await each(() => ends.origin);
  const fromPeers = await each((index) => ends.peers[index] ?? 0);
  return {
    ends,
    toPostgres,
    toOrigin,
    fromPeers,
    stop: () => {
      for (const proxy of [toPostgres, ...toOrigin, ...fromPeers]) proxy.stop();
    },
  };
}
