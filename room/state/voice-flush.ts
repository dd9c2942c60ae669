// Voice out of a room: what was said since the last flush, to who shall hear it. How it is fast: a frame lies ready as the entry it
// is in everybody's VOICES; listeners who hear the same are sent the same bytes out of one buffer that is used again; who missed a
// flush, or is whispered to, gets one of its own; a silent room costs a comparison. SPEC [VOICE-7]…[VOICE-9]

import { voices } from "../../shared/protocol/ext/voice.ts";
import { Drop, Publish, SECTION } from "../metrics/kind.ts";
import type { Metrics } from "../metrics.ts";
import { fanOutSome } from "../pubsub/fan-out-some.ts";
import { SectionBuffer } from "../pubsub/section-buffer.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import type { Room } from "./room.ts";
import { addFresh, rulesOf, select, squareTo } from "./voice-selection.ts";
import {
  FRAME_AGE_MAX_MS,
  isStale,
  type Speaker,
  type VoiceGroup,
  type VoiceListener,
} from "./voice-state.ts";

/** At most one section to a listener in this time. Half of what a frame lasts: waiting for it is all of the delay we add. */
const FLUSH_INTERVAL_MS = 10;

/** One tick, when it is time: what was said since the last goes out. SPEC [VOICE-7], [VOICE-8] */
export function tickVoices(room: Room, nowMs: number): void {
  const { voice } = room;
  if (nowMs < voice.nextFlushAtMs) return;
  voice.nextFlushAtMs = Math.max(voice.nextFlushAtMs + FLUSH_INTERVAL_MS, nowMs + 1);
  if (nowMs - voice.heardAtMs > FRAME_AGE_MAX_MS) return;
  if (nowMs >= voice.selectAtMs) select(voice, room.settings.voice, nowMs);
  else if (voice.hasFresh) addFresh(voice, room.settings.voice);
  const { metrics } = room.pubsub;
  for (const group of voice.groups) flush(group, voice.flushedIndex, voice.lastIndex, nowMs, metrics);
  tellPlain(room, nowMs);
  voice.flushedIndex = voice.lastIndex;
}

const shared = new SectionBuffer();
const alone = new SectionBuffer();

function flush(
  { speakers, listeners }: VoiceGroup,
  flushedIndex: number,
  lastIndex: number,
  nowMs: number,
  metrics: Metrics,
): void {
  shared.clear();
  append(shared, speakers, flushedIndex, nowMs);
  let sharedCount = 0;
  for (const listener of listeners) {
    const { subscriber } = listener.place.who;
    // Not clear: it has not read what it was sent. Later it gets what is still worth hearing.
    if (!subscriber.isClear()) continue;
    const isUpToDate = listener.seenIndex >= flushedIndex && listener.whispers.length === 0;
    if (isUpToDate) {
      listener.seenIndex = lastIndex;
      if (shared.isEmpty) continue;
      shared.sendTo(subscriber, voices.id);
      sharedCount++;
      continue;
    }
    appendAlone(listener, speakers, nowMs, metrics);
    listener.seenIndex = lastIndex;
    if (alone.isEmpty) continue;
    alone.sendTo(subscriber, voices.id);
    metrics.delivered(SECTION + voices.id, 1, alone.payloadBytes);
  }
  if (sharedCount > 0) metrics.delivered(SECTION + voices.id, sharedCount, shared.payloadBytes);
}

function append(
  section: SectionBuffer,
  speakers: readonly Speaker[],
  seenIndex: number,
  nowMs: number,
): void {
  for (const { frames } of speakers) {
    // From the newest back: mostly it is the only one.
    let at = frames.length;
    while (at > 0 && (frames[at - 1]?.index ?? 0) > seenIndex) at--;
    for (; at < frames.length; at++) {
      const frame = frames[at];
      if (frame !== undefined && !isStale(frame, nowMs)) section.append(frame.entry);
    }
  }
}

function appendAlone(
  listener: VoiceListener,
  speakers: readonly Speaker[],
  nowMs: number,
  metrics: Metrics,
): void {
  alone.clear();
  append(alone, speakers, listener.seenIndex, nowMs);
  const { id } = listener.place.who.subscriber;
  for (const whisper of listener.whispers)
    if (isStale(whisper, nowMs)) metrics.dropped(SECTION + voices.id, Drop.late);
    else if (whisper.from.unheardBy?.has(id) === true) metrics.dropped(SECTION + voices.id, Drop.blocked);
    else alone.append(whisper.entry);
  listener.whispers = [];
}

/** To plain subscribers, wherever the speaker reaches. Who was clear before the first frame of a flush is so for all of them. */
function tellPlain({ voice, topics, settings, pubsub }: Room, nowMs: number): void {
  const rules = rulesOf(settings.voice);
  const wasClear = new Map<Subscriber, boolean>();
  const isClear = (hearer: Subscriber): boolean => {
    const known = wasClear.get(hearer) ?? hearer.isClear();
    wasClear.set(hearer, known);
    return known;
  };
  for (const speaker of voice.speakers.values())
    for (const frame of speaker.frames)
      if (frame.index > voice.flushedIndex && !isStale(frame, nowMs))
        fanOutSome(topics, speaker.topic, frame.block, (hearer) => {
          const place = voice.places.get(hearer.id);
          // Who only looks on, as on an open host, stands nowhere.
          const isReached =
            place === undefined ? speaker.isRoomWide : squareTo(place, speaker, rules) !== null;
          if (!isReached) return false;
          if (!isClear(hearer)) pubsub.metrics.dropped(Publish.voice, Drop.slow);
          return isClear(hearer);
        });
}
