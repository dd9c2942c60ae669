// Golden vectors of gifts, which came after the second file of frames.

import { FRAMES, type InJson, inJson } from "./frame.ts";
import type { VectorFile } from "./sample.ts";

const GIFT = {
  id: "gft_a",
  kind: "gfk_petals",
  names: { ja: "花びら", en: "Petals" },
  effect: "petals",
  seconds: 6,
  coins: 50,
  from: { user: "usr_a", name: "あおい" },
  to: { user: "usr_b", name: "Ren" },
  text: "アンコール！",
  at: 1_700_000_000_000,
};

const IN_JSON: readonly InJson[] = [
  ["down", 0x4a, "gift", GIFT],
  ["down", 0x4a, "gift", { ...GIFT, id: "gft_b", from: null, text: null }],
];

export const giftFrameVectors: VectorFile = { ...FRAMES, lines: () => inJson(IN_JSON) };
