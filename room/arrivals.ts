// Who has sent CONNECT: its ticket is verified and its room opened, which takes a while, and then it is let in or told why not.

import type { Log } from "../shared/http/log.ts";
import { type Pass, parsePass } from "../shared/protocol/ext/move.ts";
import type { Member } from "../shared/protocol/ext/presence.ts";
import { ReasonCode } from "../shared/protocol/reason-code.ts";
import type { Participant as Identity } from "../shared/schema/room-spec.ts";
import { roomOfStagePass } from "../shared/stage-pass.ts";
import { TicketError } from "../shared/ticket.ts";
import type { BroughtAlong } from "./brought-along.ts";
import { ConnectRefusal, toRefusal, type Verified } from "./door.ts";
import type { Effects } from "./effects.ts";
import type { Endings } from "./endings.ts";
import type { Link, Links } from "./link.ts";
import type { Metrics } from "./metrics.ts";
import type { Rooms } from "./rooms.ts";
import { admit, type Refused, refuse } from "./session/connect.ts";
import type { HeldPlace, HeldPlaces } from "./session/held-places.ts";
import { checkStagePass } from "./stage/check-pass.ts";
import type { StageReach } from "./stage/stages.ts";
import { type Budget, type Limit, take } from "./state/budget.ts";
import type { Room } from "./state/room.ts";

/** Rooms that are opened because somebody showed a pass, which anybody can make up: more would be asked of the origin. */
export const PASS_OPENINGS: Limit = { perSecond: 10, burst: 50 };

export type ArrivalsDeps = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly links: Links;
  readonly rooms: Rooms;
  readonly broughtAlong: BroughtAlong;
  readonly endings: Endings;
  readonly places: HeldPlaces;
  readonly passOpenings: Budget;
  /** By whose clock other hosts show passes; null where there are no other hosts. */
  readonly stage: Pick<StageReach, "wallMs"> | null;
  nowMs(): number;
  verify(ticket: string | null): Promise<Verified>;
  obey(out: Effects): void;
  /** Serves what came behind CONNECT meanwhile. */
  goOn(link: Link): void;
};

/** What was found out about a client: who it is and the room it may want to enter, or why it may not. */
type Known = {
  readonly name: "known";
  readonly verified: Verified;
  readonly room: Room;
  /** The place that a pass is for. */
  readonly moved: HeldPlace | null;
};
type TurnedAway = {
  readonly name: "turned away";
  readonly requestId: string | null;
  readonly refusal: ConnectRefusal;
};

/** Lets a client in, or refuses it. Never rejects. */
export async function authenticate(deps: ArrivalsDeps, link: Link, ticket: string | null): Promise<void> {
  try {
    const found = await lookUp(deps, ticket);
    // From here on nothing is awaited: what came of it is obeyed before anybody else is let in.
    if (link.state.name !== "authenticating") return;
    const out: Effects = [];
    if (found.name === "known") decide(deps, link, found, out);
    else turnAway(deps, link, found, out);
    deps.obey(out);
    deps.goOn(link);
  } catch (error) {
    deps.endings.failed(link, error);
  }
}

async function lookUp(deps: ArrivalsDeps, ticket: string | null): Promise<Known | TurnedAway> {
  const { verify, rooms, broughtAlong, stage } = deps;
  let requestId: string | null = null;
  try {
    // First, as it is quick to tell: of a room that moves everybody comes at once.
    const pass = ticket === null ? null : parsePass(ticket);
    if (pass !== null) return await lookUpMoved(deps, pass);
    const asked = ticket === null || stage === null ? null : roomOfStagePass(ticket);
    if (ticket !== null && stage !== null && asked !== null)
      return { ...(await checkStagePass(rooms.get(asked), ticket, stage.wallMs())), moved: null };
    const verified = await verify(ticket);
    requestId = verified.requestId;
    const room = await rooms.open(verified.room, requestId);
    // The last that is waited for: what changes of it from here on, somebody who has entered is told of.
    if (verified.identity !== null) await broughtAlong.bring(room, verified.identity.user);
    return { name: "known", verified, room, moved: null };
  } catch (error) {
    return { name: "turned away", requestId, refusal: toRefusal(error) };
  }
}

/** Whoever comes along with a room is known here as soon as the room is. SPEC [MOVE-2] */
async function lookUpMoved(
  { rooms, places, passOpenings, nowMs }: ArrivalsDeps,
  { room: id, token }: Pass,
): Promise<Known> {
  // Everybody who comes along asks at once; the first of them has it opened.
  const isNew = rooms.get(id) === undefined && !rooms.isOpening(id);
  if (isNew && !take(passOpenings, nowMs()))
    throw new ConnectRefusal(ReasonCode.serverBusy, "too many rooms are opened at once: try again");
  const room = await rooms.open(id, "moved", "along");
  const moved = places.findMoved(token, room);
  if (moved === null)
    throw new ConnectRefusal(
      ReasonCode.notAuthorized,
      "a pass that was used, or is too old: ask the edge for a ticket",
    );
  const { member, seat } = moved.participant;
  const access = seat === "ghost" ? "ghost" : "participant";
  return {
    name: "known",
    verified: { access, room: id, identity: identityOf(member), requestId: "moved" },
    room,
    moved,
  };
}

function identityOf({ user, name, role, avatar }: Member): Identity {
  return { user, name, role, avatar };
}

function decide(deps: ArrivalsDeps, link: Link, { verified, room, moved }: Known, out: Effects): void {
  const { access, identity, requestId } = verified;
  const refusal = whyGone(deps, room);
  if (refusal !== null) return turnAway(deps, link, { name: "turned away", requestId, refusal }, out);
  const takeOver: Endings["takeOver"] = (before, fate) => deps.endings.takeOver(before, fate);
  const refused = admit(link, { access, room, identity, requestId, moved, takeOver }, deps.nowMs(), out);
  if (refused === null) letIn(deps, link);
  else logRefusal(deps, link, requestId, refused);
}

function whyGone({ rooms }: ArrivalsDeps, room: Room): ConnectRefusal | null {
  if (rooms.get(room.spec.room) !== room)
    return new ConnectRefusal(ReasonCode.serverUnavailable, "the room closed just now");
  if (room.phase === "open") return null;
  return new ConnectRefusal(
    ReasonCode.useAnotherServer,
    "the room moves to another host: ask the edge again",
  );
}

function turnAway(deps: ArrivalsDeps, link: Link, { requestId, refusal }: TurnedAway, out: Effects): void {
  logRefusal(deps, link, requestId, refusal);
  refuse(link, refusal.reasonCode, refusal.message, out);
}

function letIn({ metrics, links, log }: ArrivalsDeps, link: Link): void {
  metrics.connected(ReasonCode.success);
  links.know(link);
  log.info("room.connected", {
    requestId: link.requestId,
    room: link.room?.spec.room,
    sid: link.participant?.sid ?? null,
    transport: link.connection.transport,
    mqtt: link.version,
    extension: link.extension?.carrier ?? "none",
  });
}

/** Bad tickets are everyday, and anybody can send them: only what is our own fault is told with its stack. */
function logRefusal(
  { log }: ArrivalsDeps,
  link: Link,
  requestId: string | null,
  refusal: Refused & { cause?: unknown },
): void {
  const { reasonCode, message, cause } = refusal;
  const isOurs = reasonCode === ReasonCode.serverUnavailable && cause !== undefined;
  log.info("room.refused", {
    ...(requestId === null ? {} : { requestId }),
    remoteAddress: link.strangerFrom,
    reasonCode,
    ...(cause instanceof TicketError ? { code: cause.code } : {}),
    reason: message,
    ...(isOurs ? { error: cause } : {}),
  });
}
