// A room with clients in it, without sockets: packets go in, what each client would read comes out decoded.

import type { Effects } from "../../room/effects.ts";
import { restoreRoom } from "../../room/handoff/restore-room.ts";
import { decodeSnapshot, encodeSnapshot, type Snapshot } from "../../room/handoff/snapshot-schema.ts";
import { takeKept } from "../../room/handoff/take-kept.ts";
import { takeSnapshot } from "../../room/handoff/take-snapshot.ts";
import { keptWills } from "../../room/handoff/take-wills.ts";
import { Metrics } from "../../room/metrics.ts";
import type { Audience } from "../../room/pubsub/audience.ts";
import { Actor, type ActorHost } from "../../room/session/actor.ts";
import { admit } from "../../room/session/connect.ts";
import { HeldPlaces } from "../../room/session/held-places.ts";
import { DEFAULT_LIMITS, type SessionLimits } from "../../room/session/limits.ts";
import { end, receive } from "../../room/session/receive.ts";
import { Sessions } from "../../room/session/sessions.ts";
import { tickItems } from "../../room/state/item-motion.ts";
import { tickPoses } from "../../room/state/pose.ts";
import { openRoom, type Room } from "../../room/state/room.ts";
import { tickVoices } from "../../room/state/voice-flush.ts";
import { assert } from "../../shared/assert.ts";
import {
  CAPABILITIES_SERVED,
  formatRequest,
  type Grant,
  PROPERTY_NAME,
  parseGrant,
  type ResumeRequest,
  TOPIC_DOWN,
} from "../../shared/protocol/ext/hello.ts";
import type { Pose } from "../../shared/protocol/ext/pose.ts";
import {
  type DownSection,
  decodeDown,
  encodeUp,
  type UpSection,
} from "../../shared/protocol/ext/registry.ts";
import { Framer } from "../../shared/protocol/framer.ts";
import { decodeFromClient } from "../../shared/protocol/from-client.ts";
import {
  type ConnectPacket,
  decodePacket,
  encodePacket,
  type MqttVersion,
  type Packet,
  type PublishPacket,
  type QoS,
} from "../../shared/protocol/packet.ts";
import { ProtocolError } from "../../shared/protocol/reason-code.ts";
import { seededRng } from "../../shared/rng.ts";
import { roomIdSchema, userIdSchema, worldIdSchema } from "../../shared/schema/ids.ts";
import type { Role } from "../../shared/schema/role.ts";
import { BUILT_IN_STAGE, type Participant, type RoomSpec } from "../../shared/schema/room-spec.ts";
import { DEFAULT_WORLD_SETTINGS } from "../../shared/schema/world-settings.ts";
import { CaptureWire } from "./capture-wire.ts";

export const SPEC: RoomSpec = {
  room: roomIdSchema.parse("rm_test"),
  world: { id: worldIdSchema.parse("wld_test"), name: "Test" },
  epoch: 1,
  version: 1,
  capacity: 10,
  suspects: [],
  kept: false,
  settings: { ...DEFAULT_WORLD_SETTINGS, halfSizeM: 20 },
  content: BUILT_IN_STAGE,
  stage: null,
  gifts: null,
};

export const identity = (name: string, role: Role = "guest"): Participant => ({
  user: userIdSchema.parse(`usr_${name}`),
  name,
  role,
  avatar: null,
});

/** Everything the extension serves. */
export const ALL_CAPABILITIES = CAPABILITIES_SERVED;

export type Heard = { readonly packets: Packet[]; readonly sections: DownSection[] };

export class Client {
  readonly actor: Actor;
  readonly wire: CaptureWire;
  readonly #square: Square;
  readonly #framer = new Framer({ packetMaxBytes: 1024 * 1024 });
  #packetId = 0;

  constructor(square: Square, actor: Actor, wire: CaptureWire) {
    this.#square = square;
    this.actor = actor;
    this.wire = wire;
  }

  get sid(): number {
    const sid = this.actor.participant?.sid;
    assert(sid !== undefined, "not a participant");
    return sid;
  }

  /** Hands a packet in as if it had come from the wire. Throws what the session throws. */
  send(packet: Packet): void {
    const bytes = encodePacket(packet, this.actor.version);
    const received = decodeFromClient(bytes, this.actor.version);
    receive(this.actor, received, bytes, this.#square.nowMs, this.#square.out);
  }

  frame(...sections: UpSection[]): void {
    this.send({ type: "frame", body: encodeUp(sections) });
  }

  publish(
    topicName: string,
    payload: string | Uint8Array,
    options: { qos?: QoS; retain?: boolean } = {},
  ): number {
    const { qos = 0, retain = false } = options;
    const packetId = qos === 0 ? undefined : ++this.#packetId;
    const packet: PublishPacket = {
      type: "publish",
      topicName,
      payload: typeof payload === "string" ? new TextEncoder().encode(payload) : payload,
      qos,
      retain,
      dup: false,
      ...(packetId === undefined ? {} : { packetId }),
      properties: {},
    };
    this.send(packet);
    return packetId ?? 0;
  }

  subscribe(
    topicFilter: string,
    options: { qos?: QoS; noLocal?: boolean; retainHandling?: 0 | 1 | 2 } = {},
  ): void {
    const { qos = 1, noLocal = false, retainHandling = 0 } = options;
    this.send({
      type: "subscribe",
      packetId: ++this.#packetId,
      subscriptions: [{ topicFilter, qos, noLocal, retainAsPublished: false, retainHandling }],
      properties: {},
    });
  }

  /** What arrived since it was last asked. QoS 1 is not acknowledged by itself. */
  heard(): Heard {
    for (let chunks = this.#read(); chunks.length > 0; chunks = this.#read())
      for (const bytes of chunks) this.#framer.push(bytes);
    const packets: Packet[] = [];
    const sections: DownSection[] = [];
    for (let framed = this.#framer.next(); framed !== null; framed = this.#framer.next()) {
      const packet = decodePacket(framed.bytes, this.actor.version);
      packets.push(packet);
      if (packet.type === "frame") sections.push(...decodeDown(packet.body));
      if (packet.type === "publish" && packet.topicName === TOPIC_DOWN && packet.payload[0] !== 0x21)
        sections.push(...decodeDown(packet.payload));
    }
    return { packets, sections };
  }

  #read(): Uint8Array[] {
    this.actor.flush();
    return this.wire.read();
  }

  leave(options: { withWill: boolean } = { withWill: true }): void {
    end(this.actor, { ...options, fate: "leaves", nowMs: this.#square.nowMs, out: this.#square.out });
  }

  /** Its connection is lost, and with it what was not read yet. */
  drop(): void {
    this.actor.flush();
    this.wire.read();
    const { nowMs, out } = this.#square;
    end(this.actor, { withWill: true, fate: "is-awaited", nowMs, out });
  }
}

/** A room with a clock of its own. */
export class Square {
  readonly room: Room;
  readonly out: Effects = [];
  readonly sessions: Sessions;
  readonly places: HeldPlaces;
  readonly metrics = new Metrics();
  readonly limits: SessionLimits;
  readonly #host: ActorHost;
  readonly #seed: bigint;
  nowMs = 1_000_000;
  #lastId = 0;

  /** `pending` is told of logs to give out; without it each message is given out at once. */
  constructor(
    spec: RoomSpec = SPEC,
    limits: Partial<SessionLimits> = {},
    pending?: (audience: Audience) => void,
    seed = 1n,
  ) {
    this.#seed = seed;
    this.places = new HeldPlaces(seededBytes(seed));
    this.limits = { ...DEFAULT_LIMITS, ...limits };
    this.sessions = new Sessions(this.limits);
    const { metrics, sessions, places } = this;
    this.#host = { metrics, limits: this.limits, sessions, places, wake: () => {} };
    this.room = openRoom(spec, this.nowMs, pending, this.metrics, { senderSeed: Number(seed) });
  }

  stranger(): Client {
    const wire = new CaptureWire();
    const actor = new Actor({
      id: ++this.#lastId,
      nowMs: this.nowMs,
      wire,
      host: this.#host,
    });
    return new Client(this, actor, wire);
  }

  /** A client that got in. `capabilities` asks for the extension by MQTT 5 property. */
  enter(
    name: string,
    options: {
      version?: MqttVersion;
      capabilities?: number;
      /** What to come back with. */
      resume?: ResumeRequest;
      connect?: Partial<ConnectPacket>;
      open?: boolean;
      ghost?: boolean;
      role?: Role;
      /** The token of a pass that is shown instead of a ticket. */
      pass?: string;
    } = {},
  ): Client {
    const client = this.stranger();
    const version = options.capabilities === undefined ? (options.version ?? 4) : 5;
    const properties =
      options.capabilities === undefined
        ? {}
        : { userProperties: [[PROPERTY_NAME, formatRequest(options.capabilities, options.resume)] as const] };
    client.actor.version = version;
    client.send({
      type: "connect",
      protocolVersion: version,
      clientId: name,
      clean: true,
      keepAliveSeconds: 60,
      username: "x",
      password: new TextEncoder().encode("ticket"),
      properties,
      ...options.connect,
    });
    // As a loop does with a ticket that is good: what CONNECT itself was refused for comes no further.
    const asked = this.out.findIndex((e) => e.kind === "authenticate" && e.actorId === client.actor.id);
    if (asked === -1) return client;
    this.out.splice(asked, 1);
    const open = options.open === true;
    admit(
      client.actor,
      {
        access: open ? "open" : options.ghost === true ? "ghost" : "participant",
        room: this.room,
        identity: open ? null : identity(name, options.role),
        requestId: "test",
        moved: options.pass === undefined ? null : this.places.findMoved(options.pass, this.room),
        takeOver: (before, fate) => end(before, { withWill: true, fate, nowMs: this.nowMs, out: this.out }),
      },
      this.nowMs,
      this.out,
    );
    return client;
  }

  /** The room on another host, by way of a text, as of now. Everybody is on the way there. */
  moved(spec: RoomSpec = this.room.spec): Square {
    return this.#elsewhere(spec, takeSnapshot(this.room, this, this.nowMs));
  }

  /** The room on another host, as it was kept when its own went without a word. Nobody is in it. */
  reopened(): Square {
    return this.#elsewhere(this.room.spec, takeKept(this.room, keptWills(this.room, this), this.nowMs));
  }

  #elsewhere(spec: RoomSpec, snapshot: Snapshot): Square {
    const text = encodeSnapshot(snapshot);
    const there = new Square(spec, this.limits, undefined, this.#seed + 1n);
    there.nowMs = this.nowMs;
    // Ids that are in use elsewhere mean nothing here.
    there.#lastId = this.#lastId + 1_000;
    const deps = { host: there.#host, nextActorId: () => ++there.#lastId };
    restoreRoom(there.room, decodeSnapshot(text), deps, there.nowMs);
    return there;
  }

  /** Lets time pass in steps of 5 ms, ticking as a loop would. */
  pass(ms: number): void {
    for (const untilMs = this.nowMs + ms; this.nowMs < untilMs; ) {
      this.nowMs += 5;
      tickPoses(this.room, this.nowMs);
      tickItems(this.room, this.nowMs);
      tickVoices(this.room, this.nowMs);
      this.places.tick(this.nowMs, this.out);
    }
  }
}

/** Chance that is the same in every run. */
export function seededBytes(seed = 1n): (count: number) => Uint8Array {
  const rng = seededRng(seed);
  return (count) => Uint8Array.from({ length: count }, () => Math.floor(rng() * 256));
}

/** The grant in what a client heard. */
export function grantOf(heard: Heard): Grant {
  const connack = heard.packets.find((packet) => packet.type === "connack");
  const text = connack?.properties.userProperties?.find(([name]) => name === PROPERTY_NAME)?.[1];
  const grant = parseGrant(text ?? "");
  assert(grant !== null, "granted by property");
  return grant;
}

export const publishesOf = (heard: Heard): PublishPacket[] =>
  heard.packets.filter((p) => p.type === "publish");

/** JSON of a publish. */
export const jsonOf = (packet: PublishPacket | undefined): Record<string, unknown> =>
  JSON.parse(new TextDecoder().decode(packet?.payload));

/** What a ProtocolError that ends the connection says: reason code and rule. Throws when `run` does not throw one. */
export function breachOf(run: () => unknown): [reasonCode: number, rule: string] {
  try {
    run();
  } catch (error) {
    if (error instanceof ProtocolError) return [error.reasonCode, error.rule];
    throw error;
  }
  throw new Error("no rule was broken");
}

/** A desktop's pose at x metres, sampled at `tMs` of the room clock. */
export const rootPose = (x: number, tMs = 0, more: Partial<Pose> = {}): Pose => ({
  mode: 0,
  tMs,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 1,
  position: [x, 0, 0],
  teleport: false,
  ...more,
});
