// The loop of one room host: bytes in, effects obeyed, ticks, bytes out. Owns the connections and the clock; the only
// file where sessions meet sockets and promises.

import { ByeReason } from "../shared/protocol/ext/bye.ts";
import { decodePacket } from "../shared/protocol/packet.ts";
import { ProtocolError, ReasonCode } from "../shared/protocol/reason-code.ts";
import { answerRefusedConnect } from "../shared/protocol/refused-connect.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import type { RoomSpec } from "../shared/schema/room-spec.ts";
import { TicketError } from "../shared/ticket.ts";
import { ConnectRefusal, toRefusal, type Verified } from "./door.ts";
import type { Effect, Effects, ReportEntry } from "./effects.ts";
import { Leisure } from "./leisure.ts";
import { kindOfPacket } from "./metrics/kind.ts";
import { connectionRow, roomRow } from "./metrics/rows.ts";
import type { ConnectionRow, RoomRow, TopSource } from "./metrics/source.ts";
import { Ended, type Metrics } from "./metrics.ts";
import { Pacing } from "./pacing.ts";
import { broadcast } from "./pubsub/fanout.ts";
import { createRooms, type RoomsDeps } from "./rooms.ts";
import { Actor } from "./session/actor.ts";
import { admit, type Refused, refuse } from "./session/connect.ts";
import { type Fate, HeldPlaces, type RandomBytes } from "./session/held-places.ts";
import type { SessionLimits } from "./session/limits.ts";
import { nextDeadlineMs } from "./session/machine.ts";
import { end, receive } from "./session/receive.ts";
import { Sessions } from "./session/sessions.ts";
import { tickItems } from "./state/item-motion.ts";
import { tickPoses } from "./state/pose.ts";
import { tickVoices } from "./state/voice-flush.ts";
import { Strangers } from "./strangers.ts";
import type { Timer, Timers } from "./timers.ts";
import type { Connection, TransportHandlers } from "./transport/connection.ts";

/** What a client may send behind its CONNECT before the answer. */
const STRANGER_PENDING_MAX_BYTES = 16 * 1024;
/** Packets of one client that are served before others have their turn. */
const TURN_MAX_PACKETS = 256;
/** What may wait for a client's next turn; above it packets are served at once. More than the largest packet, so that it can gather. */
const TURN_PENDING_MAX_BYTES = 256 * 1024;
const TICK_BASE_MS = 5;
/** While nobody is in any room: whoever comes waits as long for the first poses. */
const IDLE_TICK_MS = 25;
const HOUSEKEEPING_INTERVAL_MS = 250;
const RETRY_AFTER_MS = 1_000;

/** The world outside, as the loop needs it. */
export type LoopDeps = RoomsDeps & {
  /** Finer than nowMs, for pacing: may have fractions, never jumps. */
  steadyMs(): number;
  readonly timers: Timers;
  readonly metrics: Metrics;
  readonly limits: SessionLimits;
  /** What tokens to come back with are made of. */
  readonly randomBytes: RandomBytes;
  /** A room nobody is in closes after this long. */
  readonly emptyRoomMaxMs: number;
  verify(ticket: string | null): Promise<Verified>;
  /** A moment in which a full collection disturbs nobody. */
  collectGarbage(): void;
  report(spec: RoomSpec, entry: ReportEntry): void;
  /** The room was empty for too long, or was closed from outside, and is gone. */
  roomClosed(spec: RoomSpec, nowMs: number): void;
};

/** Ends that say nothing of what the client wants: it is waited for, if it may come back. SPEC [RESUME-3] */
const MAY_COME_BACK: ReadonlySet<ReasonCode> = new Set([
  ReasonCode.keepAliveTimeout,
  ReasonCode.quotaExceeded,
  ReasonCode.unspecifiedError,
]);

type Closing = { readonly byeReason?: number | undefined; readonly fate?: Fate };

/** A session with its connection. */
type Link = {
  readonly actor: Actor;
  readonly connection: Connection;
  /** Whether it is still counted among those who have not shown a ticket. */
  isStranger: boolean;
  /** Whether more than one turn's packets came, and the rest has its turn scheduled. */
  intake: "idle" | "scheduled";
  readonly connectedAtMs: number;
  lastHeardAtMs: number;
  packetsIn: number;
  bytesIn: number;
};

export type OpenRoomInfo = {
  readonly room: RoomId;
  readonly epoch: number;
  readonly participantCount: number;
};

export type Loop = TopSource & {
  readonly transport: TransportHandlers<Link>;
  /** Begins to tick. */
  start(): void;
  /** Rooms as heartbeats report them. */
  openRooms(): OpenRoomInfo[];
  /** Ends a room the origin gave to another host. */
  closeRoom(room: RoomId): void;
  /** Says goodbye to everybody and stops ticking. */
  shutDown(): void;
};

export function createLoop(deps: LoopDeps): Loop {
  const { metrics } = deps;
  const links = new Map<number, Link>();
  const pacing = new Pacing(deps);
  const rooms = createRooms(deps, (audience) => pacing.pending(audience));
  const sessions = new Sessions();
  const places = new HeldPlaces(deps.randomBytes);
  const strangers = new Strangers();
  const dirty = new Set<Actor>();
  const leisure = new Leisure();
  let packetsIn = 0;
  let lastActorId = 0;
  let flushScheduled = false;
  let nextHousekeepingAtMs = 0;
  let stopping = false;
  let ticking: Timer | null = null;

  // ── bytes in ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  function opened(connection: Connection): Link {
    const id = ++lastActorId;
    const nowMs = deps.nowMs();
    const { limits } = deps;
    const actor = new Actor({ id, nowMs, wire: connection, owner, metrics, limits, sessions, places });
    const counts = { connectedAtMs: nowMs, lastHeardAtMs: nowMs, packetsIn: 0, bytesIn: 0 };
    const link: Link = { actor, connection, isStranger: true, intake: "idle", ...counts };
    links.set(id, link);
    leisure.turned();
    const tooMany = strangers.came(connection.remoteAddress);
    if (tooMany !== null)
      close(
        link,
        ReasonCode.connectionRateExceeded,
        `${tooMany} connections of one address without a ticket`,
      );
    if (stopping) close(link, ReasonCode.serverShuttingDown, "the host is shutting down");
    return link;
  }

  function received(link: Link, bytes: Uint8Array): void {
    metrics.read(bytes.length);
    link.bytesIn += bytes.length;
    if (link.actor.state.name === "closed") return;
    link.actor.take(bytes);
    if (link.intake === "idle" || link.actor.takenBytes > TURN_PENDING_MAX_BYTES) pump(link);
  }

  /** Takes whole packets out of the framer until it is empty, the session has to wait for its ticket, or others have their turn. */
  function pump(link: Link, turnMaxPackets = TURN_MAX_PACKETS): void {
    const { actor } = link;
    const out: Effects = [];
    let served = 0;
    let bytes: Uint8Array | null = null;
    try {
      while (actor.state.name === "awaiting-connect" || actor.state.name === "active") {
        if (served++ >= turnMaxPackets && actor.takenBytes <= TURN_PENDING_MAX_BYTES) {
          nextTurn(link);
          break;
        }
        const framed = actor.nextPacket();
        if (framed === null) break;
        bytes = framed.bytes;
        const packet = decodePacket(bytes, actor.version);
        const nowMs = deps.nowMs();
        const topicName = packet.type === "publish" ? packet.topicName : undefined;
        metrics.received(kindOfPacket(bytes[0] ?? 0, topicName), bytes.length);
        link.packetsIn++;
        packetsIn++;
        link.lastHeardAtMs = nowMs;
        receive(actor, packet, bytes, nowMs, out);
        if (packet.type === "disconnect") metrics.ended(Ended.byClient);
        if (out.length > 0) obey(out);
        // One chunk may ask for more answers than may wait: give the socket what it takes before taking more of it.
        if (actor.isOverfull) flush(actor);
      }
      if (actor.state.name === "authenticating" && actor.takenBytes > STRANGER_PENDING_MAX_BYTES)
        refuse(actor, ReasonCode.packetTooLarge, "too much behind a CONNECT that was not answered yet", out);
      if (out.length > 0) obey(out);
    } catch (error) {
      obey(out);
      if (error instanceof ProtocolError) return closeForBreach(link, error, bytes);
      deps.log.error("room.session.failed", { actor: actor.id, requestId: actor.requestId, error });
      close(link, ReasonCode.unspecifiedError, "something failed on our side");
    }
    if (actor.state.name === "closed") hangUp(link);
  }

  function nextTurn(link: Link): void {
    if (link.intake === "scheduled") return;
    link.intake = "scheduled";
    deps.timers.soon(() => {
      link.intake = "idle";
      pump(link);
    });
  }

  function closed(link: Link): void {
    // What came before the end counts, its DISCONNECT above all.
    if (link.intake === "scheduled") pump(link, Number.POSITIVE_INFINITY);
    if (link.actor.state.name === "active") metrics.ended(Ended.withoutGoodbye);
    leave(link, "is-awaited");
    forget(link);
  }

  // ── effects ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  function obey(out: Effects): void {
    for (let effect = out.shift(); effect !== undefined; effect = out.shift()) obeyOne(effect);
  }

  function obeyOne(effect: Effect): void {
    switch (effect.kind) {
      case "authenticate": {
        const link = links.get(effect.actorId);
        if (link !== undefined) void authenticate(link, effect.ticket);
        return;
      }
      case "close": {
        const link = links.get(effect.actorId);
        if (link === undefined) return endAwayFrom(effect.actorId);
        return close(link, effect.reasonCode, effect.message, { byeReason: effect.byeReason });
      }
      case "ask-participant":
        return void rooms.refreshIdentity(effect.room, effect.user);
      case "moderated":
        return deps.log.info("room.moderated", { room: effect.room, ...effect.message });
      case "report": {
        const spec = rooms.get(effect.room)?.spec;
        const { kind, user, sid, participantCount } = effect.entry;
        deps.log.info(`room.${kind}`, { room: effect.room, user, sid, participantCount });
        if (spec !== undefined) deps.report(spec, effect.entry);
        return;
      }
    }
  }

  async function authenticate(link: Link, ticket: string | null): Promise<void> {
    const out: Effects = [];
    const { actor } = link;
    let requestId: string | null = null;
    try {
      const verified = await deps.verify(ticket);
      requestId = verified.requestId;
      const room = await rooms.open(verified.room, verified.requestId);
      // Both may have come to an end while we waited.
      if (actor.state.name !== "authenticating") return;
      if (rooms.get(verified.room) !== room)
        throw new ConnectRefusal(ReasonCode.serverUnavailable, "the room closed just now");
      const { access, identity } = verified;
      const admission = { access, room, identity, requestId, takeOver };
      const refused = admit(actor, admission, deps.nowMs(), out);
      if (refused === null) {
        metrics.connected(ReasonCode.success);
        noLongerStranger(link);
        deps.log.info("room.connected", {
          requestId: actor.requestId,
          room: room.spec.room,
          sid: actor.participant?.sid ?? null,
          transport: link.connection.transport,
          mqtt: actor.version,
          extension: actor.extension?.carrier ?? "none",
        });
      } else logRefusal(link, requestId, refused);
    } catch (error) {
      if (actor.state.name === "closed") return;
      const refusal = toRefusal(error);
      logRefusal(link, requestId, refusal);
      refuse(actor, refusal.reasonCode, refusal.message, out);
    }
    obey(out);
    pump(link);
  }

  /** Bad tickets are everyday, and anybody can send them: only what is our own fault is told with its stack. */
  function logRefusal(link: Link, requestId: string | null, refusal: Refused & { cause?: unknown }): void {
    const { reasonCode, message, cause } = refusal;
    const isOurs = reasonCode === ReasonCode.serverUnavailable && cause !== undefined;
    deps.log.info("room.refused", {
      ...(requestId === null ? {} : { requestId }),
      remoteAddress: link.connection.remoteAddress,
      reasonCode,
      ...(cause instanceof TicketError ? { code: cause.code } : {}),
      reason: message,
      ...(isOurs ? { error: cause } : {}),
    });
  }

  // ── endings ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  function takeOver(before: Actor, fate: Fate): void {
    const link = links.get(before.id);
    if (link === undefined) return;
    const message = "the same client connected again";
    close(link, ReasonCode.sessionTakenOver, message, { byeReason: ByeReason.takenOver, fate });
  }

  /** Somebody who is away was sent out: there is no connection to tell, but a place to take back. */
  function endAwayFrom(actorId: number): void {
    const out: Effects = [];
    places.endAwayFrom(actorId, deps.nowMs(), out);
    obey(out);
  }

  /** A client broke the standard, with `packet` if it came that far. One that never got to CONNECT is told in the form its bytes ask for. */
  function closeForBreach(link: Link, error: ProtocolError, packet: Uint8Array | null): void {
    if (link.actor.state.name === "awaiting-connect" && packet !== null) {
      const answer = answerRefusedConnect(packet, error);
      if (answer !== null) link.actor.queue(answer);
    }
    // A second CONNECT, of whatever version: DISCONNECT has no word for that (MQTT5 table 3-10).
    const isVersion = error.reasonCode === ReasonCode.unsupportedProtocolVersion;
    close(link, isVersion ? ReasonCode.protocolError : error.reasonCode, error.message);
  }

  /** Says why in the client's own tongue, then hangs up. A will goes out, as nobody said goodbye (SPEC [MQTT-6]). */
  function close(link: Link, reasonCode: ReasonCode, message: string, options: Closing = {}): void {
    const { actor } = link;
    const { byeReason, fate = MAY_COME_BACK.has(reasonCode) ? "is-awaited" : "leaves" } = options;
    if (actor.state.name === "active") metrics.ended(reasonCode);
    else if (actor.state.name !== "closed") metrics.connected(reasonCode);
    if (actor.state.name === "active") {
      deps.log.info("room.closing", { requestId: actor.requestId, reasonCode, reason: message });
      if (byeReason !== undefined)
        broadcast(
          [actor],
          [{ kind: "bye", message: { reason: byeReason, retryAfterMs: RETRY_AFTER_MS, host: "" } }],
        );
      if (actor.version === 5) actor.sendBecause({ type: "disconnect", reasonCode, properties: {} }, message);
    }
    leave(link, fate);
    hangUp(link);
  }

  function leave(link: Link, fate: Fate): void {
    const out: Effects = [];
    end(link.actor, { withWill: true, fate, nowMs: deps.nowMs(), out });
    obey(out);
  }

  function hangUp(link: Link): void {
    if (!links.has(link.actor.id)) return;
    link.actor.flush();
    forget(link);
    link.connection.close();
  }

  function forget(link: Link): void {
    if (!links.delete(link.actor.id)) return;
    leisure.turned();
    dirty.delete(link.actor);
    // Who is away, or has a will that waits, keeps its actor for a while.
    link.actor.dropOutbox();
    noLongerStranger(link);
  }

  function noLongerStranger(link: Link): void {
    if (!link.isStranger) return;
    link.isStranger = false;
    strangers.known(link.connection.remoteAddress);
  }

  // ── bytes out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  const owner = {
    wake: (actor: Actor): void => {
      dirty.add(actor);
      if (flushScheduled) return;
      flushScheduled = true;
      deps.timers.soon(() => {
        flushScheduled = false;
        flushAll();
      });
    },
  };

  function flushAll(): void {
    for (const actor of dirty) {
      dirty.delete(actor);
      flush(actor);
    }
  }

  function flush(actor: Actor): void {
    actor.flush();
    metrics.queued(actor.waitingBytes);
    const link = links.get(actor.id);
    if (actor.isOverfull && actor.state.name !== "closed" && link !== undefined)
      close(link, ReasonCode.quotaExceeded, "the client does not read what it is sent", {
        byeReason: ByeReason.tooSlow,
      });
  }

  function drained(link: Link): void {
    flush(link.actor);
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  function tick(): void {
    const nowMs = deps.nowMs();
    const beganMs = deps.steadyMs();
    // Voice goes first, as it is late soonest, and to those alone who have nothing else waiting: so that goes before it.
    flushAll();
    const inhabited = [...rooms.all()].filter((room) => room.participants.size > 0);
    for (const room of inhabited) tickVoices(room, nowMs);
    for (const room of inhabited) {
      tickPoses(room, nowMs);
      tickItems(room, nowMs);
    }
    flushAll();
    if (inhabited.length > 0) metrics.tick.record((deps.steadyMs() - beganMs) * 1000);
    if (nowMs >= nextHousekeepingAtMs) keepHouse(nowMs);
    ticking = deps.timers.after(inhabited.length > 0 ? TICK_BASE_MS : IDLE_TICK_MS, tick);
  }

  function keepHouse(nowMs: number): void {
    nextHousekeepingAtMs = nowMs + HOUSEKEEPING_INTERVAL_MS;
    for (const link of links.values()) {
      const deadlineMs = nextDeadlineMs(link.actor.state);
      if (deadlineMs !== null && nowMs >= deadlineMs)
        close(link, ReasonCode.keepAliveTimeout, "nothing was heard for too long");
    }
    const out: Effects = [];
    places.tick(nowMs, out);
    sessions.tick(nowMs, out);
    obey(out);
    for (const room of rooms.all())
      if (room.emptySinceMs !== null && nowMs - room.emptySinceMs > deps.emptyRoomMaxMs)
        closeRoom(room.spec.room);
    if (leisure.look(packetsIn)) deps.collectGarbage();
  }

  function closeRoom(id: RoomId): void {
    const room = rooms.get(id);
    if (room === undefined) return;
    for (const link of [...links.values()])
      if (link.actor.room === room)
        close(link, ReasonCode.serverMoved, "the room closed", { byeReason: ByeReason.roomClosed });
    const out: Effects = [];
    places.endAll(room, deps.nowMs(), out);
    sessions.endAllOf(room, deps.nowMs(), out);
    obey(out);
    rooms.remove(id);
    deps.log.info("room.closed", { room: id });
    deps.roomClosed(room.spec, deps.nowMs());
  }

  function* roomRows(): Generator<RoomRow> {
    for (const room of rooms.all()) yield roomRow(room);
  }

  function* connectionRows(): Generator<ConnectionRow> {
    for (const { actor, connection, packetsIn, bytesIn, connectedAtMs, lastHeardAtMs } of links.values()) {
      const { transport } = connection;
      const counts = { packetsIn, bytesIn, bytesOut: actor.bytesOut, connectedAtMs, lastHeardAtMs };
      yield connectionRow(actor, { transport, isSecure: connection.isSecure, ...counts });
    }
  }

  return {
    rooms: roomRows,
    connections: connectionRows,
    transport: { opened, received, drained, closed },
    start: () => {
      tick();
    },
    openRooms: () =>
      [...rooms.all()].map(({ spec, participants }) => ({
        room: spec.room,
        epoch: spec.epoch,
        participantCount: participants.size,
      })),
    closeRoom,
    shutDown: () => {
      stopping = true;
      ticking?.cancel();
      for (const link of [...links.values()])
        close(link, ReasonCode.serverShuttingDown, "the host is shutting down", {
          byeReason: ByeReason.shuttingDown,
        });
      const out: Effects = [];
      places.endAll(null, deps.nowMs(), out);
      obey(out);
    },
  };
}
