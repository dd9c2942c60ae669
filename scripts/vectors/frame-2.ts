// Golden vectors of the sections that came after the first file of frames.

import { FRAMES, type InJson, inJson } from "./frame.ts";
import type { VectorFile } from "./sample.ts";

const IN_JSON: readonly InJson[] = [
  ["down", 0x49, "roomNotice", { id: "ntc_a", text: "まもなく閉まります", at: 1_700_000_000_000 }],
];

export const laterFrameVectors: VectorFile = { ...FRAMES, lines: () => inJson(IN_JSON) };
