// The extension is granted: to somebody new, or to who comes back to a place that was kept, and what goes out behind the grant.
// Rights are no concern of it: whoever gets here has shown a good ticket and is not banned. SPEC [NEG-3], [NEG-5], [RESUME-1]…[RESUME-6]

import { assert } from "../../shared/assert.ts";
import { ByeReason } from "../../shared/protocol/ext/bye.ts";
import {
  CAPABILITIES_SERVED,
  Capability,
  formatGrant,
  type Request,
} from "../../shared/protocol/ext/hello.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { Participant as Identity, Seat } from "../../shared/schema/room-spec.ts";
import type { Effects } from "../effects.ts";
import { EventRing } from "../pubsub/event-ring.ts";
import { broadcast } from "../pubsub/fanout.ts";
import type { Extension } from "../pubsub/subscriber.ts";
import { hearThrough } from "../state/hear-through.ts";
import { roleHere } from "../state/moderation-state.ts";
import { leave, update, welcome } from "../state/presence.ts";
import type { Room } from "../state/room.ts";
import { openFeed } from "../state/stage/feed.ts";
import type { Actor } from "./actor.ts";
import type { HeldPlace } from "./held-places.ts";

/** What goes out behind a grant: the frames that were missed, or null for the whole room. */
export type Missed = readonly Uint8Array[] | null;

/**
 * The place that a request may have back in a seat like that. null for a token that was used, is another's, or never was: nobody
 * is told which. SPEC [GHOST-5]
 */
export function placeOf(
  actor: Actor,
  request: Request | null,
  room: Room,
  identity: Identity | null,
  seat: Seat,
): HeldPlace | null {
  if (request === null || request.resume === null) return null;
  const place = actor.places.find(request.resume.token, room, identity?.user ?? null, seat);
  if (place === null) actor.metrics.resumed("refused");
  return place;
}

/** Grants a participant what was offered and is served. SPEC [NEG-3] */
export function grantExtension(actor: Actor, request: Request): Missed {
  actor.extension = extensionFor(request);
  hold(actor, new EventRing());
  return null;
}

/** Grants another host the room's stage: nobody enters, and nothing else is told it. SPEC [STAGE-3] */
export function grantStage(actor: Actor, room: Room, request: Request): Missed {
  actor.extension = extensionFor(request);
  actor.feed = openFeed(room, {
    isClear: () => actor.isClear(),
    tell: (sections) => broadcast([actor], sections),
  });
  return null;
}

/**
 * Grants the extension to the participant that the place is of, whose connection the actor is from now on; the place must be
 * away. `identity` is who the ticket says it is by now; null where there are no tickets.
 */
export function comeBack(
  actor: Actor,
  place: HeldPlace,
  request: Request,
  identity: Identity | null,
): Missed {
  const { room, participant, events } = place;
  const extension = extensionFor(request);
  isHereAgain(place, identity);
  const isCounted = request.resume !== null && isHeardAlike(place, actor, extension);
  const missed = isCounted ? events.after(request.resume.events) : null;
  // Its own already, where it came with a pass and says hello now.
  if (place.holder.actor === actor) actor.places.forget(place);
  else actor.places.takeOut(place);
  actor.participant = participant;
  actor.extension = extension;
  actor.resumed = missed === null ? "anew" : "replayed";
  actor.metrics.resumed(actor.resumed);
  hearThrough(room, participant, actor);
  hold(actor, missed === null ? new EventRing() : events);
  return missed;
}

/**
 * A plain client's way back to a place that came along with its room, or that of one that will ask by hello: there its token stays
 * good. SPEC [MOVE-3]
 */
export function sitDown(actor: Actor, place: HeldPlace, identity: Identity | null): void {
  const { room, participant, extension } = place;
  isHereAgain(place, identity);
  if (extension === null) actor.places.takeOut(place);
  else actor.places.reconnect(place, actor);
  actor.participant = participant;
  hearThrough(room, participant, actor);
}

function isHereAgain({ room, participant }: HeldPlace, identity: Identity | null): void {
  update(room, participant, {
    reconnecting: false,
    ...(identity === null
      ? {}
      : { name: identity.name, role: roleHere(room.moderation, identity), avatar: identity.avatar }),
  });
}

/** Grants by hello what CONNECT did not ask for. Who comes back gives up the place it was given at CONNECT. SPEC [NEG-2], [RESUME-1] */
export function grantByHello(actor: Actor, request: Request, nowMs: number, out: Effects): Missed {
  const { room, participant, session } = actor;
  assert(room !== null && participant !== null && session !== null, "a participant says hello");
  const identity = actor.access === "open" ? null : participant.member;
  const seat = participant.seat === "ghost" ? "ghost" : "visible";
  const place = placeOf(actor, request, room, identity, seat);
  actor.places.endAwayOf(session.key, (kept) => kept === place, nowMs, out);
  if (place === null) return grantExtension(actor, request);
  // It came with a pass, and is in its place already.
  if (place === actor.place) return comeBack(actor, place, request, identity);
  leave(room, participant, nowMs, out);
  const { holder } = place;
  if (holder.name === "connected") {
    actor.places.park(place, null, nowMs, out);
    out.push({ ...TAKEN_OVER, actorId: holder.actor.id });
  }
  return comeBack(actor, place, request, identity);
}

/** The grant as text; the actor must have the extension. Who is nobody in the room has sid 0. */
export function grantText(actor: Actor): string {
  assert(actor.extension !== null && actor.room !== null, "granted");
  return formatGrant({
    capabilities: actor.extension.capabilities,
    sid: actor.participant?.sid ?? 0,
    tickMs: actor.room.settings.tick,
    resumeToken: actor.place?.token ?? null,
    resumed: actor.resumed,
  });
}

/** What was missed, or the whole room. Behind the grant, before anything else. SPEC [ROOM-1], [RESUME-5] */
export function tellRoom(actor: Actor, missed: Missed): void {
  const { room, participant, place } = actor;
  if (room === null || participant === null) return;
  for (const packet of missed ?? []) actor.queue(packet);
  if (missed !== null) return;
  welcome(room, participant);
  // Of the welcome no two have the same: it is counted, but told anew to who did not get all of it.
  place?.events.forget();
}

const TAKEN_OVER = {
  kind: "close",
  reasonCode: ReasonCode.sessionTakenOver,
  message: "the same client came back",
  byeReason: ByeReason.takenOver,
} as const;

function extensionFor({ capabilities: offered }: Request): Extension {
  const capabilities = (offered & CAPABILITIES_SERVED) >>> 0;
  return { capabilities, carrier: (capabilities & Capability.type0) === 0 ? "publish" : "type0" };
}

function hold(actor: Actor, events: EventRing): void {
  if (actor.place !== null) actor.places.forget(actor.place);
  const isGranted = ((actor.extension?.capabilities ?? 0) & Capability.resume) !== 0;
  if (isGranted) actor.place = actor.places.hold(actor, events);
}

/** Whether frames that were kept for the last connection are what this one would have been sent. */
function isHeardAlike({ holder, extension }: HeldPlace, actor: Actor, { capabilities }: Extension): boolean {
  const last = holder.actor;
  return (
    extension?.capabilities === capabilities &&
    last.version === actor.version &&
    last.peerPacketMaxBytes === actor.peerPacketMaxBytes
  );
}
