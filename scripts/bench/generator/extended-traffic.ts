// Avatars as clients of our extension in the open room: MQTT 5 with a grant, poses up and batches down on carrier X, and voice
// where it is asked for. A pose's own sample time, read in a batch, says how old it is.

import { ByteReader } from "../../../shared/protocol/bytes.ts";
import { decodeServerPacket, encodeConnect } from "../../../shared/protocol/client-packet.ts";
import { formatRequest, PROPERTY_NAME, parseGrant } from "../../../shared/protocol/ext/hello.ts";
import { encodePose, type Pose, poseTimeMs } from "../../../shared/protocol/ext/pose.ts";
import { poses } from "../../../shared/protocol/ext/poses.ts";
import { type Joint, metresToSteps, yawToSteps } from "../../../shared/protocol/ext/quantize.ts";
import { DOWN, encodeUp, UP } from "../../../shared/protocol/ext/registry.ts";
import { VoiceFlag } from "../../../shared/protocol/ext/voice.ts";
import { encodeFrame } from "../../../shared/protocol/frame.ts";
import { seededRng } from "../../../shared/rng.ts";
import { DEFAULT_WORLD_SETTINGS } from "../../../shared/schema/world-settings.ts";
import type { Client, Reading } from "./client.ts";
import type { Crowd, Received, Traffic } from "./crowd.ts";
import type { FixedBuffer } from "./kernel.ts";
import type { Due } from "./schedule.ts";
import { Stroll } from "./stroll.ts";

const KEEP_ALIVE_S = 300;
const SEED = 20_26n;
const WALL_M = 1;
/** Frame header and section header of a pose, each two bytes: none is longer than 127. */
const FRAME_HEAD_BYTES = 4;
const BLOCK = { time: 1, yaw: 3, position: 8 } as const;
const CLOCK_TURN_MS = 65_536;
/** A sample time of the future is one of the past turn of the clock, but for this much error of ours. */
const CLOCK_ERROR_MAX_MS = 1_000;
const CLOCK_PINGS = 5;
const CLOCK_PING_GAP_MS = 20;
/** Full detail at full rate is for so many, whatever the server's tiers are. */
export const NEAREST = 10;
const NEAREST_FOR_MS = 500;

/** Streams of messages a client may send. */
export const Stream = { pose: 0, voice: 1 } as const;
/** A voice block's head, and 20 ms of speech at 24 kbit/s. */
const Voice = { headBytes: 4, opusBytes: 60, level: 40 } as const;

const HEAD: Joint = { position: [0, 1.6, 0], rotation: [0, 0, 0, 1], tracked: true };
const HANDS: readonly Joint[] = [
  { ...HEAD, position: [0.3, 1.1, 0.25] },
  { ...HEAD, position: [-0.3, 1.1, 0.25] },
];

export class ExtendedTraffic implements Traffic {
  readonly #capabilities: number;
  readonly #hz: number;
  readonly #template: Uint8Array;
  readonly #keepsFramed: number | null;
  readonly #measured: number;
  readonly #nearOf = new Map<Client, { untilMs: number; readonly sids: Set<number> }>();
  readonly #clock = { offsetMs: Number.NaN, roundTripMs: Number.POSITIVE_INFINITY, sentAtMs: 0 };
  readonly #voiceSeq: number[] = [];
  readonly stroll: Stroll;
  #crowd: Crowd | null = null;

  constructor(options: {
    readonly avatars: number;
    readonly hz: number;
    readonly mode: 0 | 1;
    readonly capabilities: number;
    /** Whose deliveries and latencies are recorded: poses of the nearest, or voice. */
    readonly measured?: (typeof Stream)[keyof typeof Stream];
    /** The one client that goes on reading everything from the first packet on. */
    readonly keepsFramed?: number;
  }) {
    this.#capabilities = options.capabilities;
    this.#hz = options.hz;
    this.#keepsFramed = options.keepsFramed ?? null;
    this.#measured = options.measured ?? Stream.pose;
    this.#template = encodeFrame(encodeUp([{ kind: "pose", message: encodePose(standing(options.mode)) }]));
    const limitM = DEFAULT_WORLD_SETTINGS.halfSizeM - WALL_M;
    this.stroll = new Stroll({ count: options.avatars, limitM, rng: seededRng(SEED) });
  }

  /** The crowd whose latencies and deliveries are recorded. */
  attach(crowd: Crowd): void {
    this.#crowd = crowd;
  }

  /** Learns the room's clock, through a client that reads its packets. Throws when nobody answers. */
  learnClock(crowd: Crowd): void {
    const asker = crowd.clients.find((client) => client.reading === "framed");
    if (asker === undefined) throw new Error("nobody reads packets, so nobody can ask for the time");
    for (let cookie = 0; cookie < CLOCK_PINGS; cookie++) {
      this.#clock.sentAtMs = performance.now();
      crowd.say(asker, encodeFrame(encodeUp([{ kind: "ping", message: { cookie } }])));
      crowd.drive(performance.now() + CLOCK_PING_GAP_MS, null);
    }
    if (Number.isNaN(this.#clock.offsetMs)) throw new Error("the room did not tell the time");
  }

  hello(clientId: string): Uint8Array {
    return encodeConnect({
      clientId,
      keepAliveSeconds: KEEP_ALIVE_S,
      ticket: "open",
      userProperties: { [PROPERTY_NAME]: formatRequest(this.#capabilities) },
    });
  }

  isWelcome(client: Client, { bytes, start, bodyStart, end }: Received): boolean {
    const packet = decodeServerPacket({ bytes: bytes.slice(start, end), bodyStart: bodyStart - start });
    if (packet.type !== "connack") return false;
    if (packet.reasonCode !== 0) throw new Error(`CONNECT was answered 0x${packet.reasonCode.toString(16)}`);
    const property = packet.userProperties[PROPERTY_NAME];
    const grant = typeof property === "string" ? parseGrant(property) : null;
    if (grant === null)
      throw new Error(`client ${client.index} was not granted the extension: is the room full?`);
    if ((grant.capabilities & this.#capabilities) !== this.#capabilities)
      throw new Error(
        `asked for capabilities ${this.#capabilities.toString(16)}, granted ${grant.capabilities.toString(16)}`,
      );
    client.sid = grant.sid;
    return true;
  }

  readingOnceIn(index: number): Reading {
    return index === this.#keepsFramed ? "framed" : "counted";
  }

  // ── out ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

  write(client: Client, due: Due, out: FixedBuffer, offset: number): number {
    return due.stream === Stream.voice
      ? this.#writeVoice(client, due.atMs, out, offset)
      : this.#writePose(client, due.atMs, out, offset);
  }

  #writePose(client: Client, dueMs: number, out: FixedBuffer, offset: number): number {
    const { stroll } = this;
    stroll.step(client.index, 1 / this.#hz);
    out.bytes.set(this.#template, offset);
    const block = offset + FRAME_HEAD_BYTES;
    const { view } = out;
    // Before the clock is known any time will do: the room corrects one that is far off.
    const roomMs = Number.isNaN(this.#clock.offsetMs) ? 0 : dueMs + this.#clock.offsetMs;
    view.setUint16(block + BLOCK.time, Math.round(roomMs) % CLOCK_TURN_MS, true);
    view.setUint16(block + BLOCK.yaw, yawToSteps(stroll.yaw[client.index] ?? 0), true);
    view.setInt16(block + BLOCK.position, metresToSteps(stroll.x[client.index] ?? 0, false), true);
    view.setInt16(block + BLOCK.position + 4, metresToSteps(stroll.z[client.index] ?? 0, false), true);
    return this.#template.length;
  }

  /** What stands for Opus begins with when it was due. */
  #writeVoice(client: Client, dueMs: number, out: FixedBuffer, offset: number): number {
    const seq = (this.#voiceSeq[client.index] ?? -1) + 1;
    this.#voiceSeq[client.index] = seq;
    const blockBytes = Voice.headBytes + Voice.opusBytes;
    out.bytes.set(
      [0, blockBytes + 2, UP.voice.id, blockBytes, seq === 0 ? VoiceFlag.spurtStart : 0, Voice.level],
      offset,
    );
    out.view.setUint16(offset + FRAME_HEAD_BYTES + 2, seq & 0xffff, true);
    out.view.setFloat64(offset + FRAME_HEAD_BYTES + Voice.headBytes, dueMs, true);
    return FRAME_HEAD_BYTES + blockBytes;
  }

  // ── in ────────────────────────────────────────────────────────────────────────────────────────────────────────────────

  heard(client: Client, { bytes, start, bodyStart, end, nowMs }: Received): void {
    if ((bytes[start] ?? 0) >> 4 !== 0) return;
    const frame = new ByteReader(bytes, bodyStart, end);
    while (frame.remaining > 0) {
      const kind = frame.u8();
      const length = frame.uvarint();
      const section = new ByteReader(bytes, frame.position, frame.position + length);
      frame.position += length;
      if (kind === poses.id) this.#heardPoses(client, section, nowMs);
      else if (kind === DOWN.voices.id) this.#heardVoices(section, nowMs);
      else if (kind === DOWN.pong.id) this.#heardPong(section, nowMs);
      else this.heardOther(client, kind, section, nowMs);
    }
  }

  /** Sections that only some scenarios care about. */
  heardOther(_client: Client, _kind: number, _section: ByteReader, _nowMs: number): void {}

  /** Told of everybody in a batch. */
  heardSid(_client: Client, _sid: number, _nowMs: number): void {}

  #heardPoses(client: Client, section: ByteReader, nowMs: number): void {
    if (this.#measured !== Stream.pose) return;
    const near = this.#nearTo(client, nowMs);
    const roomMs = nowMs + this.#clock.offsetMs;
    for (const { sid, block } of poses.decode(section).entries) {
      if (this.#crowd === null) continue;
      this.#crowd.counts.framedDeliveries++;
      this.heardSid(client, sid, nowMs);
      if (!near.has(sid)) continue;
      this.#crowd.counts.nearDeliveries++;
      this.#crowd.latency.record(ageMs(roomMs, poseTimeMs(block)));
    }
  }

  #heardVoices(section: ByteReader, nowMs: number): void {
    while (section.remaining > 0 && this.#crowd !== null && this.#measured === Stream.voice) {
      section.uvarint();
      const block = new ByteReader(section.bytes(section.uvarint()), Voice.headBytes);
      this.#crowd.counts.framedDeliveries++;
      this.#crowd.latency.record(nowMs - block.f64());
    }
  }

  #heardPong(section: ByteReader, nowMs: number): void {
    const { roomTimeMs } = DOWN.pong.decode(section);
    const roundTripMs = nowMs - this.#clock.sentAtMs;
    if (roundTripMs >= this.#clock.roundTripMs) return;
    this.#clock.roundTripMs = roundTripMs;
    this.#clock.offsetMs = roomTimeMs + roundTripMs / 2 - nowMs;
  }

  #nearTo(client: Client, nowMs: number): ReadonlySet<number> {
    const known = this.#nearOf.get(client);
    if (known !== undefined && nowMs < known.untilMs) return known.sids;
    const sids = new Set<number>();
    for (const index of this.stroll.nearest(client.index, NEAREST)) {
      const sid = this.#crowd?.clients[index]?.sid;
      if (sid !== undefined) sids.add(sid);
    }
    this.#nearOf.set(client, { untilMs: nowMs + NEAREST_FOR_MS, sids });
    return sids;
  }
}

/** How old a sample is at `roomMs`, both clocks' turns apart. */
function ageMs(roomMs: number, sampleMs: number): number {
  const age = (roomMs - sampleMs) % CLOCK_TURN_MS;
  return age > CLOCK_TURN_MS - CLOCK_ERROR_MAX_MS ? age - CLOCK_TURN_MS : age;
}

function standing(mode: 0 | 1): Pose {
  return {
    mode,
    tMs: 0,
    bodyYaw: 0,
    lookYaw: 0,
    lookPitch: 0,
    locomotion: 1,
    position: [0, 0, 0],
    teleport: false,
    ...(mode === 1 ? { joints: [HEAD, ...HANDS] } : {}),
  };
}
