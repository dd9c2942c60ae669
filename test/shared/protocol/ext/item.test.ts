import { describe, expect, test } from "bun:test";
import { encodeUtf8 } from "../../../../shared/protocol/bytes.ts";
import {
  checkItemBlock,
  decodeItem,
  encodeItem,
  type ItemBlock,
  isAtJoint,
  itemEpoch,
  itemIdOf,
  itemParent,
  itemPositionSteps,
  itemTimeMs,
  setItemEpoch,
  setItemTimeMs,
} from "../../../../shared/protocol/ext/item.ts";
import { itemSpawnUpSchema, parseItemSpawn } from "../../../../shared/protocol/ext/item-owner.ts";
import { decodeDown, encodeDown } from "../../../../shared/protocol/ext/registry.ts";
import { ProtocolError } from "../../../../shared/protocol/reason-code.ts";

const ball: ItemBlock = {
  item: 7,
  epoch: 300,
  tMs: 1234,
  position: [1, 2, -3],
  rotation: [0, 0, 0, 1],
  sleeping: false,
  teleport: false,
};

describe("an item block", () => {
  test("[ITEM-1] has the sizes of the SPEC's table", () => {
    const size = (more: Partial<ItemBlock>) => encodeItem({ ...ball, ...more }).length;
    const far: Partial<ItemBlock> = { position: [100, 0, 0] };
    expect([size({}), size(far)]).toEqual([19, 22]);
    expect([size({ velocity: [1, 2, 3] }), size({ parentItem: 9 }), size({ joint: 2 })]).toEqual([
      25, 21, 20,
    ]);
    expect(size({ ...far, velocity: [1, 2, 3], parentItem: 9 })).toBe(30);
  });

  test("[ITEM-1] is read field by field without being decoded, and its time and epoch rewritten in place", () => {
    for (const more of [{}, { position: [100, 2, -3] as const }, { velocity: [1, 1, 1] as const }]) {
      const block = encodeItem({ ...ball, parentItem: 513, ...more });
      expect([itemIdOf(block), itemEpoch(block), itemTimeMs(block), itemParent(block)]).toEqual([
        7, 300, 1234, 513,
      ]);
      expect(itemPositionSteps(block)).toEqual([1024 * (more.position?.[0] ?? 1), 2048, -3072]);
      setItemEpoch(block, 65_535);
      setItemTimeMs(block, 257);
      expect(decodeItem(block)).toMatchObject({ item: 7, epoch: 65_535, tMs: 257, parentItem: 513 });
    }
    expect([itemParent(encodeItem(ball)), isAtJoint(encodeItem(ball))]).toEqual([null, false]);
    expect(isAtJoint(encodeItem({ ...ball, joint: 0 }))).toBe(true);
  });

  test("[ITEM-3] is refused when its flags or its length are not what they can be", () => {
    const bad = (change: (block: Uint8Array) => Uint8Array | undefined): string => {
      const block = encodeItem(ball);
      try {
        checkItemBlock(change(block) ?? block);
      } catch (error) {
        if (error instanceof ProtocolError) return `${error.reasonCode} ${error.rule} ${error.message}`;
      }
      return "accepted";
    };
    const flags = (value: number, length: number) => (block: Uint8Array) => {
      const other = new Uint8Array(length);
      other.set(block.subarray(0, Math.min(length, block.length)));
      other[4] = value;
      return other;
    };
    expect(bad(() => undefined)).toBe("accepted");
    for (const reserved of [0x40, 0x80]) expect(bad(flags(reserved, 19))).toContain("153 ITEM-3");
    expect(bad(flags(0x14, 22))).toContain("one frame");
    expect(bad(flags(0x02, 19))).toContain("19 bytes whose flags say 25");
    expect(bad((block) => block.subarray(0, 18))).toContain("18 bytes");
    expect(bad((block) => block.subarray(0, 4))).toContain("4 bytes");
    expect(bad(() => encodeItem({ ...ball, item: 0 }))).toContain("item 0");
    expect(bad(() => encodeItem({ ...ball, joint: 6 }))).toContain("joint 6, at most 5");
  });

  test("[ITEM-10] blocks of different lengths share a batch, and a batch cut short is refused", () => {
    const blocks = [ball, { ...ball, item: 8, velocity: [1, 2, 3] as const }, { ...ball, item: 9, joint: 1 }];
    const batch = { timeMs: 4_000_000_000, blocks: blocks.map(encodeItem) };
    const frame = encodeDown([{ kind: "items", message: batch }]);
    expect(decodeDown(frame)).toEqual([{ kind: "items", message: batch }]);
    const shorter = Uint8Array.from([0x21, 6, 0, 0, 0, 0, 1, 1]);
    expect(() => decodeDown(shorter)).toThrow(ProtocolError);
  });
});

test("[ITEM-8] a SPAWN has a kind one can see and little data, and stands upright unless it says otherwise", () => {
  const parse = (more: object) => itemSpawnUpSchema.safeParse({ kind: "ball", position: [0, 1, 0], ...more });
  expect(parse({}).data?.rotation).toEqual([0, 0, 0, 1]);
  expect(parse({ data: { colour: [1, null, "red"] } }).success).toBe(true);
  expect(parse({ data: "x".repeat(1022) }).success).toBe(true);
  for (const bad of [
    { data: "x".repeat(1023) },
    { kind: "" },
    { kind: "k".repeat(65) },
    { kind: "a\u0007" },
    { position: [0, 1] },
    { rotation: [0, 0, 0] },
    { id: "i".repeat(65) },
  ])
    expect([bad, parse(bad).success]).toEqual([bad, false]);
});

test("[ITEM-8] a SPAWN of more than 4 KiB is refused unread, however deep it nests", () => {
  const nested = (depth: number) =>
    encodeUtf8(`{"kind":"ball","position":[0,1,0],"data":${"[".repeat(depth)}${"]".repeat(depth)}}`);
  expect(parseItemSpawn(nested(512)).kind).toBe("ball");
  for (const [depth, message] of [
    [513, "at most 1024 characters"],
    [2_000, "at most 1024 characters"],
    [32_000, "in 64042 bytes, at most 4096"],
  ] as const)
    expect(() => parseItemSpawn(nested(depth))).toThrow(message);
});
