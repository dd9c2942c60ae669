// Voice through a room: a frame comes in, waits a few milliseconds, goes out to who shall hear it. How it is fast: a frame is
// copied once, as the entry it is in everybody's VOICES; who hears whom is decided by voice-selection.ts, seldom; listeners who
// hear the same are sent the same bytes out of one buffer that is used again; a silent room costs a comparison.
// Never looks into an Opus packet. SPEC [VOICE-2]…[VOICE-9]

import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import {
  beginsSpurt,
  encodeVoiceEntry,
  VoiceTarget,
  voiceLevel,
  voices,
  voiceTarget,
  whisperSid,
} from "../../shared/protocol/ext/voice.ts";
import { ReasonCode } from "../../shared/protocol/reason-code.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { fanOutSome } from "../pubsub/fan-out-some.ts";
import { SectionBuffer } from "../pubsub/section-buffer.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";
import { take } from "./budget.ts";
import { mayDo } from "./permissions.ts";
import type { Participant, Room } from "./room.ts";
import type { Verdict } from "./verdict.ts";
import { HOLD_MS, rulesOf, select, squareTo } from "./voice-selection.ts";
import {
  FRAME_AGE_MAX_MS,
  isStale,
  keepFrame,
  type Place,
  reselect,
  type Speaker,
  type VoiceFrame,
  type VoiceGroup,
  type VoiceListener,
} from "./voice-state.ts";

/** At most one section to a listener in this time. Half of what a frame lasts: waiting for it is all of the delay we add. */
const FLUSH_INTERVAL_MS = 10;
/** How fast the loudness that counts falls when somebody speaks more softly: 50 dB a second. */
const LEVEL_FALL_PER_FRAME = 1;

/** Takes a checked block as the participant's next frame. The block is copied. */
export function applyVoice(
  room: Room,
  participant: Participant,
  checkedBlock: Uint8Array,
  nowMs: number,
): Verdict {
  const refusal = refusalOf(room, participant, voiceTarget(checkedBlock), nowMs);
  if (refusal !== null) return refusal;
  const { voice } = room;
  const place = voice.places.get(participant.subscriber.id);
  if (place === undefined) return null;
  const entry = encodeVoiceEntry(participant.sid, checkedBlock);
  const block = entry.subarray(entry.length - checkedBlock.length);
  const frame = { index: ++voice.lastIndex, arrivedAtMs: nowMs, entry, block };
  voice.heardAtMs = nowMs;
  if (voiceTarget(block) === VoiceTarget.whisper) whisper(room, participant, frame);
  else {
    participant.speakingUntilMs = nowMs + HOLD_MS;
    speak(room, place, frame);
  }
  return null;
}

function refusalOf(
  room: Room,
  { budgets, member }: Participant,
  target: VoiceTarget,
  nowMs: number,
): Verdict {
  if (!take(budgets.voice, nowMs))
    return {
      reasonCode: ReasonCode.quotaExceeded,
      notice: NoticeCode.voiceTooFast,
      message: "more than 55 voice frames a second; a frame is 20 ms",
    };
  if (member.silenced || member.muted)
    return {
      reasonCode: ReasonCode.notAuthorized,
      notice: NoticeCode.muted,
      message: member.silenced ? "you were muted here" : "you have muted yourself: ME muted false first",
    };
  if (room.settings.voice.mode === "off" || target === VoiceTarget.group)
    return {
      reasonCode: ReasonCode.implementationSpecificError,
      notice: NoticeCode.voiceRefused,
      message:
        target === VoiceTarget.group ? "there are no groups to speak to" : "nobody is heard in this room",
    };
  if (target === VoiceTarget.room && !mayDo(member.role, "voice-stage"))
    return {
      reasonCode: ReasonCode.notAuthorized,
      notice: NoticeCode.notAllowed,
      message: `as ${member.role} you may not speak to the whole room`,
    };
  return null;
}

function speak({ voice, spec }: Room, place: Place, frame: VoiceFrame): void {
  const { sid } = place.who;
  const level = voiceLevel(frame.block);
  let speaker = voice.speakers.get(sid);
  if (speaker === undefined) {
    speaker = newSpeaker(place, roomTopic(spec.room, "voice", sid), level);
    voice.speakers.set(sid, speaker);
  }
  const isRoomWide = voiceTarget(frame.block) === VoiceTarget.room;
  if (isRoomWide !== speaker.isRoomWide) {
    // What was said to those near is not the room's to hear, nor the other way round.
    speaker.frames.length = 0;
    speaker.isRoomWide = isRoomWide;
    reselect(voice);
  }
  const wasSilent = beginsSpurt(frame.block) || frame.arrivedAtMs - speaker.heardAtMs > HOLD_MS;
  // Whoever begins again and again would be heard beyond K all the time.
  if (wasSilent && frame.arrivedAtMs - speaker.spurtAtMs > HOLD_MS) {
    speaker.spurtAtMs = frame.arrivedAtMs;
    speaker.isFresh = true;
    reselect(voice);
  }
  speaker.heardAtMs = frame.arrivedAtMs;
  speaker.level = Math.min(level, speaker.level + LEVEL_FALL_PER_FRAME);
  keepFrame(speaker.frames, frame);
}

function newSpeaker(place: Place, topic: string, level: number): Speaker {
  return {
    place,
    topic,
    isRoomWide: false,
    frames: [],
    heardAtMs: Number.NEGATIVE_INFINITY,
    spurtAtMs: Number.NEGATIVE_INFINITY,
    isFresh: false,
    level,
    number: 0,
    heldBy: null,
    chosenBy: null,
  };
}

/** To one participant, wherever they stand; to nobody when they left meanwhile, or are blocked. SPEC [VOICE-4] */
function whisper({ voice, participants, topics, spec }: Room, from: Participant, frame: VoiceFrame): void {
  const subscriber = participants.get(whisperSid(frame.block))?.subscriber;
  if (subscriber === undefined || from.unheardBy?.has(subscriber.id) === true) return;
  const listener = voice.listeners.get(subscriber.id);
  if (listener !== undefined) return keepFrame(listener.whispers, { ...frame, from });
  const topic = roomTopic(spec.room, "voice", from.sid);
  fanOutSome(topics, topic, frame.block, (hearer) => hearer.id === subscriber.id && hearer.isClear());
}

/** One tick, when it is time: what was said since the last goes out. SPEC [VOICE-7], [VOICE-8] */
export function tickVoices(room: Room, nowMs: number): void {
  const { voice } = room;
  if (nowMs < voice.nextFlushAtMs) return;
  voice.nextFlushAtMs = Math.max(voice.nextFlushAtMs + FLUSH_INTERVAL_MS, nowMs + 1);
  if (nowMs - voice.heardAtMs > FRAME_AGE_MAX_MS) return;
  if (nowMs >= voice.selectAtMs) select(voice, room.settings.voice, nowMs);
  for (const group of voice.groups) flush(group, voice.flushedIndex, voice.lastIndex, nowMs);
  tellPlain(room, nowMs);
  voice.flushedIndex = voice.lastIndex;
}

const shared = new SectionBuffer();
const alone = new SectionBuffer();

function flush({ speakers, listeners }: VoiceGroup, flushedIndex: number, lastIndex: number, nowMs: number) {
  shared.clear();
  append(shared, speakers, flushedIndex, nowMs);
  for (const listener of listeners) {
    const { subscriber } = listener.place.who;
    // Not clear: it has not read what it was sent. Later it gets what is still worth hearing.
    if (!subscriber.isClear()) continue;
    const isUpToDate = listener.seenIndex >= flushedIndex && listener.whispers.length === 0;
    if (!isUpToDate) appendAlone(listener, speakers, nowMs);
    const section = isUpToDate ? shared : alone;
    if (!section.isEmpty) section.sendTo(subscriber, voices.id);
    listener.seenIndex = lastIndex;
  }
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

function appendAlone(listener: VoiceListener, speakers: readonly Speaker[], nowMs: number): void {
  alone.clear();
  append(alone, speakers, listener.seenIndex, nowMs);
  const { id } = listener.place.who.subscriber;
  for (const whisper of listener.whispers)
    if (!isStale(whisper, nowMs) && whisper.from.unheardBy?.has(id) !== true) alone.append(whisper.entry);
  listener.whispers = [];
}

/** To plain subscribers, wherever the speaker reaches. Who was clear before the first frame of a flush is so for all of them. */
function tellPlain({ voice, topics, settings }: Room, nowMs: number): void {
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
          return isReached && isClear(hearer);
        });
}
