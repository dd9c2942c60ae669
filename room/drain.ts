// A host that goes hands its rooms over, with everybody in them, to the hosts that stay. What nobody takes in time is its caller's to
// close. SPEC [MOVE-1]

import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { HostAddress } from "../shared/schema/host-address.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import { SNAPSHOT_MAX_CHARS } from "../shared/schema/internal/handoff.ts";
import type { RoomSpec } from "../shared/schema/room-spec.ts";
import { encodeSnapshot, type Snapshot } from "./handoff/snapshot-schema.ts";
import type { Loop } from "./loop.ts";
import type { OriginClient } from "./origin-client.ts";
import type { Reporter } from "./reporter.ts";

/** Each stands still while it is on its way: few at once, so that none waits for the others. */
const ROOMS_AT_ONCE_MAX = 4;
const RETRY_AFTER_MS = 500;
/** Asked again while it is not known whether the origin has given the room away, and not beyond: nobody hears anything meanwhile. */
const UNCERTAIN_TRIES_MAX = 10;
const UNCERTAIN_RETRY_AFTER_MS = 300;

export type DrainDeps = {
  readonly log: Log;
  readonly loop: Pick<Loop, "openRooms" | "handOver">;
  readonly origin: Pick<OriginClient, "handOver">;
  readonly reporter: Pick<Reporter, "flush" | "moved">;
  /** Never jumps. */
  steadyMs(): number;
  after(delayMs: number): Promise<void>;
};

/** Done when nobody is in any room here, when no other host is there to take them, after `maxMs`, or when it is told to hurry. Never rejects. */
export async function drain(deps: DrainDeps, maxMs: number, hurry: AbortSignal): Promise<void> {
  const untilMs = deps.steadyMs() + maxMs;
  while (!hurry.aborted && deps.steadyMs() < untilMs) {
    const waiting = deps.loop.openRooms().filter((room) => room.participantCount + room.ghostCount > 0);
    if (waiting.length === 0) return;
    const outcomes: Outcome[] = [];
    const next = waiting.map(({ room }) => room).values();
    const mover = async (): Promise<void> => {
      for (const room of next) if (!hurry.aborted) outcomes.push(await move(deps, room));
    };
    await Promise.all(Array.from({ length: ROOMS_AT_ONCE_MAX }, mover));
    if (outcomes.every((outcome) => outcome === "never")) return;
    if (outcomes.some((outcome) => outcome !== "gone")) await deps.after(RETRY_AFTER_MS);
  }
}

/** "gone": it is here no more. "later": it may be taken by and by; "never": not by asking again. */
type Outcome = "gone" | "later" | "never";

async function move(deps: DrainDeps, room: RoomId): Promise<Outcome> {
  let outcome: Outcome = "gone";
  try {
    await deps.loop.handOver(room, async (spec, snapshot) => {
      const given = await give(deps, spec, snapshot);
      if (typeof given === "string") outcome = given;
      else deps.reporter.moved(spec);
      return typeof given === "string" ? null : given;
    });
  } catch (error) {
    // It has closed, or could not be taken down, and never will.
    outcome = "never";
    deps.log.error("room.move.failed", { room, error });
  }
  return outcome;
}

/** Where the room runs from now on, or that it stays. Rejects when it may run elsewhere and nobody knows. */
async function give(
  { log, origin, reporter, after }: DrainDeps,
  spec: RoomSpec,
  snapshot: Snapshot,
): Promise<HostAddress | Exclude<Outcome, "gone">> {
  const text = encodeSnapshot(snapshot);
  if (text.length > SNAPSHOT_MAX_CHARS) {
    log.warn("room.move.too-large", { room: spec.room, chars: text.length, limit: SNAPSHOT_MAX_CHARS });
    return "never";
  }
  const ghostCount = snapshot.participants.filter(({ seat }) => seat === "ghost").length;
  const participantCount = snapshot.participants.length - ghostCount;
  const asked = { epoch: spec.epoch, participantCount, ghostCount, snapshot: text };
  // What was to be told under this lease cannot be told once it has ended.
  await reporter.flush();
  for (let tries = 1; ; tries++) {
    try {
      return await origin.handOver(spec.room, asked);
    } catch (error) {
      const refusal = refusalOf(error);
      log.warn("room.move.refused", { room: spec.room, tries, error });
      if (refusal !== null) return refusal;
      if (tries === UNCERTAIN_TRIES_MAX) throw error;
      await after(UNCERTAIN_RETRY_AFTER_MS);
    }
  }
}

/** null for what is no answer: the origin may have done it all the same. */
function refusalOf(error: unknown): Exclude<Outcome, "gone"> | null {
  if (!(error instanceof Problem)) return null;
  if (error.code === "OTHER_HOSTS_FULL") return "later";
  return error.code === "NO_OTHER_HOST" || error.status < 500 ? "never" : null;
}
