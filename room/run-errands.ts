// What a host does when it hears from the origin that something changed for its rooms. Each errand looks for itself how things are
// now, so that hearing of one twice, or late, does no harm. SPEC [MOD-9], [MOD-10]

import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import type { RoomNews } from "../shared/schema/internal/changes.ts";
import type { Loop } from "./loop.ts";
import type { OriginClient } from "./origin-client.ts";
import type { NoticeReader } from "./read-notices.ts";

const EVIDENCE_TRIES_MAX = 5;
const RETRY_AFTER_MS = 1_000;

export type ErrandDeps = {
  readonly log: Log;
  readonly origin: Pick<OriginClient, "roomSpec" | "evidence">;
  readonly loop: Pick<Loop, "broughtAlong" | "renewSpecs" | "takeOff" | "evidenceOf" | "closeRoom">;
  readonly notices: Pick<NoticeReader, "look">;
  after(delayMs: number): Promise<void>;
};

/** Runs one errand. Never rejects. */
export async function runErrand(deps: ErrandDeps, news: RoomNews): Promise<void> {
  switch (news.about) {
    case "user":
      return deps.loop.broughtAlong.changed(news.id);
    case "asset":
      return deps.loop.takeOff(news.id);
    case "world":
      return deps.loop.renewSpecs(news.id);
    case "room":
      return renewUnlessGone(deps, news.id);
    case "evidence":
      return sendEvidence(deps, news.id);
    case "notices":
      return deps.notices.look();
  }
}

/** An origin that is away says so with the next heartbeat. */
async function renewUnlessGone({ origin, loop, log }: ErrandDeps, room: RoomId): Promise<void> {
  if (loop.evidenceOf(room) === null) return;
  try {
    await origin.roomSpec(room, crypto.randomUUID(), null);
  } catch (error) {
    if (error instanceof Problem && error.status < 500) return loop.closeRoom(room, error.detail);
    return log.warn("room.doubted", { room, error });
  }
  await loop.renewSpecs(room);
}

async function sendEvidence(deps: ErrandDeps, room: RoomId): Promise<void> {
  // As it is now, not as it will be when the origin has come back.
  const evidence = deps.loop.evidenceOf(room);
  if (evidence === null) return;
  for (let tries = 1; ; tries++) {
    try {
      return await deps.origin.evidence(room, evidence);
    } catch (error) {
      deps.log.warn("room.evidence.failed", { room, tries, error });
      if (tries === EVIDENCE_TRIES_MAX) return;
      await deps.after(RETRY_AFTER_MS);
    }
  }
}
