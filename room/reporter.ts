// Joins and leaves on their way to the origin: in order, in batches, kept and tried again while the origin is away. Bounded: a
// room goes on without the origin, and what it could not tell for too long is told as a gap in the log.

import type { NowMs } from "../shared/clock.ts";
import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { HostId, RoomId } from "../shared/schema/ids.ts";
import type { RoomReport } from "../shared/schema/internal-api.ts";
import type { RoomSpec } from "../shared/schema/room-spec.ts";
import type { ReportEntry } from "./effects.ts";

type Entry = RoomReport["entries"][number];
type Line = { readonly spec: RoomSpec; nextSeq: number; entries: Entry[]; closed: boolean };

const ENTRIES_PER_ROOM_MAX = 10_000;
const BATCH_MAX_ENTRIES = 500;
const SEND_INTERVAL_MS = 200;
const RETRY_INTERVAL_MS = 2_000;

export type Reporter = {
  report(spec: RoomSpec, entry: ReportEntry): void;
  closed(spec: RoomSpec, nowMs: number): void;
  /** Sends what waits, as far as the origin takes it now. */
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
    if (lines.size > 0 && deps.nowMs() >= notBeforeMs) void flush();
  }, SEND_INTERVAL_MS);

  function lineOf(spec: RoomSpec): Line {
    const key = `${spec.room} ${spec.epoch}`;
    const existing = lines.get(key);
    if (existing !== undefined) return existing;
    const line: Line = { spec, nextSeq: 0, entries: [], closed: false };
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

  function flush(): Promise<void> {
    sending ??= sendAll().finally(() => {
      sending = null;
    });
    return sending;
  }

  async function sendAll(): Promise<void> {
    for (const [key, line] of lines) {
      while (line.entries.length > 0) {
        const entries = line.entries.slice(0, BATCH_MAX_ENTRIES);
        const report = { hostId: deps.hostId, epoch: line.spec.epoch, entries };
        const sent = await deps.send(line.spec.room, report).then(
          () => true,
          (error: unknown) => isSettled(line, error),
        );
        if (!sent) return;
        const lastSeq = entries.at(-1)?.seq ?? -1;
        line.entries = line.entries.filter((entry) => entry.seq > lastSeq);
      }
      if (line.closed) lines.delete(key);
    }
  }

  /** Whether there is no use in sending the batch again: the room is another host's by now, or is unknown. */
  function isSettled(line: Line, error: unknown): boolean {
    const { room } = line.spec;
    if (error instanceof Problem && error.status < 500) {
      deps.log.warn("room.report.refused", { room, error });
      return true;
    }
    deps.log.warn("room.report.waiting", { room, waiting: line.entries.length, error });
    notBeforeMs = deps.nowMs() + RETRY_INTERVAL_MS;
    return false;
  }

  return {
    report: (spec, entry) => add(spec, entry),
    closed: (spec, nowMs) => {
      add(spec, { kind: "closed", user: null, sid: null, atMs: nowMs, participantCount: 0 });
      lineOf(spec).closed = true;
    },
    flush,
    stop: () => clearInterval(timer),
  };
}
