// What the pool, its queues and the background work are at one moment, as rows that families.ts makes metrics of.

import type { Feed } from "../../shared/schema/internal/changes.ts";
import type { JobTask } from "../../shared/schema/internal/jobs.ts";

/** One registered host. Counts are of its open rooms; `keptCount` is places kept for people on their way. */
export type HostReading = {
  readonly region: string;
  readonly draining: boolean;
  /** Not heard of for so long that nobody is sent there. */
  readonly silent: boolean;
  readonly participantsMax: number;
  readonly roomCount: number;
  readonly participantCount: number;
  readonly ghostCount: number;
  readonly keptCount: number;
};

/** Who waits for a place. `region`: the nearest by their own word, null where they gave none; anything may stand there. */
export type WaitingReading = {
  readonly region: string | null;
  readonly count: number;
  readonly longestWaitMs: number;
};

/** Background work of one kind in one state. `longestWaitMs` is 0 for what runs. */
export type QueueReading<Kind extends string> = {
  readonly kind: Kind;
  readonly state: "waiting" | "retrying" | "running";
  readonly count: number;
  readonly longestWaitMs: number;
};

export type PoolReading = {
  readonly hosts: readonly HostReading[];
  readonly roomsWithoutHostCount: number;
  readonly waiting: readonly WaitingReading[];
  /** How long the oldest change of a feed has been kept from its readers by a transaction that still runs; feeds with none are left out. */
  readonly changesLagMs: Readonly<Partial<Record<Feed, number>>>;
  readonly jobs: readonly QueueReading<string>[];
  readonly deadJobCount: number;
  readonly ugcJobs: readonly QueueReading<JobTask>[];
};
