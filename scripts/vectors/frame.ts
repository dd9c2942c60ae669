// Golden vectors of frame bodies: every kind of section both ways, several in a frame, lengths of one byte and of two, and what is
// passed over.

import { ByteWriter, encodeUtf8 } from "../../shared/protocol/bytes.ts";
import { EMPTY_ITEM, EMPTY_POSE } from "./blank.ts";
import { type Described, type Direction, frameOf, sectionsOf } from "./describe.ts";
import type { Line, VectorFile } from "./sample.ts";

export type FrameTold = { readonly direction: Direction; readonly sections: readonly Described[] };

const head = { position: [0.25, 1.5, -0.5], rotation: [0, 0.6, 0, 0.8], tracked: true };
const poses = {
  root: { ...EMPTY_POSE, tMs: 51_234, bodyYaw: 1, position: [1.5, 0, -2.25] },
  wide: { ...EMPTY_POSE, tMs: 65_535, position: [-400, 3.25, 40], teleport: true },
  riding: { ...EMPTY_POSE, parentItem: 300 },
  full: {
    ...EMPTY_POSE,
    mode: 1,
    joints: [head, head, head],
    fingers: [0, 1, 2, 3, 4, 5, 6, 7, 8, 15],
    face: [9, 1, 0x40],
  },
};
const ball = { ...EMPTY_ITEM, item: 300, epoch: 7, tMs: 99, velocity: [1, -2, 0.5] };
const spoken = {
  target: 0,
  spurtStart: true,
  spurtEnd: false,
  fec: false,
  level: 30,
  seq: 65_535,
  opus: "7801",
};
const whispered = { ...spoken, target: 3, to: 9 };
const text = (value: string) => ({ type: "text", value });

/** Sections up that are bytes throughout. */
export const UP_SECTIONS: readonly Described[] = [
  { kind: "ping", message: { cookie: 0xdeadbeef } },
  { kind: "bye", message: { reason: 0, retryAfterMs: 0, host: "" } },
  { kind: "pose", message: poses.root },
  { kind: "pose", message: poses.full },
  { kind: "interest", message: { maxPoseHz: 20, fullCount: 10, voiceK: 8, flags: 0 } },
  { kind: "voice", message: spoken },
  { kind: "item", message: ball },
  { kind: "itemClaim", message: { item: 300, seenEpoch: 7, reqId: 255, mode: 1 } },
  { kind: "itemRelease", message: { ...EMPTY_ITEM, item: 1, sleeping: true } },
  { kind: "itemDespawn", message: { item: 65_535 } },
  { kind: "stateSet", message: { scope: 1, key: "door:3", version: 0xffffffff, value: text("開") } },
  { kind: "emote", message: { emote: 300, tMs: 65_535, arg: 1 } },
  { kind: "app", message: { id: 0x80, payload: "" } },
  { kind: "app", message: { id: 0xbf, payload: "00ff".repeat(100) } },
];

/** Sections down that are bytes throughout. */
export const DOWN_SECTIONS: readonly Described[] = [
  { kind: "pong", message: { cookie: 1, roomTimeMs: 4_294_967_296.5 } },
  { kind: "bye", message: { reason: 1, retryAfterMs: 60_000, host: "ルーム.example" } },
  { kind: "poses", message: { timeMs: 0xfffffffe, seq: 65_535, entries: [] } },
  {
    kind: "poses",
    message: {
      timeMs: 70_000,
      seq: 3,
      entries: [
        { sid: 1, pose: poses.root },
        { sid: 2, pose: poses.wide },
        { sid: 200, pose: poses.riding },
        { sid: 65_535, pose: poses.full },
      ],
    },
  },
  {
    kind: "voices",
    message: [
      { sid: 7, voice: spoken },
      { sid: 300, voice: whispered },
    ],
  },
  { kind: "items", message: { timeMs: 5, items: [ball, { ...EMPTY_ITEM, item: 2, joint: 1 }] } },
  { kind: "itemOwner", message: { item: 300, owner: 0, epoch: 65_535, mode: 0, cause: 2 } },
  { kind: "itemDeny", message: { item: 300, owner: 9, epoch: 8, reqId: 255, reason: 1 } },
  { kind: "itemDespawn", message: { item: 1 } },
  { kind: "state", message: { scope: 0, sid: 0, key: "a", version: 9, value: { type: "f64", value: 0.1 } } },
  { kind: "state", message: { scope: 1, sid: 513, key: "a", version: 0, value: null } },
  { kind: "emotes", message: [{ sid: 300, emote: 0, tMs: 1, arg: 255 }] },
  { kind: "app", message: { id: 0x9a, sid: 513, payload: "07" } },
];

const MEMBER = {
  sid: 7,
  user: "usr_aki",
  name: "あき",
  role: "guest",
  device: "bot",
  avatar: null,
  muted: false,
  silenced: false,
  away: true,
  reconnecting: false,
  joinedAt: 1_700_000_000_000,
};
const SPAWN = { kind: "ball", position: [0, 1, 0], rotation: [0, 0, 0, 1], data: { colour: 3 }, id: "x" };
const SPAWNED = { item: 7, kind: "ball", by: "usr_aki", owner: null, mode: null, epoch: 0 };
const ROOM = {
  skyColor: "#bfe3ff",
  groundColor: "#8fb996",
  halfSizeM: 24,
  spawn: [0, 0, 0],
  volumes: { voice: 1, bgm: 0.5, sfx: 0.8 },
  plainPoseHz: 10,
  voice: { mode: "spatial", k: 8, radiusM: 20 },
  room: "rm_a",
  world: { id: "wld_a", name: "Plaza" },
  capacity: 5,
  tick: 50,
};

/** A message in JSON, whose bytes are this file's own way of writing it. `head` stands in front of it. */
export type InJson = readonly [
  Direction,
  id: number,
  kind: string,
  message: object,
  head?: readonly number[],
];
const IN_JSON: readonly InJson[] = [
  ["up", 0x3a, "chat", { text: "こんにちは", id: "mine" }],
  ["up", 0x41, "me", { muted: true, device: "vr3" }],
  ["up", 0x50, "mod", { op: "ban", target: 7, reason: "noise", untilMs: null }],
  ["up", 0x26, "itemSpawn", SPAWN],
  ["down", 0x04, "notice", { message: "more than 2 lines of chat a second" }, [4, 0]],
  ["down", 0x3a, "chat", { id: "1", from: 7, name: "あき", user: "usr_aki", text: "hi", at: 1 }],
  ["down", 0x40, "presence", { op: "snapshot", members: [MEMBER] }],
  ["down", 0x40, "presence", { op: "leave", sids: [7, 8] }],
  ["down", 0x48, "room", ROOM],
  ["down", 0x50, "mod", { op: "mute", target: "usr_aki", sid: 7, by: "usr_staff", reason: "" }],
  ["down", 0x26, "itemSpawn", { items: [SPAWNED] }],
];

/** Lines of messages in JSON. */
export function* inJson(messages: readonly InJson[]): Generator<Line> {
  for (const [direction, id, kind, message, head = []] of messages) {
    // A member of a later version, which a reader passes over.
    const bytes = [...head, ...encodeUtf8(JSON.stringify({ ...message, later: 1 }))];
    const w = new ByteWriter();
    w.u8(id);
    w.uvarint(bytes.length);
    w.bytes(Uint8Array.from(bytes));
    const told = kind === "notice" ? { code: head[0], ...message } : message;
    yield { bytes: w.take(), decoded: { direction, sections: [{ kind, message: told }] } };
  }
}

const ping = (cookie: number): Described => ({ kind: "ping", message: { cookie } });
/** Sections nobody knows, a length longer than need be, and more than there was when a section was thought of. */
const PASSED_OVER: readonly (readonly [readonly number[], FrameTold])[] = [
  [[0xc0, 3, 1, 2, 3, 0x02, 4, 5, 0, 0, 0, 0x3e, 0], { direction: "up", sections: [ping(5)] }],
  [[0x02, 0x86, 0x00, 9, 0, 0, 0, 0xab, 0xcd], { direction: "up", sections: [ping(9)] }],
  [
    [0x01, 0, 0x03, 13, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0xee],
    { direction: "down", sections: [{ kind: "pong", message: { cookie: 1, roomTimeMs: 1 } }] },
  ],
];

export const FRAMES: Omit<VectorFile, "lines"> = {
  title: "Golden vectors of frame bodies (SPEC, section 5)",
  encode: ({ direction, sections }: FrameTold) => frameOf(direction, sections),
  decode: (bytes, { direction }: FrameTold): FrameTold => ({
    direction,
    sections: sectionsOf(direction, bytes),
  }),
};

export const frameVectors: VectorFile = {
  ...FRAMES,
  *lines() {
    yield { inputs: { direction: "up", sections: [] } };
    for (const one of UP_SECTIONS) yield { inputs: { direction: "up", sections: [one] } };
    for (const one of DOWN_SECTIONS) yield { inputs: { direction: "down", sections: [one] } };
    yield { inputs: { direction: "up", sections: UP_SECTIONS } };
    yield { inputs: { direction: "down", sections: DOWN_SECTIONS } };
    yield* inJson(IN_JSON);
    for (const [bytes, decoded] of PASSED_OVER) yield { bytes: Uint8Array.from(bytes), decoded };
  },
};
