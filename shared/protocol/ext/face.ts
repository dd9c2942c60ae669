// Faces and fingers as ends see them; on their way they are three and five bytes that nobody reads. SPEC [POSE-8]

/** The visemes of VRM 1.0, by number. */
export const VISEMES = ["none", "aa", "ih", "ou", "ee", "oh"] as const;
/** The emotions of VRM 1.0, by number. */
export const EMOTIONS = ["neutral", "happy", "angry", "sad", "relaxed", "surprised"] as const;

export type Face = {
  readonly viseme: (typeof VISEMES)[number];
  readonly emotion: (typeof EMOTIONS)[number];
  /** 0 to 1 each, as the two that follow. */
  readonly visemeWeight: number;
  readonly emotionWeight: number;
  readonly blinkLeft: number;
  readonly blinkRight: number;
};

const WEIGHT_STEPS = 31;
const BLINK_STEPS = 15;
const CURL_STEPS = 15;
const NUMBER_BITS = 3;
const NUMBER_MASK = 0x07;

/** 0 to 1 in so many steps; error at most half of one, clamped outside. */
function toSteps(share: number, steps: number): number {
  return Math.min(steps, Math.max(0, Math.floor(share * steps + 0.5)));
}

/**
 * A face to the three bytes of a pose block.
 * Shape:  u8 viseme | weight << 3, u8 emotion | weight << 3, u8 blinkLeft | blinkRight << 4
 * Units:  weights 1/31 (error 0.0162), blinks 1/15 (0.0334).
 * Source: SPEC [POSE-8]
 */
export function packFace(face: Face): readonly [number, number, number] {
  return [
    VISEMES.indexOf(face.viseme) | (toSteps(face.visemeWeight, WEIGHT_STEPS) << NUMBER_BITS),
    EMOTIONS.indexOf(face.emotion) | (toSteps(face.emotionWeight, WEIGHT_STEPS) << NUMBER_BITS),
    toSteps(face.blinkLeft, BLINK_STEPS) | (toSteps(face.blinkRight, BLINK_STEPS) << 4),
  ];
}

/** The way back. A viseme or an emotion of a later version is none. */
export function unpackFace([mouth, mood, blinks]: readonly [number, number, number]): Face {
  return {
    viseme: VISEMES[mouth & NUMBER_MASK] ?? "none",
    emotion: EMOTIONS[mood & NUMBER_MASK] ?? "neutral",
    visemeWeight: (mouth >> NUMBER_BITS) / WEIGHT_STEPS,
    emotionWeight: (mood >> NUMBER_BITS) / WEIGHT_STEPS,
    blinkLeft: (blinks & 0x0f) / BLINK_STEPS,
    blinkRight: (blinks >> 4) / BLINK_STEPS,
  };
}

/** How far a finger is bent, 0 to 1, to one of a pose's ten curls; error at most 0.0334. */
export function curlToSteps(curl: number): number {
  return toSteps(curl, CURL_STEPS);
}
export function stepsToCurl(steps: number): number {
  return steps / CURL_STEPS;
}
