// CONNECT as a list of steps: what it may ask, who it is, what it is granted. SPEC [MQTT-1]…[MQTT-7], [TICKET-1], [NEG-1], [RESUME-1]

import { assert } from "../../shared/assert.ts";
import { decodeUtf8 } from "../../shared/protocol/bytes.ts";
import { PROPERTY_NAME, parseRequest, type Request } from "../../shared/protocol/ext/hello.ts";
import {
  type ConnackPacket,
  type ConnectPacket,
  encodePacket,
  userProperty,
} from "../../shared/protocol/packet.ts";
import { ReasonCode, toConnackV3 } from "../../shared/protocol/reason-code.ts";
import { isTopicName } from "../../shared/protocol/topic.ts";
import {
  GHOSTS_MAX,
  GHOSTS_OF_USER_MAX,
  type Participant as Identity,
  type Seat,
} from "../../shared/schema/room-spec.ts";
import type { Effects } from "../effects.ts";
import { banOf } from "../state/moderation-state.ts";
import { ghostCountOf, isFull, join } from "../state/presence.ts";
import type { Room } from "../state/room.ts";
import type { Access, Actor } from "./actor.ts";
import {
  comeBack,
  grantExtension,
  grantStage,
  grantText,
  type Missed,
  placeOf,
  sitDown,
  tellRoom,
} from "./grant.ts";
import type { Fate, HeldPlace } from "./held-places.ts";
import { OUTGOING_WINDOW_MAX } from "./inflight.ts";
import { grantedKeepAliveSeconds } from "./keep-alive.ts";
import { versionOf } from "./machine.ts";
import { enterOpenRoom } from "./open-room.ts";
import { isAsSaid, NOT_TEXT } from "./payload-format.ts";
import { mayWill } from "./rights.ts";
import { OutgoingAliases } from "./topic-aliases.ts";

/** A grant with its token as a user property, or a little less. */
const GRANT_MAX_BYTES = 96;
/** No MQTT packet is larger: a limit that is not below it is none. MQTT5 2.1.4 */
const MQTT_PACKET_MAX_BYTES = 268_435_460;

/** Who a connection turned out to be. `identity` is null on an open host, for who has not entered its room. */
export type Admission = {
  readonly access: Access;
  readonly room: Room;
  readonly identity: Identity | null;
  readonly requestId: string;
  /** The place a pass was shown for. SPEC [MOVE-2] */
  readonly moved: HeldPlace | null;
  /** Ends a connection that this one takes over, once this one may come in. */
  takeOver(before: Actor, fate: Fate): void;
};

/** Whom a connection meets that has the same session, or the place it asks for. */
type Met = {
  readonly key: string;
  readonly before: Actor | null;
  readonly request: Request | null;
  readonly place: HeldPlace | null;
};

/** What CONNACK says to who is not let in. */
export type Refused = { readonly reasonCode: ReasonCode; readonly message: string };

const TAKEN_OVER_TOO_OFTEN: Refused = {
  reasonCode: ReasonCode.connectionRateExceeded,
  message: "another client has this client id, and was sent away too often: take another id",
};

/** The packet itself: checked, then the ticket goes off to be verified. */
export function onConnect(actor: Actor, connect: ConnectPacket, out: Effects): void {
  assert(actor.state.name === "awaiting-connect", "CONNECT is legal in its state only");
  actor.version = versionOf(connect);
  actor.clientId = connect.clientId;
  actor.state = { name: "authenticating", connect, openedAtMs: actor.state.openedAtMs };
  takePeerLimits(actor, connect);
  if (connect.properties.authenticationMethod !== undefined)
    return refuse(actor, ReasonCode.badAuthenticationMethod, "no authentication method is served", out);
  const { clientIdMaxChars, topics } = actor.limits;
  if (connect.clientId.length > clientIdMaxChars)
    return refuse(
      actor,
      ReasonCode.clientIdentifierNotValid,
      `a client id of ${connect.clientId.length} characters, at most ${clientIdMaxChars}`,
      out,
    );
  if (connect.clientId === "" && !mayLeaveOutClientId(connect))
    return refuse(
      actor,
      ReasonCode.clientIdentifierNotValid,
      "an empty client id needs clean session (MQTT 3.1.1 [MQTT-3.1.3-8])",
      out,
    );
  if (connect.will !== undefined && !isTopicName(connect.will.topicName, topics))
    return refuse(actor, ReasonCode.topicNameInvalid, "the will's topic is not a topic name", out);
  if (connect.will !== undefined && !isAsSaid(connect.will))
    return refuse(actor, ReasonCode.payloadFormatInvalid, NOT_TEXT, out);
  out.push({ kind: "authenticate", actorId: actor.id, ticket: ticketOf(connect) });
}

/** 5.0 may, 3.1.1 with a clean session; 3.1 wants one of 1 to 23 characters, of which longer ones hurt nobody. */
function mayLeaveOutClientId({ protocolVersion, clean }: ConnectPacket): boolean {
  return protocolVersion === 5 || (protocolVersion === 4 && clean);
}

function ticketOf(connect: ConnectPacket): string | null {
  if (connect.password === undefined || connect.password.length === 0) return null;
  try {
    return decodeUtf8(connect.password);
  } catch {
    // Not text, so no ticket of ours: refused as any other forgery would be.
    return "not text";
  }
}

/** Refuses with CONNACK, in the client's own version, and closes. */
export function refuse(actor: Actor, reasonCode: ReasonCode, message: string, out: Effects): void {
  const code = actor.version === 5 ? reasonCode : toConnackV3(reasonCode);
  actor.sendBecause({ type: "connack", sessionPresent: false, reasonCode: code, properties: {} }, message);
  out.push({ kind: "close", actorId: actor.id, reasonCode, message });
}

/**
 * The ticket was good: the client gets its session, becomes a participant, and who it takes over is ended. Answers why it was
 * refused instead, with nothing changed, or null. The actor must be waiting for its ticket. SPEC [MQTT-4], [MQTT-5]
 */
export function admit(actor: Actor, admission: Admission, nowMs: number, out: Effects): Refused | null {
  assert(actor.state.name === "authenticating", "admitted once, after CONNECT");
  const { connect } = actor.state;
  const { room, identity, access } = admission;
  const { sessions } = actor;
  if (actor.clientId === "") actor.clientId = freeClientId(actor, identity);
  const key = keyOf(identity, actor.clientId);
  const request = requestOf(connect);
  const seat = seatOf(access);
  const asked = placeOf(actor, request, room, identity, seat);
  const unasked = request === null ? actor.places.findMovedPlain(key, room, seat) : null;
  const met: Met = {
    key,
    before: sessions.connected(key),
    request,
    place: asked ?? admission.moved ?? unasked,
  };
  const keepAliveSeconds = grantedKeepAliveSeconds(
    connect.keepAliveSeconds,
    actor.version,
    actor.limits.keepAliveMaxSeconds,
  );
  const refusal =
    tooSmallOf(actor, connect, keepAliveSeconds) ??
    refusalOf(actor, connect, admission, met, nowMs) ??
    (met.before === null || sessions.takeOvers.take(key, nowMs) ? null : TAKEN_OVER_TOO_OFTEN);
  if (refusal !== null) {
    refuse(actor, refusal.reasonCode, refusal.message, out);
    return refusal;
  }
  makeWay(actor, admission, met, nowMs, out);
  const expirySeconds = grantedExpirySeconds(actor, connect);
  const opening = { key, room, user: identity?.user ?? null, isClean: connect.clean, expirySeconds };
  const { session, isPresent } = sessions.open(actor, opening, nowMs, out);
  actor.activate({ name: "active", keepAliveSeconds, will: connect.will ?? null, lastHeardAtMs: nowMs });
  actor.access = access;
  actor.requestId = admission.requestId;
  actor.room = room;
  actor.session = session;
  const missed = participate(actor, admission, met, nowMs, out);
  actor.send(connack(actor, connect, { isPresent, keepAliveSeconds }));
  const { receiveMaximum, receiveMaximumV3 } = actor.limits;
  session.attach(actor, {
    windowMax: connect.properties.receiveMaximum ?? OUTGOING_WINDOW_MAX,
    unfinishedMax: actor.version === 5 ? receiveMaximum : receiveMaximumV3,
  });
  if (isPresent) session.resume(nowMs);
  if (actor.extension !== null) tellRoom(actor, missed);
  return null;
}

/** The key of a session. Where nobody is anybody, client ids are all there is. */
function keyOf(identity: Identity | null, clientId: string): string {
  return identity === null ? clientId : `${identity.user}/${clientId}`;
}

/**
 * A client id for a client that has none: nobody else's, who may have chosen one that looks like it, or have got theirs on the host
 * their room came from (MQTT5 [MQTT-3.2.2-16]).
 */
function freeClientId({ id, sessions, places }: Actor, identity: Identity | null): string {
  for (let count = 0; ; count++) {
    const clientId = count === 0 ? `hiroba-${id}` : `hiroba-${id}-${count}`;
    const key = keyOf(identity, clientId);
    if (!sessions.knows(key) && !places.isAwaited(key)) return clientId;
  }
}

/**
 * Ends whoever has the session, or the place, that the client asks for. It may not have noticed that they are gone.
 * SPEC [MQTT-5], [RESUME-2], [RESUME-6]
 */
function makeWay(
  actor: Actor,
  { takeOver }: Admission,
  { key, before, place }: Met,
  nowMs: number,
  out: Effects,
): void {
  const isReturning = place !== null && place.holder.actor === before;
  if (before !== null)
    takeOver(before, isReturning || mayComeBackByHello(actor, before) ? "is-awaited" : "leaves");
  if (place?.holder.name === "connected") takeOver(place.holder.actor, "is-awaited");
  const isKept = (kept: HeldPlace): boolean => kept === place || mayComeBackByHello(actor, kept.holder.actor);
  actor.places.endAwayOf(key, isKept, nowMs, out);
}

/** One of 5.0 has asked by now if it comes back; one of 3.1.1 will, if it was one before. SPEC [RESUME-3] */
function mayComeBackByHello({ version }: Actor, last: Actor): boolean {
  return version === 4 && last.version === 4;
}

function seatOf(access: Access): Seat {
  return access === "ghost" ? "ghost" : "visible";
}

/** Becomes the participant it was, or a new one. Answers what goes out behind the grant. */
function participate(
  actor: Actor,
  { room, identity, access }: Admission,
  { request, place }: Met,
  nowMs: number,
  out: Effects,
): Missed {
  if (access === "stage") return request === null ? null : grantStage(actor, room, request);
  if (place !== null && request !== null) return comeBack(actor, place, request, identity);
  if (place !== null) {
    sitDown(actor, place, identity);
    return null;
  }
  if (identity !== null) actor.participant = join(room, actor, identity, nowMs, out, seatOf(access));
  if (request !== null) enterOpenRoom(actor, nowMs, out);
  return request !== null && actor.participant !== null ? grantExtension(actor, request) : null;
}

/** A client that takes no packet as large as our CONNACK cannot be let in: it may not be sent one (MQTT5 [MQTT-3.1.2-24]). */
function tooSmallOf(actor: Actor, connect: ConnectPacket, keepAliveSeconds: number): Refused | null {
  // Whether there is a session does not change its length.
  const plain = connack(actor, connect, { isPresent: false, keepAliveSeconds });
  const grantBytes = requestOf(connect) === null ? 0 : GRANT_MAX_BYTES;
  const neededBytes = encodePacket(plain, actor.version).length + grantBytes;
  if (neededBytes <= actor.peerPacketMaxBytes) return null;
  const message = `CONNACK has ${neededBytes} bytes, and no packet may have more than ${actor.peerPacketMaxBytes}`;
  return { reasonCode: ReasonCode.packetTooLarge, message };
}

/** Why somebody with a good ticket still may not come in, or null. */
function refusalOf(
  actor: Actor,
  { will }: ConnectPacket,
  admission: Admission,
  met: Met,
  nowMs: number,
): Refused | null {
  const { room, identity, access } = admission;
  if (will !== undefined && !mayWill(access, room.spec.room, will.topicName))
    return { reasonCode: ReasonCode.notAuthorized, message: `no will may go to ${will.topicName}` };
  const ban = identity === null ? null : banOf(room, identity, nowMs);
  if (ban !== null)
    return {
      reasonCode: ReasonCode.banned,
      message: ban.reason.replaceAll(/\s+/g, " ") || "you may not enter this room",
    };
  return identity === null || met.place !== null ? null : refusalOfFull(actor, admission, identity, met);
}

/** Whether there is no seat left, as many as the client itself gives up: it takes over from itself. SPEC [MQTT-5], [GHOST-1] */
function refusalOfFull(
  { places }: Actor,
  { room, access }: Admission,
  { user }: Identity,
  { key, before }: Met,
): Refused | null {
  const seat = seatOf(access);
  const isHere = before?.room === room && before.participant?.seat === seat;
  // Of who may come back by hello there are two for a while, its former self and what it is until then. SPEC [RESUME-1]
  const placesFreed = places.awayCount(room, key, seat) + (isHere ? 1 : 0);
  if (isFull(room, seat, placesFreed)) {
    const seats = seat === "ghost" ? `${GHOSTS_MAX} ghosts` : `${room.spec.capacity} participants`;
    return { reasonCode: ReasonCode.quotaExceeded, message: `the room is full: ${seats}` };
  }
  if (seat === "visible" || ghostCountOf(room, user) - placesFreed < GHOSTS_OF_USER_MAX) return null;
  const message = `you look on here ${GHOSTS_OF_USER_MAX} times already`;
  return { reasonCode: ReasonCode.quotaExceeded, message };
}

/** How long the session outlives this connection. 3.1.1 has no number for it: not clean means as long as we keep any. */
function grantedExpirySeconds(actor: Actor, { clean, properties }: ConnectPacket): number {
  const { sessionExpiryMaxSeconds } = actor.limits;
  if (actor.version !== 5) return clean ? 0 : sessionExpiryMaxSeconds;
  return Math.min(properties.sessionExpiryInterval ?? 0, sessionExpiryMaxSeconds);
}

function takePeerLimits(actor: Actor, connect: ConnectPacket): void {
  const { maximumPacketSize, topicAliasMaximum = 0, requestProblemInformation } = connect.properties;
  if (maximumPacketSize !== undefined) actor.peerPacketMaxBytes = maximumPacketSize;
  actor.wantsReasonStrings = requestProblemInformation ?? actor.limits.reasonStrings === "unless-declined";
  const aliasMax = Math.min(topicAliasMaximum, actor.limits.topicAliasMaximum);
  if (aliasMax > 0) actor.aliases = new OutgoingAliases(aliasMax);
}

function requestOf(connect: ConnectPacket): Request | null {
  const value = userProperty(connect.properties, PROPERTY_NAME);
  return value === undefined ? null : parseRequest(value);
}

function connack(
  actor: Actor,
  connect: ConnectPacket,
  granted: { readonly isPresent: boolean; readonly keepAliveSeconds: number },
): ConnackPacket {
  const { keepAliveSeconds, isPresent } = granted;
  const { sessionExpiryInterval = 0 } = connect.properties;
  const expirySeconds = grantedExpirySeconds(actor, connect);
  const { receiveMaximum, packetMaxBytes, topicAliasMaximum } = actor.limits;
  return {
    type: "connack",
    // In MQTT 3.1 that byte is reserved.
    sessionPresent: isPresent && connect.protocolVersion !== 3,
    reasonCode: 0,
    properties: {
      ...(keepAliveSeconds === connect.keepAliveSeconds ? {} : { serverKeepAlive: keepAliveSeconds }),
      ...(topicAliasMaximum > 0 ? { topicAliasMaximum } : {}),
      ...(connect.clientId === "" ? { assignedClientIdentifier: actor.clientId } : {}),
      ...(sessionExpiryInterval === expirySeconds ? {} : { sessionExpiryInterval: expirySeconds }),
      ...(packetMaxBytes < MQTT_PACKET_MAX_BYTES ? { maximumPacketSize: packetMaxBytes } : {}),
      receiveMaximum,
      ...(actor.extension === null ? {} : { userProperties: [[PROPERTY_NAME, grantText(actor)] as const] }),
    },
  };
}
