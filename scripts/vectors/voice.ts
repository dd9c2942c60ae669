// Golden vectors of the voice block: every target and flag, fields at their ends, the longest packet. Packets are chance, written as
// hex: nothing on the way reads them.

import { OPUS_PACKET_MAX_BYTES, type Voice } from "../../shared/protocol/ext/voice.ts";
import { type Rng, seededRng } from "../../shared/rng.ts";
import { voiceWords } from "./describe.ts";
import { type VectorFile, whole } from "./sample.ts";

const SEED = 0x766f6963n;
const TARGETS = [0, 1, 2, 3] as const;

const spoken: Voice = {
  target: 0,
  spurtStart: false,
  spurtEnd: false,
  fec: false,
  level: 30,
  seq: 0,
  opus: Uint8Array.of(0x78),
};

const packet = (rng: Rng, bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes }, () => whole(rng, 256));

/** One block for every combination of target and flags. */
function* combinations(rng: Rng): Generator<Voice> {
  for (const target of TARGETS)
    for (let bits = 0; bits < 8; bits++)
      yield {
        target,
        ...(target === 3 ? { to: 1 + whole(rng, 65_535) } : {}),
        spurtStart: (bits & 1) !== 0,
        spurtEnd: (bits & 2) !== 0,
        fec: (bits & 4) !== 0,
        level: whole(rng, 128),
        seq: whole(rng, 65_536),
        opus: packet(rng, 1 + whole(rng, 60)),
      };
}

function* blocks(): Generator<Voice> {
  const rng = seededRng(SEED);
  yield spoken;
  for (const level of [0, 127]) yield { ...spoken, level };
  for (const seq of [255, 256, 65_535]) yield { ...spoken, seq };
  for (const to of [1, 255, 256, 65_535]) yield { ...spoken, target: 3, to };
  // An end mark of its own.
  yield { ...spoken, spurtEnd: true, opus: new Uint8Array(0) };
  yield { ...spoken, target: 3, to: 2, spurtEnd: true, opus: new Uint8Array(0) };
  yield { ...spoken, opus: packet(rng, OPUS_PACKET_MAX_BYTES) };
  for (let round = 0; round < 2; round++) yield* combinations(rng);
}

export const voiceVectors: VectorFile = {
  title: "Golden vectors of the voice block (SPEC, section 13)",
  encode: voiceWords.mean,
  decode: voiceWords.say,
  *lines() {
    for (const { opus, ...rest } of blocks()) yield { inputs: { ...rest, opus: opus.toHex() } };
  },
};
