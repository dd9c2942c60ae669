// A client's life with a room, as a machine: ask for a ticket, connect, greet, stay, come again. What was heard and what time it is
// go in, effects come out: one input, then obey the effects, then wait for the next input or nextDeadlineMs. SPEC 2, 4, 16

import {
  decodeServerPacket,
  encodeConnect,
  encodeDisconnect,
  type ServerPacket,
} from "../protocol/client-packet.ts";
import { isEventFrame } from "../protocol/ext/event-frame.ts";
import { Capability, formatRequest, type Grant, PROPERTY_NAME, parseGrant } from "../protocol/ext/hello.ts";
import type { Me } from "../protocol/ext/me.ts";
import { formatPass, parseWhere } from "../protocol/ext/move.ts";
import type { Device } from "../protocol/ext/presence.ts";
import { decodeDown } from "../protocol/ext/registry.ts";
import { Framer } from "../protocol/framer.ts";
import { ProtocolError } from "../protocol/reason-code.ts";
import type { Rng } from "../rng.ts";
import type { RoomEntry } from "../schema/public-api.ts";
import {
  type Again,
  again,
  backoffMs,
  type Ending,
  endingOfConnack,
  endingOfDisconnect,
  endingOfEnterError,
} from "./ending.ts";
import { createJoinedRoom, type JoinedRoom } from "./joined-room.ts";
import type { RoomEffect, UntimedPose } from "./room-effect.ts";

/** What this client has a use for; the room sends nothing else. */
const CAPABILITIES_UNDERSTOOD =
  Capability.type0 | Capability.pose3 | Capability.pose6 | Capability.resume | Capability.face;
const KEEP_ALIVE_S = 10;
const ENTER_MAX_MS = 20_000;
/** For the transport to open, and again for CONNACK. The room gives a stranger 5 s. */
const CONNECT_MAX_MS = 10_000;
/** Whoever stayed this long was well received: the next reconnect begins with the shortest wait again. */
const STABLE_AFTER_MS = 10_000;
/** The largest packet a room sends, 128 KiB (SPEC [LIMIT-1]). */
const PACKET_MAX_BYTES = 128 * 1024;
/** With more than this waiting to go out, poses and chat would only arrive late. */
const CHOKED_ABOVE_BYTES = 64 * 1024;

type State =
  | { readonly name: "new" }
  | { readonly name: "entering"; readonly giveUpAtMs: number }
  | { readonly name: "opening"; readonly giveUpAtMs: number; readonly ticket: string }
  | { readonly name: "greeting"; readonly giveUpAtMs: number; readonly framer: Framer }
  | {
      readonly name: "joined";
      readonly joinedAtMs: number;
      readonly framer: Framer;
      readonly room: JoinedRoom;
    }
  | { readonly name: "waiting"; readonly retryAtMs: number; readonly reason: string }
  | { readonly name: "left" };

/** What we can come back with: the newest token, and the event frames read since it was granted. */
type Kept = { readonly token: string; events: number };

/** Makes the machine; its effects are pushed onto `out`. Times are the client's clock, milliseconds. */
export function createRoomMachine(
  options: { readonly clientId: string; readonly device: Device; readonly rng: Rng },
  out: RoomEffect[],
) {
  let state: State = { name: "new" };
  let attempt = 0;
  let failureCount = 0;
  let ticketRefusalCount = 0;
  /** The room we are in, or were in last: its clock runs on while we come back. */
  let lastRoom: JoinedRoom | null = null;
  let kept: Kept | null = null;
  /** Where we entered last, or were sent since. */
  let place: Pick<RoomEntry, "room" | "host"> | null = null;
  /** What a room that never saw us must be told: kept for the next one we join. */
  let ownPose: UntimedPose | null = null;
  let own: Me = { device: options.device };

  function hasChannel(): boolean {
    return state.name === "opening" || state.name === "greeting" || state.name === "joined";
  }

  // ── coming ────────────────────────────────────────────────────────────────────────────────────────────────────────────

  function enter(nowMs: number): void {
    attempt++;
    state = { name: "entering", giveUpAtMs: nowMs + ENTER_MAX_MS };
    out.push({ kind: "enter", attempt });
  }

  function greet(ticket: string, nowMs: number): void {
    const framer = new Framer({ packetMaxBytes: PACKET_MAX_BYTES });
    state = { name: "greeting", giveUpAtMs: nowMs + CONNECT_MAX_MS, framer };
    const bytes = encodeConnect({
      clientId: options.clientId,
      keepAliveSeconds: KEEP_ALIVE_S,
      ticket,
      userProperties: { [PROPERTY_NAME]: formatRequest(CAPABILITIES_UNDERSTOOD, kept) },
    });
    out.push({ kind: "send", bytes });
  }

  /** Into a room, or back into the one we were in: there the members we know still hold, until it says otherwise. */
  function join({ sid, resumed, resumeToken }: Grant, framer: Framer, nowMs: number): void {
    ticketRefusalCount = 0;
    const isResumed = lastRoom !== null && resumed !== "no";
    const events = resumed === "replayed" ? (kept?.events ?? 0) : 0;
    kept = resumeToken === null ? null : { token: resumeToken, events };
    out.push({ kind: "connection", state: { name: "joined", sid, isResumed } });
    const room = lastRoom !== null && isResumed ? lastRoom : createJoinedRoom({ sid, nowMs }, out);
    lastRoom = room;
    room.begin({ me: own, pose: ownPose, nowMs });
    state = { name: "joined", joinedAtMs: nowMs, framer, room };
  }

  // ── going ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Ends this connection, and with it this try or the whole. */
  function end(ending: Ending, nowMs: number): void {
    if (state.name === "joined" && nowMs - state.joinedAtMs >= STABLE_AFTER_MS) failureCount = 0;
    if (hasChannel()) out.push({ kind: "close" });
    switch (ending.name) {
      case "over":
        return finish(ending.reason, ending.code);
      case "moved":
        return follow(ending.where, nowMs);
      case "ticket-refused":
        if (++ticketRefusalCount > 1) return finish(ending.reason, "TICKET_REFUSED");
        return wait(again(ending.reason), nowMs);
      case "again":
        return wait(ending, nowMs);
    }
  }

  function finish(reason: string, code: string): void {
    state = { name: "left" };
    out.push({ kind: "connection", state: { name: "left", reason, code } });
  }

  function wait({ reason, retryAfterMs }: Again, nowMs: number): void {
    // What the server asks for is stretched by chance: everybody it told would come at the same moment.
    const askedMs = retryAfterMs * (1 + options.rng() / 2);
    const retryAtMs = nowMs + askedMs + backoffMs(failureCount, options.rng);
    failureCount++;
    state = { name: "waiting", retryAtMs, reason };
    out.push({ kind: "connection", state: { name: "reconnecting", retryAtMs, reason } });
  }

  /** The room runs elsewhere by now, where we are known; whoever cannot find it there asks the edge. SPEC [MOVE-2] */
  function follow(where: string, nowMs: number): void {
    const host = place === null ? null : parseWhere(where, place.host);
    if (place === null || host === null || kept === null) return wait(again("the room moves"), nowMs);
    place = { room: place.room, host };
    attempt++;
    const ticket = formatPass({ room: place.room, token: kept.token });
    state = { name: "opening", giveUpAtMs: nowMs + CONNECT_MAX_MS, ticket };
    out.push({
      kind: "connection",
      state: { name: "reconnecting", retryAtMs: nowMs, reason: "the room moves" },
    });
    out.push({ kind: "open", attempt, host });
  }

  // ── hearing ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  function takePackets(framer: Framer, nowMs: number): void {
    while (state.name === "greeting" || state.name === "joined") {
      const framed = framer.next();
      if (framed === null) return;
      const ending = onPacket(decodeServerPacket(framed), framer, nowMs);
      if (ending !== null) end(ending, nowMs);
    }
  }

  function onPacket(packet: ServerPacket, framer: Framer, nowMs: number): Ending | null {
    switch (packet.type) {
      case "connack": {
        if (state.name !== "greeting") return null;
        if (packet.reasonCode !== 0) return endingOfConnack(packet.reasonCode, packet.reasonString);
        const grant = grantOf(packet.userProperties[PROPERTY_NAME]);
        if (grant === null) return notGranted();
        join(grant, framer, nowMs);
        return null;
      }
      case "disconnect":
        return endingOfDisconnect(packet.reasonCode, packet.reasonString);
      case "frame":
        return state.name === "joined" ? onFrame(state.room, packet.body, nowMs) : null;
      case "other":
        return null;
    }
  }

  function onFrame(room: JoinedRoom, body: Uint8Array, nowMs: number): Ending | null {
    // Counted before it is read: one that we cannot read must not meet us again.
    if (kept !== null && isEventFrame(body)) kept.events++;
    for (const section of decodeDown(body, leaveOut)) {
      const ending = room.hear(section, nowMs);
      if (ending !== null) return ending;
    }
    return null;
  }

  function beat(nowMs: number): void {
    const ending = state.name === "joined" ? state.room.beat(nowMs) : null;
    if (ending !== null) end(ending, nowMs);
  }

  return {
    /** Sets out, once. */
    start(nowMs: number): void {
      if (state.name !== "new") return;
      out.push({ kind: "connection", state: { name: "connecting" } });
      enter(nowMs);
    },
    entered(of: number, entry: RoomEntry, nowMs: number): void {
      if (of !== attempt || state.name !== "entering") return;
      place = { room: entry.room, host: entry.host };
      state = { name: "opening", giveUpAtMs: nowMs + CONNECT_MAX_MS, ticket: entry.ticket };
      out.push({ kind: "open", attempt, host: entry.host });
    },
    enterFailed(of: number, error: unknown, nowMs: number): void {
      if (of === attempt && state.name === "entering") end(endingOfEnterError(error), nowMs);
    },

    opened(of: number, nowMs: number): void {
      if (of === attempt && state.name === "opening") greet(state.ticket, nowMs);
    },
    received(of: number, bytes: Uint8Array, nowMs: number): void {
      if (of !== attempt || (state.name !== "greeting" && state.name !== "joined")) return;
      if (state.name === "joined") state.room.stir(nowMs);
      const { framer } = state;
      try {
        framer.push(bytes);
        takePackets(framer, nowMs);
      } catch (error) {
        if (!(error instanceof ProtocolError)) throw error;
        end(again(`the room broke the protocol: ${error.message}`), nowMs);
      }
      // The timers of a page in the background are held back; what arrives is not.
      beat(nowMs);
    },
    closed(of: number, nowMs: number): void {
      if (of !== attempt || !hasChannel()) return;
      const wasReached = state.name !== "opening";
      end(again(wasReached ? "the connection was lost" : "the room cannot be reached"), nowMs);
    },

    /** To be called at nextDeadlineMs; early calls change nothing. */
    passTime(nowMs: number): void {
      switch (state.name) {
        case "entering":
          if (nowMs >= state.giveUpAtMs) end(again("nobody answered when asked for a ticket"), nowMs);
          return;
        case "opening":
        case "greeting":
          if (nowMs >= state.giveUpAtMs) end(again("the room did not answer"), nowMs);
          return;
        case "joined":
          return beat(nowMs);
        case "waiting":
          if (nowMs >= state.retryAtMs) enter(nowMs);
          return;
        case "new":
        case "left":
          return;
      }
    },
    nextDeadlineMs(): number | null {
      switch (state.name) {
        case "entering":
        case "opening":
        case "greeting":
          return state.giveUpAtMs;
        case "joined":
          return state.room.deadlineMs();
        case "waiting":
          return state.retryAtMs;
        case "new":
        case "left":
          return null;
      }
    },

    roomTimeMs: (nowMs: number): number | null => lastRoom?.roomTimeMs(nowMs) ?? null,

    /** The newest pose is kept: a room joined later is told it as soon as its clock is known. */
    sendPose(pose: UntimedPose, bufferedBytes: number, nowMs: number): void {
      ownPose = pose;
      if (state.name === "joined" && bufferedBytes <= CHOKED_ABOVE_BYTES) state.room.sendPose(pose, nowMs);
    },
    /** Answers whether it was sent: we are in a room, the channel is not choked, the text may be said. */
    sendChat(line: { readonly text: string; readonly id: string }, bufferedBytes: number): boolean {
      return state.name === "joined" && bufferedBytes <= CHOKED_ABOVE_BYTES && state.room.sendChat(line);
    },
    /** Tells this room, and rooms joined later: all but `avatar`, which the origin remembers. */
    sendMe(me: Me): void {
      const { avatar: _, ...lasting } = me;
      own = { ...own, ...lasting };
      if (state.name === "joined") state.room.sendMe(me);
    },
    /** Comes again at once, when it is waiting to. */
    retryNow(nowMs: number): void {
      if (state.name !== "waiting") return;
      const { reason } = state;
      out.push({ kind: "connection", state: { name: "reconnecting", retryAtMs: nowMs, reason } });
      enter(nowMs);
    },
    /** Leaves for good. */
    leave(): void {
      if (state.name === "left") return;
      if (state.name === "joined") out.push({ kind: "send", bytes: encodeDisconnect() });
      if (hasChannel()) out.push({ kind: "close" });
      finish("left", "LEFT");
    },
  };
}

/** The grant we can work with: one that has carrier X. */
function grantOf(property: string | readonly string[] | undefined): Grant | null {
  const grant = typeof property === "string" ? parseGrant(property) : null;
  return grant !== null && (grant.capabilities & Capability.type0) !== 0 ? grant : null;
}

function notGranted(): Ending {
  const reason = "this server does not speak Hiroba's extension";
  return { name: "over", reason, code: "EXTENSION_NOT_GRANTED" };
}

/** For a section that a newer room writes otherwise: better a room with a gap in it than none. */
function leaveOut(): void {}
