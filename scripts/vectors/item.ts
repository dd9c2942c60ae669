// Golden vectors of the item block: every combination of flags, and the edges of every field.

import { decodeItem, encodeItem, type ItemBlock } from "../../shared/protocol/ext/item.ts";
import type { Quat } from "../../shared/protocol/ext/quantize.ts";
import { type Rng, seededRng } from "../../shared/rng.ts";
import { between, rotation, type VectorFile, vec3, whole } from "./sample.ts";

const SEED = 0x6974656dn;
const STEP = 1 / 1024;
const SPEED_STEP = 1 / 256;

const rest: ItemBlock = {
  item: 1,
  epoch: 0,
  tMs: 0,
  position: [0, 0, 0],
  rotation: [0, 0, 0, 1],
  sleeping: false,
  teleport: false,
};

const FRAMES = ["room", "parent", "joint"] as const;

/** One block for every combination of width, frame and flags. */
function* combinations(rng: Rng): Generator<ItemBlock> {
  for (const frame of FRAMES)
    for (let bits = 0; bits < 16; bits++)
      yield {
        item: 1 + whole(rng, 65_535),
        epoch: whole(rng, 65_536),
        tMs: whole(rng, 65_536),
        position: vec3(rng, bits & 1 ? 8_000 : 31),
        rotation: rotation(rng),
        sleeping: (bits & 2) !== 0,
        teleport: (bits & 4) !== 0,
        ...(bits & 8 ? { velocity: vec3(rng, 120) } : {}),
        ...(frame === "parent" ? { parentItem: 1 + whole(rng, 65_535) } : {}),
        ...(frame === "joint" ? { joint: whole(rng, 6) } : {}),
      };
}

/** Where implementations differ: halves, ends of ranges, ties, signs. */
function* edges(): Generator<ItemBlock> {
  yield rest;
  yield { ...rest, item: 65_535, epoch: 65_535, tMs: 65_535 };
  for (const x of [STEP / 2, -STEP / 2, 32_767 * STEP, -32_768 * STEP, 32_767.5 * STEP, 9_000])
    yield { ...rest, position: [x, -x, 0] };
  for (const v of [SPEED_STEP / 2, -SPEED_STEP / 2, 1.5 * SPEED_STEP, 127.99, -128, 500, -500])
    yield { ...rest, velocity: [v, -v, 2 * v] };
  for (const at of [0, 1, 2, 3]) {
    const unit = [0, 1, 2, 3].map((index) => (index === at ? 1 : 0));
    yield { ...rest, rotation: unit as unknown as Quat };
    yield { ...rest, rotation: unit.map((c) => -c) as unknown as Quat };
  }
  // Ties take the lowest index; the sign follows the dropped component.
  for (const q of [
    [1, 1, 1, 1],
    [-1, 1, -1, 1],
    [0, 1, 1, 0],
    [0, -1, 1, 0],
    [3, 4, 0, 0],
    [0, 0, 0, 0],
  ] as const)
    yield { ...rest, rotation: q };
  for (const joint of [0, 5]) yield { ...rest, joint };
  const tilt = between(seededRng(SEED), 0, 1);
  yield { ...rest, rotation: [tilt, 0, 0, 1], parentItem: 2, velocity: [0, 0, 0] };
}

function* blocks(): Generator<ItemBlock> {
  const rng = seededRng(SEED);
  yield* edges();
  for (let round = 0; round < 3; round++) yield* combinations(rng);
}

export const itemVectors: VectorFile = {
  title: "Golden vectors of the item block (SPEC, section 9)",
  encode: encodeItem,
  decode: decodeItem,
  *lines() {
    for (const inputs of blocks()) yield { inputs };
  },
};
