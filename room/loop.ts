// The loop of one room host: bytes in, effects obeyed, bytes out. Owns the connections and the clock; the only file where
// sessions meet sockets and promises. What begins, ticks and ends is arrivals.ts's, ticks.ts's and endings.ts's.

import { ByeReason } from "../shared/protocol/ext/bye.ts";
import { decodeFromClient } from "../shared/protocol/from-client.ts";
import { ReasonCode } from "../shared/protocol/reason-code.ts";
import type { HostAddress } from "../shared/schema/host-address.ts";
import type { AssetId, RoomId } from "../shared/schema/ids.ts";
import type { GiftNewsItem } from "../shared/schema/internal/gifts.ts";
import type { HostNotice } from "../shared/schema/internal/notices.ts";
import type { RoomEvidence } from "../shared/schema/room-evidence.ts";
import type { RoomSpec } from "../shared/schema/room-spec.ts";
import { type ArrivalsDeps, authenticate, PASS_OPENINGS } from "./arrivals.ts";
import { type BroughtAlong, type BroughtAlongDeps, createBroughtAlong } from "./brought-along.ts";
import type { Verified } from "./door.ts";
import type { Effect, Effects, ReportEntry } from "./effects.ts";
import { Endings } from "./endings.ts";
import { restoreRoom } from "./handoff/restore-room.ts";
import type { Snapshot, WaitingWill } from "./handoff/snapshot-schema.ts";
import { takeSnapshot } from "./handoff/take-snapshot.ts";
import { keptWills } from "./handoff/take-wills.ts";
import type { RoomLeases } from "./lease/leases.ts";
import type { Collection } from "./leisure.ts";
import { Link, Links } from "./link.ts";
import { kindOfPacket } from "./metrics/kind.ts";
import { roomRow } from "./metrics/rows.ts";
import type { ConnectionRow, RoomRow, TopSource } from "./metrics/source.ts";
import { Ended, type Metrics } from "./metrics.ts";
import { Pacing } from "./pacing.ts";
import { Rests } from "./rests.ts";
import { createRooms, type Rooms, type RoomsDeps } from "./rooms.ts";
import type { Actor, ActorHost } from "./session/actor.ts";
import { refuse } from "./session/connect.ts";
import { HeldPlaces } from "./session/held-places.ts";
import { PACKET_MAX_BYTES, type SessionLimits } from "./session/limits.ts";
import { assertMayBegin, nextDeadlineMs } from "./session/machine.ts";
import { receive } from "./session/receive.ts";
import { Sessions } from "./session/sessions.ts";
import { createStages, type StageReach } from "./stage/stages.ts";
import { newBudget } from "./state/budget.ts";
import { evidenceOf } from "./state/evidence.ts";
import { applyGift } from "./state/gift.ts";
import { applyNotice } from "./state/notice.ts";
import { everybody, type Room } from "./state/room.ts";
import { Ticks } from "./ticks.ts";
import type { Timers } from "./timers.ts";
import type { Connection, TransportHandlers } from "./transport/connection.ts";
import { createUses, type UsesDeps } from "./uses.ts";

/** Packets of one client that are served before others have their turn. */
const TURN_MAX_PACKETS = 256;
/**
 * What may wait for a client's next turn: a read at its largest, as its socket is read no further meanwhile, behind the beginning of a
 * packet at its largest. What one read brings beyond it is served at once.
 */
const TURN_PENDING_MAX_BYTES = 512 * 1024 + PACKET_MAX_BYTES;

/** The world outside, as the loop needs it. */
export type LoopDeps = RoomsDeps &
  BroughtAlongDeps &
  Pick<UsesDeps, "mayUse"> & {
    /** Finer than nowMs, for pacing: may have fractions, never jumps. */
    steadyMs(): number;
    readonly timers: Timers;
    readonly metrics: Metrics;
    readonly limits: SessionLimits;
    /** How other hosts are reached, for the stages of events; null where there are none. */
    readonly stage: StageReach | null;
    /** A room nobody is in closes after this long. */
    readonly emptyRoomMaxMs: number;
    verify(ticket: string | null): Promise<Verified>;
    /** A good moment for it. */
    collectGarbage(collection: Collection): void;
    report(spec: RoomSpec, entry: ReportEntry): void;
    /** The room was empty for too long, or was closed from outside, and is gone. */
    roomClosed(spec: RoomSpec, nowMs: number): void;
    /** The room may be another host's by now, and is gone here. Who was in it is told as having left. */
    roomLost(spec: RoomSpec, leaves: readonly ReportEntry[]): void;
    readonly leases: RoomLeases;
  };

/** Gives a room away, as it stands. Answers where it runs from then on; null when nobody took it. */
export type Give = (spec: RoomSpec, snapshot: Snapshot) => Promise<HostAddress | null>;

export type OpenRoomInfo = {
  readonly room: RoomId;
  readonly epoch: number;
  readonly participantCount: number;
  readonly ghostCount: number;
};

export type Loop = TopSource & {
  readonly transport: TransportHandlers<Link>;
  /** What holds of people wherever they are: to be told when it changes. */
  readonly broughtAlong: Pick<BroughtAlong, "changed" | "changedForAnybody">;
  /** What rooms of the world, or of any, are made of has changed: they are to change too. */
  readonly renewSpecs: Rooms["renewSpecs"];
  /** Begins to tick. */
  start(): void;
  /** Rooms as heartbeats report them: those that are being opened too, with epoch 0. */
  openRooms(): OpenRoomInfo[];
  /** Rooms that may be kept now, each as it stands. */
  liveRooms(): Iterable<Room>;
  /** What is to be said in a room should nobody of it be heard of any more. */
  willsOf(room: Room): readonly WaitingWill[];
  /** The asset was taken down, or is for others than before: whoever wears it, and items that are of it, are asked about anew. */
  takeOff(asset: AssetId): void;
  /** Says it to the rooms it is for, of those that are open here. */
  notify(notice: HostNotice): void;
  /** Tells the event's rooms, of those that are open here and do not move just now, of a gift. */
  give(item: GiftNewsItem): void;
  /** What a room says of itself to whoever looks into a report; null when it is not open here. */
  evidenceOf(room: RoomId): RoomEvidence | null;
  /**
   * Takes a room down as it stands and gives it away, then sends everybody where it runs from then on. Until then nothing of it is
   * read. When nobody took it, it goes on as if nothing had been. When `give` rejects, nobody knows where it is: it must not run twice,
   * so it closes here, and this rejects too.
   */
  handOver(room: RoomId, give: Give): Promise<void>;
  /** Ends a room that closed, or that the origin gave to another host; `because` is for those who are in it. */
  closeRoom(room: RoomId, because?: string): void;
  /** Says goodbye to everybody and stops ticking. */
  shutDown(): void;
};

export function createLoop(deps: LoopDeps): Loop {
  const { metrics, nowMs } = deps;
  const links = new Links(deps.collectGarbage, deps.limits);
  const failed = (room: RoomId, error: unknown): void => ticks.failed(room, error);
  const pacing = new Pacing({ ...deps, failed, fence });
  const rooms = createRooms(deps, (audience, room) => pacing.pending(audience, room), takeUp);
  const uses = createUses({ ...deps, rooms });
  const broughtAlong = createBroughtAlong(deps, rooms, obey);
  const sessions = new Sessions(deps.limits);
  const places = new HeldPlaces(deps.randomBytes);
  const host: ActorHost = { metrics, limits: deps.limits, sessions, places, wake };
  const endings = new Endings({ ...deps, links, rooms, places, sessions, obey, roomLost });
  const giveUp = (room: RoomId): void => endings.closeRoom(room, "failing");
  const ticks: Ticks = new Ticks({ ...deps, rooms, flushAll, keepHouse, giveUp, fence });
  const arrivals: ArrivalsDeps = {
    ...deps,
    links,
    rooms,
    broughtAlong,
    endings,
    places,
    passOpenings: newBudget(PASS_OPENINGS, nowMs()),
    obey,
    goOn: (link) => pump(link),
  };
  const stages = createStages({ ...deps, rooms, broughtAlong, failed });
  const rests = new Rests({
    ...deps,
    flushAll,
    dueAtMs: (atMs) => Math.min(pacing.dueAtMs(atMs), ticks.dueAtMs),
  });
  const dirty = new Set<Actor>();
  let lastActorId = 0;
  let flushScheduled = false;
  let stopping = false;

  // ── bytes in ──────────────────────────────────────────────────────────────────────────────────────────────────────────

  function opened(connection: Connection, remoteAddress: string): Link {
    const link = new Link(connection, remoteAddress, { id: ++lastActorId, nowMs: nowMs(), host });
    const excess = links.add(link);
    if (excess !== null) endings.close(excess.who, ReasonCode.connectionRateExceeded, excess.because);
    if (stopping) endings.close(link, ReasonCode.serverShuttingDown, "the host is shutting down");
    return link;
  }

  function received(link: Link, bytes: Uint8Array): void {
    fence();
    metrics.read(bytes.length);
    link.bytesIn += bytes.length;
    if (link.state.name === "closed") return;
    link.take(bytes);
    if (link.intake === "idle") pump(link);
    else if (link.takenBytes > TURN_PENDING_MAX_BYTES)
      // Of a socket that is paused so much is told only when it was reset: nobody is there who could say it again.
      endings.close(link, ReasonCode.quotaExceeded, "more came than may wait for its turn");
  }

  /** Takes whole packets out of the framer until it is empty, the session has to wait for its ticket, or others have their turn. */
  function pump(link: Link): void {
    const out: Effects = [];
    let served = 0;
    let bytes: Uint8Array | null = null;
    try {
      while (link.state.name === "awaiting-connect" || link.state.name === "active") {
        // What it says from here on it says again where its room goes.
        if (link.room?.phase === "moving") break;
        if (served++ >= TURN_MAX_PACKETS && link.takenBytes <= TURN_PENDING_MAX_BYTES) {
          nextTurn(link);
          break;
        }
        const framed = link.nextPacket();
        if (framed === null) {
          if (link.takenBytes > 0) assertMayBegin(link.state, link.takenView);
          break;
        }
        bytes = framed.bytes;
        serve(link, bytes, out);
      }
      if (link.state.name === "authenticating" && link.takenBytes > deps.limits.strangerPendingMaxBytes)
        refuse(link, ReasonCode.packetTooLarge, "too much behind a CONNECT that was not answered yet", out);
      if (out.length > 0) obey(out);
      if (link.state.name === "closed") endings.hangUp(link);
    } catch (error) {
      endings.fault(link, error, out, bytes);
    }
  }

  function serve(link: Link, bytes: Uint8Array, out: Effects): void {
    const packet = decodeFromClient(bytes, link.version);
    const atMs = nowMs();
    const topicName = packet.type === "publish" ? packet.topicName : undefined;
    metrics.received(kindOfPacket(bytes[0] ?? 0, topicName), bytes.length);
    if (packet.type === "publish" || packet.type === "frame") links.leisure.spoke();
    if (packet.type === "frame" || (packet.type === "publish" && packet.qos === 0)) rests.spoke();
    link.packetsIn++;
    const heardNothing = packet.type === "subscribe" && link.session?.subscriptions.size === 0;
    receive(link, packet, bytes, atMs, out);
    // Not every SUBSCRIBE: one client sends thousands a second, to be refused most of them.
    if (heardNothing && link.session?.subscriptions.size !== 0) links.leisure.turned();
    if (packet.type === "disconnect") metrics.ended(Ended.byClient);
    if (out.length > 0) obey(out);
    // One chunk may ask for more answers than may wait: give the socket what it takes before taking more of it.
    if (link.isOverfull) flush(link);
  }

  function nextTurn(link: Link): void {
    if (link.intake === "scheduled") return;
    link.intake = "scheduled";
    link.connection.pause();
    deps.timers.soon(() => {
      link.intake = "idle";
      pump(link);
      if (link.intake !== "idle") return;
      if (link.isGone) endings.lost(link);
      else link.connection.resume();
    });
  }

  function closed(link: Link): void {
    link.isGone = true;
    // What came before the end counts, its DISCONNECT above all, and has its turns.
    if (link.intake === "idle") endings.lost(link);
  }

  // ── effects ───────────────────────────────────────────────────────────────────────────────────────────────────────────

  function obey(out: Effects): void {
    for (let effect = out.shift(); effect !== undefined; effect = out.shift()) obeyOne(effect);
  }

  function obeyOne(effect: Effect): void {
    switch (effect.kind) {
      case "authenticate": {
        const link = links.get(effect.actorId);
        if (link !== undefined) void authenticate(arrivals, link, effect.ticket);
        return;
      }
      case "close": {
        const link = links.get(effect.actorId);
        if (link === undefined) return endings.endAwayFrom(effect.actorId);
        return endings.close(link, effect.reasonCode, effect.message, { byeReason: effect.byeReason });
      }
      case "ask-participant":
        return void rooms.refreshIdentity(effect.room, effect.user);
      case "ask-use":
        return void uses.make(effect);
      case "moderated":
        return deps.log.info("room.moderated", { room: effect.room, ...effect.message });
      case "report": {
        const spec = rooms.get(effect.room)?.spec;
        const { kind, user, sid, seat, participantCount } = effect.entry;
        deps.log.info(`room.${kind}`, { room: effect.room, user, sid, seat, participantCount });
        if (spec !== undefined) deps.report(spec, effect.entry);
        return;
      }
    }
  }

  // ── bytes out ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  function wake(actor: Actor): void {
    dirty.add(actor);
    if (flushScheduled) return;
    flushScheduled = true;
    deps.timers.soon(() => {
      flushScheduled = false;
      flushAll();
    });
  }

  function flushAll(): void {
    fence();
    for (const actor of dirty) {
      dirty.delete(actor);
      const link = links.get(actor.id);
      if (link !== undefined) flush(link);
    }
  }

  function flush(link: Link): void {
    try {
      link.flush();
      metrics.queued(link.waitingBytes);
      if (link.isOverfull && link.state.name !== "closed")
        endings.close(link, ReasonCode.quotaExceeded, "the client does not read what it is sent", {
          byeReason: ByeReason.tooSlow,
        });
    } catch (error) {
      endings.failed(link, error);
    }
  }

  // ── time ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

  function keepHouse(atMs: number): void {
    for (const link of links.all()) {
      const deadlineMs = nextDeadlineMs(link.state);
      if (deadlineMs !== null && atMs >= deadlineMs)
        endings.close(link, ReasonCode.keepAliveTimeout, "nothing was heard for too long");
    }
    const out: Effects = [];
    places.tick(atMs, out);
    sessions.tick(atMs, out);
    obey(out);
    for (const { spec, emptySinceMs } of rooms.all())
      if (emptySinceMs !== null && atMs - emptySinceMs > deps.emptyRoomMaxMs)
        endings.closeRoom(spec.room, "empty");
    stages.look(atMs);
    links.leisure.look();
  }

  // ── rooms that are others' ────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Before anything is said: a host that stood still, or was cut off, may have lost rooms meanwhile. A room that moves says nothing in
   * any case. SPEC [MOVE-6]
   */
  function fence(): void {
    if (deps.steadyMs() < deps.leases.dueAtMs) return;
    for (const id of deps.leases.over()) {
      const room = rooms.get(id);
      if (room === undefined) deps.leases.release(id);
      else if (room.phase !== "moving") endings.loseRoom(room);
    }
  }

  function roomLost({ spec, participants, ghosts }: Room, atMs: number): void {
    const leaves = [...participants.values(), ...ghosts.values()].map(({ member, sid, seat }) => ({
      kind: "leave" as const,
      user: member.user,
      sid,
      seat: seat === "ghost" ? ("ghost" as const) : ("visible" as const),
      atMs,
      participantCount: 0,
    }));
    deps.roomLost(spec, leaves);
  }

  // ── rooms that move ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** A room came from another host. What holds of those in it, and of what lies about there, may have changed on the way. */
  function takeUp(room: Room, snapshot: Snapshot): void {
    restoreRoom(room, snapshot, { host, nextActorId: () => ++lastActorId }, nowMs());
    void askAnew(room);
  }

  /** One after the other: whoever comes along with the room comes now, and is not to wait for it. */
  async function askAnew(room: Room): Promise<void> {
    await broughtAlong.changedForAnybody();
    const users = new Set(
      [...room.participants.values(), ...room.ghosts.values()].map(({ member }) => member.user),
    );
    for (const user of users) await rooms.refreshIdentity(room.spec.room, user);
    await uses.lookAround(room);
  }

  async function handOver(id: RoomId, give: Give): Promise<void> {
    const room = rooms.get(id);
    if (room === undefined || room.phase === "moving") return;
    room.phase = "moving";
    try {
      flushAll();
      const snapshot = takeSnapshot(room, { places, sessions }, nowMs());
      const to = await give(room.spec, snapshot).catch((error: unknown) => {
        endings.closeRoom(id, "told", "the room went to another host");
        throw error;
      });
      if (to !== null && rooms.get(id) === room) endings.moveRoom(room, to, snapshot.participants);
    } finally {
      room.phase = "open";
      fence();
      if (rooms.get(id) === room) deps.roomOpened();
      for (const link of [...links.all()]) if (link.room === room) pump(link);
    }
  }

  /** While a room moves, that decides what becomes of it: the origin tells a host also to close what it has just been given. */
  function closeTold(id: RoomId, because?: string): void {
    if (rooms.get(id)?.phase !== "moving") endings.closeRoom(id, "told", because);
  }

  function takeOff(asset: AssetId): void {
    for (const room of rooms.all())
      for (const { member } of everybody(room))
        if (member.avatar?.id === asset) void rooms.refreshIdentity(room.spec.room, member.user);
    void uses.lookAgain(asset);
  }

  function* roomRows(): Generator<RoomRow> {
    for (const room of rooms.all()) yield roomRow(room);
  }

  function* connectionRows(): Generator<ConnectionRow> {
    for (const link of links.all()) yield link.row();
  }

  return {
    rooms: roomRows,
    connections: connectionRows,
    transport: { opened, received, drained: flush, closed },
    broughtAlong,
    renewSpecs: rooms.renewSpecs,
    takeOff,
    notify: ({ id, text, atMs, rooms: to }) => {
      for (const roomId of to) {
        const room = rooms.get(roomId);
        if (room !== undefined) applyNotice(room, { id, text, at: atMs });
      }
    },
    give: (item) => {
      for (const room of rooms.all()) if (room.phase === "open") applyGift(room, item, nowMs());
    },
    evidenceOf: (id) => {
      const room = rooms.get(id);
      return room === undefined ? null : evidenceOf(room, nowMs());
    },
    handOver,
    start: () => ticks.start(),
    openRooms: () => [
      ...[...rooms.all()].map(({ spec, participants, ghosts }) => ({
        room: spec.room,
        epoch: spec.epoch,
        participantCount: participants.size,
        ghostCount: ghosts.size,
      })),
      ...[...rooms.opening()].map((room) => ({ room, epoch: 0, participantCount: 0, ghostCount: 0 })),
    ],
    willsOf: (room) => keptWills(room, { places, sessions }),
    liveRooms: function* () {
      fence();
      for (const room of rooms.all()) if (room.phase === "open") yield room;
    },
    closeRoom: closeTold,
    shutDown: () => {
      stopping = true;
      ticks.stop();
      stages.close();
      endings.closeAll();
    },
  };
}
