// The layouts the SPEC prints, held to the codecs: one field after the other is changed, and the bytes that move are looked for
// where the table says that the field is.

import { expect, test } from "bun:test";
import {
  type Field,
  ITEM_LAYOUT,
  offsetsOf,
  POSE_LAYOUT,
  VOICE_LAYOUT,
} from "../../../scripts/spec/blocks.ts";
import { encodeItem, type ItemBlock } from "../../../shared/protocol/ext/item.ts";
import { encodePose, type Pose } from "../../../shared/protocol/ext/pose.ts";
import { encodeVoice, type Voice } from "../../../shared/protocol/ext/voice.ts";

/** Blocks of the same flags that differ in the field of this name, and in nothing else. */
type Moved = Readonly<Record<string, readonly [Uint8Array, Uint8Array]>>;

/** The first and the last byte in which two blocks of one length differ. */
function difference(one: Uint8Array, other: Uint8Array): readonly [first: number, last: number] {
  expect(one.length).toBe(other.length);
  const moved = [...one.keys()].filter((index) => one[index] !== other[index]);
  return [moved[0] ?? -1, moved.at(-1) ?? -1];
}

function holds(layout: readonly Field[], moved: Moved): void {
  const offsets = offsetsOf(layout);
  expect(Object.keys(moved)).toEqual(layout.map(({ field }) => field));
  for (const [index, { field, bytes }] of layout.entries()) {
    const [one, other] = moved[field] ?? [];
    if (one === undefined || other === undefined) throw new Error(`no blocks for ${field}`);
    const [first, last] = difference(one, other);
    // Behind an optional field the table gives no offset, and a block that has this one alone has it at its end;
    // what is as long as it likes reaches to the end.
    const start = offsets[index] ?? (bytes === 0 ? first : one.length - bytes);
    const end = bytes === 0 ? one.length : start + bytes;
    expect([field, first >= start, last < end, last - first]).toEqual([field, true, true, end - start - 1]);
  }
}

const pose: Pose = {
  mode: 0,
  tMs: 0,
  bodyYaw: 0,
  lookYaw: 0,
  lookPitch: 0,
  locomotion: 0,
  position: [0, 0, 0],
  teleport: false,
};
const hand = (at: number) =>
  ({ position: [at, 1 + at, at], rotation: [0, 0, 0, 1], tracked: at > 0 }) as const;

test("[POSE-1] a pose block's fields are where the table has them", () => {
  const pair = (one: Partial<Pose>, other: Partial<Pose>) =>
    [encodePose({ ...pose, ...one }), encodePose({ ...pose, ...other })] as const;
  holds(POSE_LAYOUT, {
    flags: pair({}, { teleport: true }),
    t: pair({}, { tMs: 0xffff }),
    "body yaw": pair({}, { bodyYaw: (0x0101 / 65_536) * 2 * Math.PI }),
    "look yaw": pair({}, { lookYaw: 1 }),
    "look pitch": pair({}, { lookPitch: 1 }),
    locomotion: pair({}, { locomotion: 1 }),
    position: pair({}, { position: [1 / 1024, 0, -1] }),
    parent: pair({ parentItem: 0 }, { parentItem: 0xffff }),
    joints: pair(
      { mode: 1, joints: [0, 0, 0].map(hand) },
      { mode: 1, joints: [1, 1, 1].map((at) => ({ ...hand(at), rotation: [0.5, 0, 0, 1] as const })) },
    ),
    fingers: pair({ fingers: Array(10).fill(0) }, { fingers: Array(10).fill(15) }),
    face: pair({ face: [0, 0, 0] }, { face: [1, 1, 1] }),
  });
});

test("[ITEM-1] an item block's fields are where the table has them", () => {
  const item: ItemBlock = {
    item: 1,
    epoch: 0,
    tMs: 0,
    position: [0, 0, 0],
    rotation: [0, 0, 0, 1],
    sleeping: false,
    teleport: false,
  };
  const pair = (one: Partial<ItemBlock>, other: Partial<ItemBlock>) =>
    [encodeItem({ ...item, ...one }), encodeItem({ ...item, ...other })] as const;
  holds(ITEM_LAYOUT, {
    item: pair({}, { item: 0x0202 }),
    epoch: pair({}, { epoch: 0xffff }),
    flags: pair({}, { sleeping: true }),
    t: pair({}, { tMs: 0xffff }),
    position: pair({}, { position: [1 / 1024, 0, -1] }),
    rotation: pair({}, { rotation: [0.1, 0.2, 0.3, 0.4] }),
    velocity: pair({ velocity: [0, 0, 0] }, { velocity: [1 / 256, 0, -1] }),
    parent: pair({ parentItem: 0 }, { parentItem: 0xffff }),
    joint: pair({ joint: 0 }, { joint: 5 }),
  });
});

test("[VOICE-1] a voice block's fields are where the table has them", () => {
  const voice: Voice = {
    target: 0,
    spurtStart: false,
    spurtEnd: false,
    fec: false,
    level: 0,
    seq: 0,
    opus: Uint8Array.of(0, 0, 0),
  };
  const pair = (one: Partial<Voice>, other: Partial<Voice>) =>
    [encodeVoice({ ...voice, ...one }), encodeVoice({ ...voice, ...other })] as const;
  holds(VOICE_LAYOUT, {
    flags: pair({}, { fec: true }),
    level: pair({}, { level: 127 }),
    seq: pair({}, { seq: 0xffff }),
    sid: pair({ target: 3, to: 0x0101 }, { target: 3, to: 0x0202 }),
    packet: pair({}, { opus: Uint8Array.of(1, 0, 1) }),
  });
});
