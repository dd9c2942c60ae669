// How connections and rooms of a host end: told why in the client's own tongue, left to the session and the room, hung up and
// forgotten. What fails of ours on the way out takes nobody else along. SPEC [MQTT-6], [RESUME-3]

import type { Log } from "../shared/http/log.ts";
import { type Bye, ByeReason } from "../shared/protocol/ext/bye.ts";
import { formatPass, formatWhere, PASS_PROPERTY_NAME } from "../shared/protocol/ext/move.ts";
import type { PropertiesOf } from "../shared/protocol/properties.ts";
import { ProtocolError, ReasonCode } from "../shared/protocol/reason-code.ts";
import { answerRefusedConnect } from "../shared/protocol/refused-connect.ts";
import type { HostAddress } from "../shared/schema/host-address.ts";
import type { RoomId } from "../shared/schema/ids.ts";
import type { RoomSpec } from "../shared/schema/room-spec.ts";
import type { Effects } from "./effects.ts";
import type { Link, Links } from "./link.ts";
import { Ended, type Metrics } from "./metrics.ts";
import { broadcast } from "./pubsub/fanout.ts";
import type { Rooms } from "./rooms.ts";
import type { Actor } from "./session/actor.ts";
import type { Fate, HeldPlaces } from "./session/held-places.ts";
import { end } from "./session/receive.ts";
import type { Sessions } from "./session/sessions.ts";
import type { Room } from "./state/room.ts";

const RETRY_AFTER_MS = 1_000;

/** Ends that say nothing of what the client wants: it is waited for, if it may come back. SPEC [RESUME-3] */
const MAY_COME_BACK: ReadonlySet<ReasonCode> = new Set([
  ReasonCode.keepAliveTimeout,
  ReasonCode.quotaExceeded,
  ReasonCode.unspecifiedError,
]);

/** Why a room closes: nobody is in it any more, the origin wants it, or it failed again and again. */
export type RoomEnd = "empty" | "told" | "failing";

const ROOM_END_MESSAGE: Readonly<Record<RoomEnd, string>> = {
  empty: "the room closed",
  told: "the room closed",
  failing: "the room failed, and was closed",
};

/** Whoever is sent away from a lost room comes back when another host may have it. */
const LOST_RETRY_AFTER_MS = 500;

/** What somebody hears who is sent away without having left. */
type Farewell = {
  readonly bye: Bye;
  readonly reasonCode: ReasonCode;
  readonly properties: PropertiesOf<"disconnect">;
  readonly because: string;
};
type Closing = { readonly byeReason?: ByeReason | undefined; readonly fate?: Fate };

export type EndingsDeps = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly links: Links;
  readonly rooms: Rooms;
  readonly places: HeldPlaces;
  readonly sessions: Sessions;
  nowMs(): number;
  obey(out: Effects): void;
  roomClosed(spec: RoomSpec, nowMs: number): void;
  roomLost(room: Room, nowMs: number): void;
};

export class Endings {
  readonly #deps: EndingsDeps;

  constructor(deps: EndingsDeps) {
    this.#deps = deps;
  }

  /** Says why, then hangs up. A will goes out, as nobody said goodbye. Never throws: whatever fails of it, the connection is gone. */
  close(link: Link, reasonCode: ReasonCode, message: string, options: Closing = {}): void {
    const { metrics } = this.#deps;
    const { byeReason, fate = MAY_COME_BACK.has(reasonCode) ? "is-awaited" : "leaves" } = options;
    try {
      if (link.state.name === "active") {
        metrics.ended(reasonCode);
        this.#sayWhy(link, reasonCode, message, byeReason);
      } else if (link.state.name !== "closed") metrics.connected(reasonCode);
      this.#leave(link, fate);
      this.hangUp(link);
    } catch (error) {
      this.#abandon(link, error);
    }
  }

  #sayWhy(link: Link, reasonCode: ReasonCode, message: string, reason: ByeReason | undefined): void {
    // What was published before this is said before it: a 3.1.1 client, told nothing, would lose it otherwise.
    link.catchUp();
    this.#deps.log.info("room.closing", { requestId: link.requestId, reasonCode, reason: message });
    if (reason !== undefined)
      broadcast([link], [{ kind: "bye", message: { reason, retryAfterMs: RETRY_AFTER_MS, host: "" } }]);
    if (link.version === 5) link.sendBecause({ type: "disconnect", reasonCode, properties: {} }, message);
  }

  /** Ends the connection of an actor whose session, or place, another one takes over. */
  takeOver(before: Actor, fate: Fate): void {
    const link = this.#deps.links.get(before.id);
    if (link === undefined) return;
    const message = "the same client connected again";
    this.close(link, ReasonCode.sessionTakenOver, message, { byeReason: ByeReason.takenOver, fate });
  }

  /** Somebody who is away was sent out: there is no connection to tell, but a place to take back. */
  endAwayFrom(actorId: number): void {
    const out: Effects = [];
    this.#deps.places.endAwayFrom(actorId, this.#deps.nowMs(), out);
    this.#deps.obey(out);
  }

  /** Whoever is behind the connection has left, or it broke. Never throws. */
  lost(link: Link): void {
    try {
      if (link.state.name === "active") this.#deps.metrics.ended(Ended.withoutGoodbye);
      this.#leave(link, "is-awaited");
      this.#forget(link);
    } catch (error) {
      this.#abandon(link, error);
    }
  }

  /** It is over already, and was told all there is to tell. */
  hangUp(link: Link): void {
    if (this.#deps.links.get(link.id) === undefined) return;
    link.flushLast();
    this.#forget(link);
    link.connection.close();
  }

  /**
   * Serving a client came to a bad end: it broke the standard, with `packet` if it came that far, or something of ours failed. What
   * it had asked for before (`out`) counts. Never throws.
   */
  fault(link: Link, error: unknown, out: Effects, packet: Uint8Array | null): void {
    try {
      this.#deps.obey(out);
      if (error instanceof ProtocolError) this.#breach(link, error, packet);
      else this.failed(link, error);
    } catch (another) {
      this.failed(link, another);
    }
  }

  /** Something of ours failed with this connection: it ends. Never throws. */
  failed(link: Link, error: unknown): void {
    this.#logFailure(link, error);
    this.close(link, ReasonCode.unspecifiedError, "something failed on our side");
  }

  /** Not even its end succeeded. */
  #abandon(link: Link, error: unknown): void {
    this.#logFailure(link, error);
    link.state = { name: "closed" };
    this.#forget(link);
    link.connection.close();
  }

  #logFailure({ id, requestId }: Link, error: unknown): void {
    this.#deps.log.error("room.session.failed", { actor: id, requestId, error });
  }

  /** One that never got to CONNECT is told in the form its bytes ask for. */
  #breach(link: Link, error: ProtocolError, packet: Uint8Array | null): void {
    if (link.state.name === "awaiting-connect") {
      // Of one that is too large there is a beginning, if that.
      const answer = answerRefusedConnect(packet ?? link.takenView, error);
      if (answer !== null) link.queue(answer);
    }
    // A second CONNECT, of whatever version: DISCONNECT has no word for that (MQTT5 table 3-10).
    const isVersion = error.reasonCode === ReasonCode.unsupportedProtocolVersion;
    this.close(link, isVersion ? ReasonCode.protocolError : error.reasonCode, error.message);
  }

  #leave(link: Link, fate: Fate): void {
    const out: Effects = [];
    end(link, { withWill: true, fate, nowMs: this.#deps.nowMs(), out });
    this.#deps.obey(out);
  }

  #forget(link: Link): void {
    // Who is away, or has a will that waits, keeps its actor for a while.
    if (this.#deps.links.forget(link)) link.dropOutbox();
  }

  /**
   * Sends everybody out of a room, those who are away too, and forgets it, whatever of it fails. They are told `because`, where there
   * is more to say than that it closed. Never throws.
   */
  closeRoom(id: RoomId, why: RoomEnd, because: string = ROOM_END_MESSAGE[why]): void {
    const { links, rooms, places, sessions, log, nowMs } = this.#deps;
    const room = rooms.get(id);
    if (room === undefined) return;
    room.pubsub.shares.state = "closing";
    for (const link of [...links.all()])
      if (link.room === room)
        this.close(link, ReasonCode.serverMoved, because, { byeReason: ByeReason.roomClosed });
    const out: Effects = [];
    this.#attempt(id, () => places.endAll(room, nowMs(), out));
    this.#attempt(id, () => sessions.endAllOf(room, nowMs(), out));
    this.#attempt(id, () => this.#deps.obey(out));
    rooms.remove(id);
    log.info("room.closed", { room: id, why });
    this.#deps.roomClosed(room.spec, nowMs());
  }

  /**
   * The room runs on another host by now: sends everybody there, each with the token it is awaited with, and forgets the room.
   * Nobody leaves it. Never throws. SPEC [MOVE-1]
   */
  moveRoom(
    room: Room,
    to: HostAddress,
    tokens: Iterable<{ readonly sid: number; readonly token: string }>,
  ): void {
    const { links, rooms, places, sessions, log } = this.#deps;
    const { room: id } = room.spec;
    const tokenOf = new Map([...tokens].map(({ sid, token }) => [sid, token]));
    for (const link of [...links.all()])
      if (link.room === room)
        this.#attempt(id, () => this.#sendTo(link, to, tokenOf.get(link.participant?.sid ?? 0) ?? null));
    this.#attempt(id, () => places.forgetAllOf(room));
    this.#attempt(id, () => sessions.forgetAllOf(room));
    rooms.remove(id);
    log.info("room.moved", { room: id, to: to.address, tcpPort: to.tcpPort, cameAlong: tokenOf.size });
  }

  #sendTo(link: Link, to: HostAddress, token: string | null): void {
    if (link.state.name === "active") link.catchUp();
    const where = formatWhere(to, link.connection.transport);
    const pass =
      token === null || link.room === null ? null : formatPass({ room: link.room.spec.room, token });
    const userProperties = pass === null ? [] : [[PASS_PROPERTY_NAME, pass] as const];
    this.#sendAway(link, {
      bye: { reason: ByeReason.moved, retryAfterMs: 0, host: where },
      reasonCode: ReasonCode.useAnotherServer,
      properties: { serverReference: where, userProperties },
      because: "the room runs on another host by now",
    });
  }

  /**
   * This host may serve the room no more, and another may have it by now: nothing of it is said to anybody, but that they are to enter
   * it again. Never throws. SPEC [MOVE-6]
   */
  loseRoom(room: Room): void {
    const { links, rooms, places, sessions, log } = this.#deps;
    const { room: id } = room.spec;
    for (const link of [...links.all()])
      if (link.room === room)
        this.#attempt(id, () =>
          this.#sendAway(link, {
            bye: { reason: ByeReason.roomClosed, retryAfterMs: LOST_RETRY_AFTER_MS, host: "" },
            reasonCode: ReasonCode.serverMoved,
            properties: {},
            because: "this host is cut off, and the room goes on elsewhere",
          }),
        );
    this.#attempt(id, () => places.forgetAllOf(room));
    this.#attempt(id, () => sessions.forgetAllOf(room));
    rooms.remove(id);
    this.#deps.roomLost(room, this.#deps.nowMs());
    log.warn("room.lost", { room: id, epoch: room.spec.epoch });
  }

  #sendAway(link: Link, { bye, reasonCode, properties, because }: Farewell): void {
    if (link.state.name === "active" && link.room !== null) {
      this.#deps.metrics.ended(reasonCode);
      broadcast([link], [{ kind: "bye", message: bye }]);
      if (link.version === 5) link.sendBecause({ type: "disconnect", reasonCode, properties }, because);
    }
    link.state = { name: "closed" };
    this.hangUp(link);
  }

  /** Ends everything, as the host does. */
  closeAll(): void {
    for (const room of this.#deps.rooms.all()) room.pubsub.shares.state = "closing";
    for (const link of [...this.#deps.links.all()])
      this.close(link, ReasonCode.serverShuttingDown, "the host is shutting down", {
        byeReason: ByeReason.shuttingDown,
      });
    const out: Effects = [];
    this.#deps.places.endAll(null, this.#deps.nowMs(), out);
    this.#deps.obey(out);
  }

  #attempt(room: RoomId, step: () => void): void {
    try {
      step();
    } catch (error) {
      this.#deps.log.error("room.close.failed", { room, error });
    }
  }
}
