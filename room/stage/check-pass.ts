// Another host at the door, for a room's stage: it shows a pass, which the room's own spec has the key of. SPEC [STAGE-3]

import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { verifyStagePass } from "../../shared/stage-pass.ts";
import { ConnectRefusal, type Verified } from "../door.ts";
import type { Room } from "../state/room.ts";

/** Other rooms that one room's stage is told: an event has at most 100 rooms, and a link that broke may not be noticed yet. */
export const STAGE_LINKS_MAX = 128;

/** `room` is the one the pass names. Throws ConnectRefusal: a room that is not open here is not opened for it. */
export async function checkStagePass(
  room: Room | undefined,
  pass: string,
  nowMs: number,
): Promise<{ readonly name: "known"; readonly verified: Verified; readonly room: Room }> {
  const key = room?.spec.stage?.key;
  if (room === undefined || key === undefined)
    throw new ConnectRefusal(ReasonCode.serverUnavailable, "no such stage is open here: come again");
  const from = await verifyStagePass(pass, room.spec.room, key, nowMs);
  if (from === null) throw new ConnectRefusal(ReasonCode.notAuthorized, "the pass opens no stage here");
  if (room.stage.feeds.size >= STAGE_LINKS_MAX)
    throw new ConnectRefusal(ReasonCode.quotaExceeded, `${STAGE_LINKS_MAX} other rooms are told this stage`);
  const requestId = `stage-${from}`;
  return {
    name: "known",
    verified: { access: "stage", room: room.spec.room, identity: null, requestId },
    room,
  };
}
