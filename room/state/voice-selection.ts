// Who hears whom: for every listener the K best speakers, and listeners with the same ones gathered into groups. How it is fast:
// it runs ten times a second, never per frame, and in between looks only at who begins to speak; the inner loop compares squared
// distances of integers on objects of one shape and allocates nothing; K is small, so the best are kept by insertion. A slow twin
// in the tests agrees with it. SPEC [VOICE-3]…[VOICE-6]

import { metresToSteps } from "../../shared/protocol/ext/quantize.ts";
import { VOICE_K_MAX, type VoiceSettings } from "../../shared/schema/world-settings.ts";
import {
  lookAt,
  type Place,
  type Speaker,
  type VoiceGroup,
  type VoiceListener,
  type VoiceState,
} from "./voice-state.ts";

/** Whoever was chosen keeps the place for this long, unless they fall silent or go out of reach. SPEC [VOICE-5] */
export const HOLD_MS = 400;
const SELECT_INTERVAL_MS = 100;

/** Loudness counts between these, −dBov: who claims to be louder than anybody gains little by it. */
const LEVEL_LOUD = 20;
const LEVEL_SOFT = 50;
/** 12 dB are worth half the distance, so a quarter of its square. */
const WEIGHT = Float64Array.from({ length: 128 }, (_, level) => {
  const counted = Math.min(LEVEL_SOFT, Math.max(LEVEL_LOUD, level));
  return 4 ** ((counted - LEVEL_LOUD) / 12);
});
// The lower a score the better. Distances squared and weighted stay below 2^46, so what is held comes before what is not, and
// who speaks to the room before who stands near.
const HELD_BONUS = 2 ** 46;
const NEAR_CLASS = 2 ** 48;

/** Who speaks to whom in this room. */
export type Rules = { readonly isEverywhere: boolean; readonly k: number; readonly radiusSteps: number };

export function rulesOf({ mode, k, radiusM }: VoiceSettings): Rules {
  return { isEverywhere: mode === "room", k, radiusSteps: metresToSteps(radiusM, true) };
}

/** Makes the groups anew. */
export function select(voice: VoiceState, settings: VoiceSettings, nowMs: number): void {
  const rules = rulesOf(settings);
  const speakers: Speaker[] = [];
  for (const [sid, speaker] of voice.speakers)
    if (nowMs - speaker.heardAtMs > HOLD_MS) voice.speakers.delete(sid);
    else {
      speaker.number = speakers.push(speaker) - 1;
      speaker.heldBy = null;
      speaker.chosenBy = null;
    }
  for (const place of voice.places.values()) lookAt(place, voice.poses);
  const groups = new Map<string, VoiceGroup>();
  for (const listener of voice.listeners.values()) {
    const heard = choose(listener, speakers, rules, nowMs);
    const { extension, version } = listener.place.who.subscriber;
    const numbers = String.fromCharCode(...heard.map((speaker) => speaker.number));
    const key = `${extension?.carrier}${version}${numbers}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { speakers: heard, listeners: [listener] });
    else group.listeners.push(listener);
  }
  voice.groups = [...groups.values()];
  for (const speaker of speakers) speaker.isFresh = false;
  voice.hasFresh = false;
  voice.selectAtMs = nowMs + SELECT_INTERVAL_MS;
}

/** Lets who began to speak since the last selection be heard by all within reach, until the next. SPEC [VOICE-6] */
export function addFresh(voice: VoiceState, settings: VoiceSettings): void {
  const rules = rulesOf(settings);
  const beginning = [...voice.speakers.values()].filter((speaker) => speaker.isFresh);
  for (const speaker of beginning) {
    lookAt(speaker.place, voice.poses);
    speaker.isFresh = false;
  }
  voice.groups = voice.groups.flatMap((group) => withFresh(group, beginning, rules));
  voice.hasFresh = false;
}

/** The group as it is, or parted by whom its listeners hear besides. */
function withFresh(group: VoiceGroup, beginning: readonly Speaker[], rules: Rules): VoiceGroup[] {
  const parts = new Map<string, VoiceGroup>();
  for (const listener of group.listeners) {
    fresh.length = 0;
    let key = "";
    if (rules.k > 0 && listener.voiceK > 0)
      for (const speaker of beginning)
        if (squareTo(listener.place, speaker, rules) !== null && !group.speakers.includes(speaker)) {
          fresh.push(speaker);
          key += `${speaker.place.who.sid} `;
        }
    const part = parts.get(key);
    if (part === undefined)
      parts.set(key, { speakers: [...group.speakers, ...fresh], listeners: [listener] });
    else part.listeners.push(listener);
  }
  return [...parts.values()];
}

// Of the one call of `choose` that runs: the best so far, best first, and who began to speak and can be heard.
const best: Speaker[] = [];
const bestScores = new Float64Array(VOICE_K_MAX);
const fresh: Speaker[] = [];

/** Whom a listener hears until the next selection, by ascending number. */
function choose(
  listener: VoiceListener,
  speakers: readonly Speaker[],
  rules: Rules,
  nowMs: number,
): readonly Speaker[] {
  const { place, chosen, chosenSinceMs } = listener;
  const k = Math.min(rules.k, listener.voiceK, VOICE_K_MAX);
  best.length = 0;
  fresh.length = 0;
  for (let index = 0; index < chosen.length; index++) {
    const speaker = chosen[index];
    if (speaker !== undefined && nowMs - (chosenSinceMs[index] ?? 0) < HOLD_MS) speaker.heldBy = listener;
  }
  if (k > 0)
    for (const speaker of speakers) {
      const square = squareTo(place, speaker, rules);
      if (square === null) continue;
      const merit = square * (WEIGHT[speaker.level] ?? 1) + (speaker.isRoomWide ? 0 : NEAR_CLASS);
      keepBest(speaker, speaker.heldBy === listener ? merit - HELD_BONUS : merit, k);
      if (speaker.isFresh) fresh.push(speaker);
    }
  const sinceMs = best.map((speaker) => {
    speaker.chosenBy = listener;
    const before = chosen.indexOf(speaker);
    return before === -1 ? nowMs : (chosenSinceMs[before] ?? nowMs);
  });
  listener.chosen = best.slice();
  listener.chosenSinceMs = sinceMs;
  // Beyond K, until the next selection: nobody begins to speak unheard. SPEC [VOICE-6]
  for (const speaker of fresh) if (speaker.chosenBy !== listener) best.push(speaker);
  return best.slice().sort((a, b) => a.number - b.number);
}

/** Takes a speaker among the K best if its score is one. */
function keepBest(speaker: Speaker, score: number, k: number): void {
  let at = best.length;
  if (at === k) {
    if (score >= (bestScores[k - 1] ?? 0)) return;
    at = k - 1;
  }
  for (; at > 0 && score < (bestScores[at - 1] ?? 0); at--) {
    bestScores[at] = bestScores[at - 1] ?? 0;
    const worse = best[at - 1];
    if (worse !== undefined) best[at] = worse;
  }
  bestScores[at] = score;
  best[at] = speaker;
}

/**
 * The square of the distance, steps of 1/1024 m; 1 where it does not count; null for who cannot be heard from there: oneself,
 * who is blocked, who is too far, and anybody near for who is nowhere. SPEC [VOICE-3], [BLOCK-2]
 */
export function squareTo(place: Place, speaker: Speaker, rules: Rules): number | null {
  const from = speaker.place;
  if (from === place || from.who.unheardBy?.has(place.who.subscriber.id) === true) return null;
  if (speaker.isRoomWide || rules.isEverywhere) return 1;
  const dx = from.x - place.x;
  const dy = from.y - place.y;
  const dz = from.z - place.z;
  const square = dx * dx + dy * dy + dz * dz;
  return square <= rules.radiusSteps * rules.radiusSteps ? square : null;
}
