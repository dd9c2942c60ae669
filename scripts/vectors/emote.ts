// Golden vectors of EMOTES: none, one and many, numbers at the ends of their variable lengths.

import { emotes, type SeenEmote } from "../../shared/protocol/ext/emote.ts";
import { seededRng } from "../../shared/rng.ts";
import { readWith, writeWith } from "./describe.ts";
import { type VectorFile, whole } from "./sample.ts";

const SEED = 0x656d6f74n;
const BATCHES = 40;
const ENDS = [0, 1, 127, 128, 16_383, 16_384, 65_535];

function* batches(): Generator<readonly SeenEmote[]> {
  const rng = seededRng(SEED);
  yield [];
  for (const end of ENDS) yield [{ sid: Math.max(1, end), emote: end, tMs: end, arg: end & 0xff }];
  for (let count = 0; count < BATCHES; count++)
    yield Array.from({ length: 1 + whole(rng, 4) }, () => ({
      sid: 1 + whole(rng, 65_535),
      emote: whole(rng, 65_536),
      tMs: whole(rng, 65_536),
      arg: whole(rng, 256),
    }));
}

export const emoteVectors: VectorFile = {
  title: "Golden vectors of EMOTES (SPEC, section 11)",
  encode: (batch: readonly SeenEmote[]) => writeWith(emotes, batch),
  decode: (bytes) => readWith(emotes, bytes),
  *lines() {
    for (const inputs of batches()) yield { inputs };
  },
};
