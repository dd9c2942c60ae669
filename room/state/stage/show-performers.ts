// Which people of other stages are seen in a room: those for whom the stage is before those who keep order, then those of the room
// that opened first, then who came first. SPEC [STAGE-4], [STAGE-5], [STAGE-6]

import type { UserId } from "../../../shared/schema/ids.ts";
import { banOf } from "../moderation-state.ts";
import { show } from "../presence.ts";
import type { Room } from "../room.ts";
import { STAGE_PERFORMERS_MAX, stageRankOf } from "./on-stage.ts";
import {
  asShown,
  forget,
  type Performer,
  STAGE_WAIT_MS,
  type StageSource,
  takeBack,
  tellPose,
} from "./source.ts";

type Standing = {
  readonly source: StageSource;
  readonly performer: Performer;
  readonly rank: number;
  /** Of its room among the mirrors. */
  readonly order: number;
};

/** Now and then, and after news: bans are made and end, people of the stage come into this very room. `ask` is told of whom the room has to have the blocks before they are seen. */
export function showPerformers(room: Room, nowMs: number, ask: (performer: Performer) => void): void {
  const { stage } = room;
  if (stage.sources.size === 0) return;
  const here = new Set([...room.participants.values()].map(({ member }) => member.user));
  const standing: Standing[] = [];
  for (const source of stage.sources.values()) {
    if (source.lostAtMs !== null && nowMs - source.lostAtMs >= STAGE_WAIT_MS)
      for (const sid of [...source.performers.keys()]) forget(room, source, sid, nowMs);
    const order = room.spec.stage?.mirrors.findIndex((mirror) => mirror.room === source.room) ?? 0;
    for (const performer of source.performers.values()) {
      const rank = rankHere(room, performer, here, nowMs);
      if (rank === null) takeBack(room, performer, nowMs);
      else if (performer.blocks === "known") standing.push({ source, performer, rank, order });
      else if (performer.blocks === "unknown") ask(performer);
    }
  }
  standing.sort(
    (a, b) =>
      a.rank - b.rank ||
      a.order - b.order ||
      a.performer.member.joinedAt - b.performer.member.joinedAt ||
      a.performer.member.sid - b.performer.member.sid,
  );
  for (const { performer } of standing.slice(STAGE_PERFORMERS_MAX)) takeBack(room, performer, nowMs);
  for (const { source, performer } of standing.slice(0, STAGE_PERFORMERS_MAX)) {
    if (performer.shown !== null) continue;
    performer.shown = show(room, asShown(room, performer.member, nowMs), nowMs);
    tellPose(room, source, performer, nowMs);
  }
}

/** Null for who is not to be seen here: no longer of the stage, banned from this room, or in it themselves. */
function rankHere(
  room: Room,
  { member }: Performer,
  here: ReadonlySet<UserId>,
  nowMs: number,
): number | null {
  if (here.has(member.user) || banOf(room, member, nowMs) !== null) return null;
  return stageRankOf(member.role);
}
