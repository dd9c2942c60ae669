// Voice into a room: a frame of somebody's is let in or refused, and waits a few milliseconds for its flush. It is copied once, as
// the entry it is in everybody's VOICES; who hears whom is decided by voice-selection.ts, seldom, and never here. Knows nothing of
// an Opus packet. SPEC [VOICE-2]…[VOICE-6]

import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import {
  beginsSpurt,
  encodeVoiceEntry,
  VoiceTarget,
  voiceLevel,
  voiceTarget,
  whisperSid,
} from "../../shared/protocol/ext/voice.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { fanOutSome } from "../pubsub/fan-out-some.ts";
import { take } from "./budget.ts";
import { mayDo } from "./permissions.ts";
import type { Participant, Room } from "./room.ts";
import { notAllowed, overQuota, refused, type Verdict } from "./verdict.ts";
import { HOLD_MS } from "./voice-selection.ts";
import { keepFrame, type Place, reselect, type Speaker, type VoiceFrame } from "./voice-state.ts";

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
    return overQuota(NoticeCode.voiceTooFast, "more than 55 voice frames a second; a frame is 20 ms");
  if (member.silenced || member.muted)
    return notAllowed(
      member.silenced ? "you were muted here" : "you have muted yourself: ME muted false first",
      NoticeCode.muted,
    );
  if (room.settings.voice.mode === "off" || target === VoiceTarget.group)
    return refused(
      NoticeCode.voiceRefused,
      target === VoiceTarget.group ? "there are no groups to speak to" : "nobody is heard in this room",
    );
  if (target === VoiceTarget.room && !mayDo(member.role, "voice-stage"))
    return notAllowed(`as ${member.role} you may not speak to the whole room`);
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
    voice.hasFresh = true;
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
