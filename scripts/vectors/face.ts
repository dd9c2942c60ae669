// Golden vectors of the face of a pose block: each viseme and emotion, weights at and between their steps.

import { EMOTIONS, type Face, packFace, unpackFace, VISEMES } from "../../shared/protocol/ext/face.ts";
import { seededRng } from "../../shared/rng.ts";
import { between, type VectorFile } from "./sample.ts";

const SEED = 0x66616365n;
const FACES = 40;
const ENDS = [0, 1, 0.5, 1 / 62, 1 / 30, -0.5, 2];

function* faces(): Generator<Face> {
  const rng = seededRng(SEED);
  const share = () => between(rng, 0, 1);
  for (const end of ENDS)
    yield {
      viseme: "aa",
      emotion: "happy",
      visemeWeight: end,
      emotionWeight: end,
      blinkLeft: end,
      blinkRight: end,
    };
  for (let count = 0; count < FACES; count++)
    yield {
      viseme: VISEMES[count % VISEMES.length] ?? "none",
      emotion: EMOTIONS[Math.floor(count / VISEMES.length) % EMOTIONS.length] ?? "neutral",
      visemeWeight: share(),
      emotionWeight: share(),
      blinkLeft: share(),
      blinkRight: share(),
    };
}

export const faceVectors: VectorFile = {
  title: "Golden vectors of the face (SPEC [POSE-8])",
  encode: (face: Face) => Uint8Array.from(packFace(face)),
  decode: ([mouth = 0, mood = 0, blinks = 0]) => unpackFace([mouth, mood, blinks]),
  *lines() {
    for (const inputs of faces()) yield { inputs };
  },
};
