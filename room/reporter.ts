// Joins and leaves on their way to the origin: in order, in batches, kept and tried again while the origin is away. Bounded: a
// room goes on without the origin, and what it could not tell for too long is told as a gap in the log.

import type { NowMs } from "../shared/clock.ts";
import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { HostId, RoomId } from "../shared/schema/ids.ts";
import type { RoomReport } from "../shared/schema/internal/hosts.ts";
import type { RoomSpec } from "../shared/schema/room-spec.ts";
import type { ReportEntry } from "./effects.ts";

type Entry = RoomReport["entries"][number];
type Line = {
  readonly spec: RoomSpec;
  nextSeq: number;
  entries: Entry[];
  closed: boolean;
  /** The origin failed on it: it is left alone until then. */
  notBeforeMs: number;
};
type Outcome = "sent" | "failed" | "origin-away";

const ENTRIES_PER_ROOM_MAX = 10_000;
const BATCH_MAX_ENTRIES = 500;
const SEND_INTERVAL_MS = 200;
const RETRY_INTERVAL_MS = 2_000;

export type Reporter = {
  report(spec: RoomSpec, entry: ReportEntry): void;
  closed(spec: RoomSpec, nowMs: number): void;
  /** The room is not this host's any more, and those in it are sent away; should nobody have it, that is what became of them. */
  lost(spec: RoomSpec, leaves: readonly ReportEntry[]): void;
  /** The room runs elsewhere, and what is to be told of it is told from there. */
  moved(spec: RoomSpec): void;
  /** The number of the newest entry there is of a room, -1 before the first. */
  newestSeq(room: RoomId, epoch: number): number;
  /** Sends all that waits, as far as the origin takes it now, in whatever room it came up meanwhile. */
  flush(): Promise<void>;
  stop(): void;
};

export function createReporter(deps: {
  readonly hostId: HostId;
  readonly nowMs: NowMs;
  readonly log: Log;
  send(room: RoomId, report: RoomReport): Promise<void>;
}): Reporter {
  const lines = new Map<string, Line>();
  let sending: Promise<void> | null = null;
  let notBeforeMs = 0;
  const timer = setInterval(() => {
    const nowMs = deps.nowMs();
    if (lines.size > 0 && nowMs >= notBeforeMs) void run((line) => nowMs >= line.notBeforeMs);
  }, SEND_INTERVAL_MS);

  function lineOf(spec: RoomSpec): Line {
    const key = keyOf(spec);
    const existing = lines.get(key);
    if (existing !== undefined) return existing;
    const line: Line = { spec, nextSeq: 0, entries: [], closed: false, notBeforeMs: 0 };
    lines.set(key, line);
    return line;
  }

  function add(spec: RoomSpec, entry: Omit<Entry, "seq">): void {
    const line = lineOf(spec);
    line.entries.push({ ...entry, seq: line.nextSeq++ });
    if (line.entries.length <= ENTRIES_PER_ROOM_MAX) return;
    line.entries.shift();
    deps.log.warn("room.report.dropped", { room: spec.room, kept: ENTRIES_PER_ROOM_MAX });
  }

  async function flush(): Promise<void> {
    // A run that is on its way leaves out rooms that failed earlier, which may be well by now.
    await sending;
    await run(() => true);
  }

  /** Only one is on its way at a time. */
  function run(isDue: (line: Line) => boolean): Promise<void> {
    sending ??= sendAll(isDue).finally(() => {
      sending = null;
    });
    return sending;
  }

  /** Round by round until no room has more to tell: entries come while others are being sent. */
  async function sendAll(isDue: (line: Line) => boolean): Promise<void> {
    const failed = new Set<Line>();
    const isWaiting = (line: Line) => line.entries.length > 0 && !failed.has(line) && isDue(line);
    for (let round = [...lines]; round.length > 0; round = [...lines].filter(([, line]) => isWaiting(line)))
      for (const [key, line] of round) {
        while (isWaiting(line)) {
          const outcome = await sendBatch(line);
          if (outcome === "origin-away") return;
          if (outcome === "failed") failed.add(line);
        }
        if (line.closed && line.entries.length === 0) lines.delete(key);
      }
  }

  async function sendBatch(line: Line): Promise<Outcome> {
    const entries = line.entries.slice(0, BATCH_MAX_ENTRIES);
    const report = { hostId: deps.hostId, epoch: line.spec.epoch, entries };
    try {
      await deps.send(line.spec.room, report);
    } catch (error) {
      if (!isRefused(error)) return later(line, error);
      deps.log.warn("room.report.refused", { room: line.spec.room, error });
    }
    const lastSeq = entries.at(-1)?.seq ?? -1;
    line.entries = line.entries.filter((entry) => entry.seq > lastSeq);
    return "sent";
  }

  function later(line: Line, error: unknown): Outcome {
    deps.log.warn("room.report.waiting", { room: line.spec.room, waiting: line.entries.length, error });
    const retryAtMs = deps.nowMs() + RETRY_INTERVAL_MS;
    if (error instanceof Problem && error.code === "ORIGIN_AWAY") {
      notBeforeMs = retryAtMs;
      return "origin-away";
    }
    line.notBeforeMs = retryAtMs;
    return "failed";
  }

  return {
    report: (spec, entry) => add(spec, entry),
    closed: (spec, nowMs) => {
      add(spec, { kind: "closed", user: null, sid: null, seat: "visible", atMs: nowMs, participantCount: 0 });
      lineOf(spec).closed = true;
    },
    // Its numbers go on should this host have it again under the same lease: the line stays.
    lost: (spec, leaves) => {
      for (const entry of leaves) add(spec, entry);
    },
    moved: (spec) => void lines.delete(keyOf(spec)),
    newestSeq: (room, epoch) => (lines.get(keyOf({ room, epoch }))?.nextSeq ?? 0) - 1,
    flush,
    stop: () => clearInterval(timer),
  };
}

const keyOf = ({ room, epoch }: Pick<RoomSpec, "room" | "epoch">): string => `${room} ${epoch}`;

/** Whether there is no use in sending the batch again: the room is another host's by now, or is unknown. */
function isRefused(error: unknown): boolean {
  return error instanceof Problem && error.status < 500;
}
