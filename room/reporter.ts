// Joins and leaves on their way to the origin: in order, in batches, kept and tried again while the origin is away, on disk too where
// there is a spool (room/reports/). Bounded: a room goes on without the origin, and what it could not tell for too long is told as a
// gap in the log. What the process before this one did not get told is told as well, in its name.

import type { NowMs } from "../shared/clock.ts";
import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { HostId, RoomId } from "../shared/schema/ids.ts";
import type { RoomReport } from "../shared/schema/internal/hosts.ts";
import type { RoomSpec } from "../shared/schema/room-spec.ts";
import type { ReportEntry } from "./effects.ts";
import type { Left, Segment, Spool } from "./reports/spool.ts";

type Entry = RoomReport["entries"][number];
/** `segment`: what it is in on disk. */
type Waiting = { readonly entry: Entry; readonly segment: Segment | null };
/** Whose it is, and under which lease. */
type Telling = { readonly hostId: HostId; readonly room: RoomId; readonly epoch: number };
type Line = {
  readonly of: Telling;
  nextSeq: number;
  entries: Waiting[];
  /** Nothing more comes: it is forgotten when all is told. */
  closed: boolean;
  /** The lease it is told under is over: its host is no more, or another has the room. */
  isLate: boolean;
  /** The origin failed on it: it is left alone until then. */
  notBeforeMs: number;
};
type Outcome = "sent" | "failed" | "origin-away";

const ENTRIES_PER_ROOM_MAX = 10_000;
const BATCH_MAX_ENTRIES = 500;
const SEND_INTERVAL_MS = 200;
const RETRY_INTERVAL_MS = 2_000;
/** Of INTERNAL_TOKEN_REQUIRED: our key is not the origin's, as while keys are replaced. */
const UNKNOWN_CALLER = 401;

export type Reporter = {
  /** Whatever comes from now on is kept on disk, too; what a process before this one left there is told. */
  keepIn(openSpool: (gaveUp: (segment: Segment) => void) => ReturnType<typeof Spool.open>): void;
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
  /** Nothing is told by itself any more. What waits is on disk when this resolves, where there is a spool. */
  stop(): Promise<void>;
};

export function createReporter(deps: {
  readonly hostId: HostId;
  readonly nowMs: NowMs;
  readonly log: Log;
  send(room: RoomId, report: RoomReport): Promise<void>;
}): Reporter {
  const lines = new Map<string, Line>();
  let spool: Spool | null = null;
  let sending: Promise<void> | null = null;
  let notBeforeMs = 0;
  const timer = setInterval(() => {
    const nowMs = deps.nowMs();
    if (lines.size > 0 && nowMs >= notBeforeMs) void run((line) => nowMs >= line.notBeforeMs);
  }, SEND_INTERVAL_MS);

  function lineOf(of: Telling): Line {
    const key = keyOf(of);
    const existing = lines.get(key);
    if (existing !== undefined) return existing;
    const line: Line = { of, nextSeq: 0, entries: [], closed: false, isLate: false, notBeforeMs: 0 };
    lines.set(key, line);
    return line;
  }

  function ofThisHost({ room, epoch }: Pick<RoomSpec, "room" | "epoch">): Telling {
    return { hostId: deps.hostId, room, epoch };
  }

  function add(spec: RoomSpec, told: Omit<Entry, "seq">): void {
    const of = ofThisHost(spec);
    const line = lineOf(of);
    const entry = { ...told, seq: line.nextSeq++ };
    const segment = spool?.append({ ...of, entry }) ?? null;
    line.entries.push({ entry, segment });
    if (line.entries.length <= ENTRIES_PER_ROOM_MAX) return;
    settle(line, 1);
    deps.log.warn("room.report.dropped", { room: of.room, kept: ENTRIES_PER_ROOM_MAX });
  }

  /** The oldest so many of a line need not be told any more. */
  function settle(line: Line, count: number): void {
    for (const { segment } of line.entries.splice(0, count)) if (segment !== null) spool?.settle(segment, 1);
  }

  function takeUp(left: readonly Left[]): void {
    for (const { spooled, segment } of left) {
      const { entry, ...of } = spooled;
      const line = lineOf(of);
      line.closed = true;
      line.isLate = true;
      line.entries.push({ entry, segment });
    }
  }

  function gaveUp(segment: Segment): void {
    for (const line of lines.values())
      line.entries = line.entries.filter((waiting) => waiting.segment !== segment);
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
    const { room, hostId, epoch } = line.of;
    const entries = line.entries.slice(0, BATCH_MAX_ENTRIES).map(({ entry }) => entry);
    try {
      await deps.send(room, { hostId, epoch, isLate: line.isLate, entries });
    } catch (error) {
      if (isOver(error) && !line.isLate) {
        line.isLate = true;
        return sendBatch(line);
      }
      if (!isRefused(error)) return later(line, error);
      deps.log.warn("room.report.refused", { room, error });
    }
    const lastSeq = entries.at(-1)?.seq ?? -1;
    settle(line, line.entries.filter(({ entry }) => entry.seq <= lastSeq).length);
    return "sent";
  }

  function later(line: Line, error: unknown): Outcome {
    deps.log.warn("room.report.waiting", { room: line.of.room, waiting: line.entries.length, error });
    const retryAtMs = deps.nowMs() + RETRY_INTERVAL_MS;
    if (error instanceof Problem && error.code === "ORIGIN_AWAY") {
      notBeforeMs = retryAtMs;
      return "origin-away";
    }
    line.notBeforeMs = retryAtMs;
    return "failed";
  }

  return {
    keepIn: (openSpool) => {
      const opened = openSpool(gaveUp);
      spool = opened.spool;
      takeUp(opened.left);
    },
    report: (spec, entry) => add(spec, entry),
    closed: (spec, nowMs) => {
      add(spec, { kind: "closed", user: null, sid: null, seat: "visible", atMs: nowMs, participantCount: 0 });
      lineOf(ofThisHost(spec)).closed = true;
    },
    // Its numbers go on should this host have it again under the same lease: the line stays.
    lost: (spec, leaves) => {
      for (const entry of leaves) add(spec, entry);
    },
    moved: (spec) => {
      const key = keyOf(ofThisHost(spec));
      const line = lines.get(key);
      if (line !== undefined) settle(line, line.entries.length);
      lines.delete(key);
    },
    newestSeq: (room, epoch) => (lines.get(keyOf(ofThisHost({ room, epoch })))?.nextSeq ?? 0) - 1,
    flush,
    stop: async () => {
      clearInterval(timer);
      await spool?.close();
    },
  };
}

const keyOf = ({ hostId, room, epoch }: Telling): string => `${hostId} ${room} ${epoch}`;

/** Whether another host has the room by now. */
function isOver(error: unknown): boolean {
  return error instanceof Problem && error.code === "ROOM_EPOCH_STALE";
}

/** Whether there is no use in sending the batch again, as the room is unknown. An origin that does not know us may be given our key yet. */
function isRefused(error: unknown): boolean {
  return error instanceof Problem && error.status < 500 && error.status !== UNKNOWN_CALLER;
}
