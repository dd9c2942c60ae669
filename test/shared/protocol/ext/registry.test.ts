import { describe, expect, test } from "bun:test";
import { parsePlainChat } from "../../../../shared/protocol/ext/chat.ts";
import { encodeItem } from "../../../../shared/protocol/ext/item.ts";
import { encodePose } from "../../../../shared/protocol/ext/pose.ts";
import {
  type DownSection,
  decodeDown,
  decodeUp,
  encodeDown,
  encodeUp,
  type UpSection,
} from "../../../../shared/protocol/ext/registry.ts";
import { encodeStateValue } from "../../../../shared/protocol/ext/state-kv.ts";
import { ProtocolError } from "../../../../shared/protocol/reason-code.ts";
import { assetIdSchema, roomIdSchema, userIdSchema, worldIdSchema } from "../../../../shared/schema/ids.ts";
import { BUILT_IN_STAGE } from "../../../../shared/schema/room-spec.ts";
import { DEFAULT_WORLD_SETTINGS } from "../../../../shared/schema/world-settings.ts";

const block = encodePose({
  mode: 0,
  tMs: 1,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 0,
  position: [1, 2, 3],
  teleport: false,
});
const itemBlock = encodeItem({
  item: 7,
  epoch: 1,
  tMs: 2,
  position: [1, 2, 3],
  rotation: [0, 0, 0, 1],
  sleeping: false,
  teleport: false,
});
const value = encodeStateValue({ type: "i32", value: -5 });
const user = userIdSchema.parse("usr_a");
const member = {
  sid: 3,
  user,
  name: "あき",
  role: "guest",
  device: "desktop",
  avatar: { id: assetIdSchema.parse("ast_a"), url: "http://x/a.vrm", sha256: "0", size: 1 },
  muted: false,
  silenced: false,
  away: false,
  reconnecting: false,
  joinedAt: 1,
} as const;
const { tickMs: tick, ...settings } = DEFAULT_WORLD_SETTINGS;

const up: UpSection[] = [
  { kind: "ping", message: { cookie: 0xffffffff } },
  { kind: "pose", message: block },
  { kind: "interest", message: { maxPoseHz: 20, fullCount: 4, voiceK: 8, flags: 0 } },
  { kind: "item", message: itemBlock },
  { kind: "itemClaim", message: { item: 7, seenEpoch: 65_535, reqId: 255, mode: 1 } },
  { kind: "itemRelease", message: itemBlock },
  { kind: "itemSpawn", message: { kind: "ball", position: [1, 2, 3], rotation: [0, 0, 0, 1], data: [1] } },
  { kind: "itemDespawn", message: { item: 65_535 } },
  { kind: "stateSet", message: { scope: 1, key: "k", version: 4_294_967_295, value } },
  { kind: "emote", message: { emote: 65_535, tMs: 65_535, arg: 255 } },
  { kind: "app", message: { id: 0x80, payload: new Uint8Array(0) } },
  { kind: "app", message: { id: 0xbf, payload: Uint8Array.of(1, 2, 3) } },
  { kind: "chat", message: { text: "こんにちは", id: "1" } },
  { kind: "voice", message: Uint8Array.of(1, 30, 0, 0, 0x78) },
  { kind: "mod", message: { op: "ban", target: user, reason: "spam", untilMs: 5 } },
  { kind: "me", message: { muted: true, device: "vr3" } },
  { kind: "bye", message: { reason: 1, retryAfterMs: 0, host: "" } },
];
const down: DownSection[] = [
  { kind: "pong", message: { cookie: 1, roomTimeMs: 1234.5 } },
  { kind: "notice", message: { code: 2, message: "outside" } },
  { kind: "bye", message: { reason: 2, retryAfterMs: 500, host: "room-2" } },
  {
    kind: "poses",
    message: {
      timeMs: 5,
      seq: 6,
      entries: [
        { sid: 1, block },
        { sid: 300, block },
      ],
    },
  },
  { kind: "items", message: { timeMs: 5, blocks: [itemBlock, itemBlock] } },
  { kind: "itemOwner", message: { item: 7, owner: 3, epoch: 65_535, mode: 1, cause: 3 } },
  { kind: "itemDeny", message: { item: 7, owner: 0, epoch: 1, reqId: 9, reason: 2 } },
  {
    kind: "itemSpawn",
    message: { items: [{ item: 7, kind: "ball", by: user, owner: 3, mode: "hold", epoch: 2 }] },
  },
  { kind: "itemDespawn", message: { item: 7 } },
  { kind: "state", message: { scope: 0, sid: 0, key: "door", version: 8, value } },
  { kind: "emotes", message: [{ sid: 300, emote: 200, tMs: 1, arg: 2 }] },
  { kind: "app", message: { id: 0x9a, sid: 513, payload: Uint8Array.of(7) } },
  { kind: "chat", message: { id: "1", from: 3, name: "あき", user, text: "hi", at: 1 } },
  { kind: "presence", message: { op: "join", members: [member] } },
  { kind: "voices", message: [{ sid: 300, block: Uint8Array.of(1, 30, 0, 0, 0x78) }] },
  { kind: "mod", message: { op: "role", target: user, sid: 3, by: user, reason: "", role: "staff" } },
  { kind: "presence", message: { op: "leave", sids: [3] } },
  {
    kind: "room",
    message: {
      ...settings,
      room: roomIdSchema.parse("rm_a"),
      world: { id: worldIdSchema.parse("wld_a"), name: "Plaza" },
      version: 2,
      content: BUILT_IN_STAGE,
      capacity: 5,
      tick,
    },
  },
];

describe("[CARRIER-4] sections round-trip, alone and together:", () => {
  for (const section of up)
    test(`up ${section.kind}`, () => expect(decodeUp(encodeUp([section]))).toEqual([section]));
  for (const section of down)
    test(`down ${section.kind}`, () => expect(decodeDown(encodeDown([section]))).toEqual([section]));
  test("all in one frame", () => {
    expect(decodeUp(encodeUp(up))).toEqual(up);
    expect(decodeDown(encodeDown(down))).toEqual(down);
  });
});

test("[CARRIER-4] kinds nobody knows are skipped, the ones after them are not", () => {
  const frame = Uint8Array.from([0xc0, 3, 1, 2, 3, ...encodeUp([{ kind: "ping", message: { cookie: 9 } }])]);
  expect(decodeUp(frame)).toEqual([{ kind: "ping", message: { cookie: 9 } }]);
});

/** One section whose payload has two bytes more than its kind has fields for. */
const withMore = (body: Uint8Array): Uint8Array =>
  Uint8Array.from([body[0] ?? 0, (body[1] ?? 0) + 2, ...body.subarray(2), 0xab, 0xcd]);

test("[CARRIER-7] what a later version adds behind the last field of fixed size is passed over, behind a block it is refused", () => {
  const open: ReadonlySet<string> = new Set([
    ...["ping", "pong", "interest", "itemClaim", "itemOwner", "itemDeny", "itemDespawn", "emote", "emotes"],
    "poses",
  ]);
  const blocks: ReadonlySet<string> = new Set(["pose", "item", "itemRelease"]);
  for (const section of up.filter(({ kind }) => open.has(kind)))
    expect(decodeUp(withMore(encodeUp([section])))).toEqual([section]);
  for (const section of down.filter(({ kind }) => open.has(kind)))
    expect(decodeDown(withMore(encodeDown([section])))).toEqual([section]);
  for (const section of up.filter(({ kind }) => blocks.has(kind)))
    expect(() => decodeUp(withMore(encodeUp([section])))).toThrow(ProtocolError);
});

test("[WIRE-3] members of a JSON object that nobody knows are ignored", () => {
  const body = new TextEncoder().encode('{"text":"hi","mood":{"later":1}}');
  expect(decodeUp(Uint8Array.from([0x3a, body.length, ...body]))).toEqual([
    { kind: "chat", message: { text: "hi" } },
  ]);
});

test("[CARRIER-5] [CARRIER-6] overruns, cut frames, floods and oversize are a ProtocolError and never anything else", () => {
  for (const frame of [encodeUp(up), encodeDown(down)])
    for (let length = 1; length < frame.length; length++)
      for (const decode of [decodeUp, decodeDown])
        try {
          decode(frame.subarray(0, length));
        } catch (error) {
          expect(error).toBeInstanceOf(ProtocolError);
        }
  expect(() => decodeUp(new Uint8Array([0x10, 20, 1]))).toThrow("CARRIER-5");
  const flood = Uint8Array.from(Array.from({ length: 65 }, () => [0xc0, 0]).flat());
  expect(() => decodeUp(flood)).toThrow("more than 64 sections");
  expect(() => decodeUp(new Uint8Array(65_536))).toThrow("at most 65535");
});

test("[APP-1] every kind from 0x80 to 0xbf is the application's, of up to 4,096 bytes, and no other", () => {
  for (let id = 0x70; id <= 0xff; id++) {
    const isOurs = id >= 0x80 && id <= 0xbf;
    const expected = isOurs ? [{ kind: "app", message: { id, payload: Uint8Array.of(5) } }] : [];
    expect(decodeUp(Uint8Array.of(id, 1, 5)) as unknown[]).toEqual(expected);
  }
  const frame = (length: number) =>
    encodeUp([{ kind: "app", message: { id: 0x80, payload: new Uint8Array(length) } }]);
  expect(decodeUp(frame(4096))).toHaveLength(1);
  expect(() => decodeUp(frame(4097))).toThrow("at most 4096");
});

test("[EMOTE-1] an emote above 65,535 is refused", () => {
  expect(() => decodeUp(Uint8Array.of(0x38, 6, 0x80, 0x80, 0x04, 0, 0, 0))).toThrow("emote 65536");
});

test("[ITEM-4] a claim of a mode nobody knows is refused", () => {
  expect(() => decodeUp(Uint8Array.of(0x22, 6, 7, 0, 0, 0, 0, 2))).toThrow("claim mode 2");
});

test("[POSES-1] a batch counts sids upward and refuses one above 65,535", () => {
  const entries = [
    { sid: 65_535, block },
    { sid: 65_536, block },
  ];
  const frame = encodeDown([{ kind: "poses", message: { timeMs: 0, seq: 0, entries } }]);
  expect(() => decodeDown(frame)).toThrow("65536");
});

describe("[CHAT-2] a plain chat line", () => {
  const parse = (text: string) => parsePlainChat(new TextEncoder().encode(text));
  test("is JSON with text, or the text itself", () => {
    expect(parse('{"text":" hi "}')).toEqual({ text: "hi" });
    expect(parse("hi there")).toEqual({ text: "hi there" });
    expect(parse("{not json}")).toEqual({ text: "{not json}" });
    expect(parse("42")).toEqual({ text: "42" });
  });
  test("[CHAT-1] has 1 to 1,000 code points", () => {
    expect(parse("🙂".repeat(1000)).text).toHaveLength(2000);
    for (const bad of ["", "  ", "🙂".repeat(1001), '{"text":""}', '{"no":"text"}'])
      expect(() => parse(bad)).toThrow(ProtocolError);
    expect(() => parsePlainChat(new Uint8Array([0xff, 0xfe]))).toThrow("not text");
  });
});
