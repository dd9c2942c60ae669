// Who speaks and who hears, as of the last frames: the memory voice works in. Coming and going is here; what is said, and to
// whom it goes, is not. SPEC [VOICE-3]…[VOICE-8]

import { Capability } from "../../shared/protocol/ext/hello.ts";
import type { PoseTable } from "../interest/pose-table.ts";
import type { Subscriber } from "../pubsub/subscriber.ts";

/** Older frames are of no use to anybody. SPEC [VOICE-8] */
export const FRAME_AGE_MAX_MS = 200;
/** Of one speaker, or whispered to one listener, that wait: what 200 ms hold, and a burst. */
export const FRAMES_MAX = 16;

/** Who speaks or hears, as voice sees them. A participant is such. */
export type Voiced = {
  readonly sid: number;
  readonly subscriber: Subscriber;
  readonly unheardBy: ReadonlySet<number> | null;
  /** Its place in the room's pose table. */
  readonly slot: number;
};

/** Somebody in the room, and where they stood when it was last looked: 1/1024 m, NaN for who has no pose. */
export type Place = {
  readonly who: Voiced;
  x: number;
  y: number;
  z: number;
};

export type VoiceFrame = {
  /** Counts the room's frames. */
  readonly index: number;
  readonly arrivedAtMs: number;
  /** As it stands in a VOICES section. */
  readonly entry: Uint8Array;
  readonly block: Uint8Array;
};

/** A frame for one listener alone. */
export type Whisper = VoiceFrame & { readonly from: Voiced };

export type Speaker = {
  readonly place: Place;
  readonly topic: string;
  /** Whether the newest frames are for the whole room, not for those near. */
  isRoomWide: boolean;
  /** Oldest first, at most FRAMES_MAX. */
  readonly frames: VoiceFrame[];
  heardAtMs: number;
  spurtAtMs: number;
  /** Whether a spurt began since the last selection. */
  isFresh: boolean;
  /** How loud it was lately, −dBov. */
  level: number;
  /** Its number in the last selection, and in the present one the listener that holds or has it already. */
  number: number;
  heldBy: VoiceListener | null;
  chosenBy: VoiceListener | null;
};

export type VoiceListener = {
  readonly place: Place;
  /** As many voices as it wishes to hear; the room may allow fewer. */
  voiceK: number;
  /** The last frame it was offered. */
  seenIndex: number;
  whispers: Whisper[];
  /** Whom it was given by choice at the last selection, and since when. */
  chosen: readonly Speaker[];
  chosenSinceMs: readonly number[];
};

/** Listeners who hear the same speakers in the same encoding: what they are sent is the same bytes. */
export type VoiceGroup = { readonly speakers: readonly Speaker[]; readonly listeners: VoiceListener[] };

export type VoiceState = {
  /** Where everybody stands. */
  readonly poses: PoseTable;
  /** Everybody in the room, by subscriber id. */
  readonly places: Map<number, Place>;
  /** Extended clients that were granted voice, by subscriber id. */
  readonly listeners: Map<number, VoiceListener>;
  /** Who spoke lately, by sid. */
  readonly speakers: Map<number, Speaker>;
  groups: readonly VoiceGroup[];
  /** Whether somebody began to speak since the groups were made. */
  hasFresh: boolean;
  lastIndex: number;
  /** The last frame of the last flush. */
  flushedIndex: number;
  heardAtMs: number;
  nextFlushAtMs: number;
  /** When the groups are next made anew; 0 for as soon as may be. */
  selectAtMs: number;
};

export function newVoice(poses: PoseTable): VoiceState {
  return {
    poses,
    places: new Map(),
    listeners: new Map(),
    speakers: new Map(),
    groups: [],
    hasFresh: false,
    lastIndex: 0,
    flushedIndex: 0,
    heardAtMs: Number.NEGATIVE_INFINITY,
    nextFlushAtMs: 0,
    selectAtMs: 0,
  };
}

/** Somebody came. */
export function enterVoice(voice: VoiceState, who: Voiced): void {
  voice.places.set(who.subscriber.id, { who, x: Number.NaN, y: Number.NaN, z: Number.NaN });
}

/** From now on an extended client hears VOICES, if it was granted them. It must have come. SPEC [VOICE-7] */
export function listenToVoice(voice: VoiceState, { subscriber }: Voiced, voiceK: number): void {
  const place = voice.places.get(subscriber.id);
  const isGranted = ((subscriber.extension?.capabilities ?? 0) & Capability.voice) !== 0;
  if (place === undefined || !isGranted) return;
  voice.listeners.set(subscriber.id, {
    place,
    voiceK,
    seenIndex: voice.lastIndex,
    whispers: [],
    chosen: [],
    chosenSinceMs: [],
  });
  reselect(voice);
}

/** Changes how many voices a listener wishes to hear; 0 for none. Nothing happens to who hears none. */
export function setVoiceK(voice: VoiceState, subscriberId: number, voiceK: number): void {
  const listener = voice.listeners.get(subscriberId);
  if (listener !== undefined) listener.voiceK = voiceK;
  reselect(voice);
}

/** Somebody hears through another subscriber from now on, if that was granted voice: what the one before was sent is not repeated. */
export function moveVoice(voice: VoiceState, subscriberIdBefore: number, { subscriber }: Voiced): void {
  const place = voice.places.get(subscriberIdBefore);
  const listener = voice.listeners.get(subscriberIdBefore);
  voice.places.delete(subscriberIdBefore);
  voice.listeners.delete(subscriberIdBefore);
  if (place !== undefined) voice.places.set(subscriber.id, place);
  const isGranted = ((subscriber.extension?.capabilities ?? 0) & Capability.voice) !== 0;
  if (listener !== undefined && isGranted) voice.listeners.set(subscriber.id, listener);
  reselect(voice);
}

/** Somebody left: nothing more is sent of what they said. */
export function leaveVoice(voice: VoiceState, { sid, subscriber }: Voiced): void {
  voice.places.delete(subscriber.id);
  voice.listeners.delete(subscriber.id);
  hush(voice, sid);
}

/** What somebody said and was not passed on yet never is. */
export function hush(voice: VoiceState, sid: number): void {
  voice.speakers.get(sid)?.frames.splice(0);
  voice.speakers.delete(sid);
  for (const listener of voice.listeners.values())
    listener.whispers = listener.whispers.filter(({ from }) => from.sid !== sid);
  reselect(voice);
}

/** Who hears whom has changed: nothing is sent before it was looked at again. */
export function reselect(voice: VoiceState): void {
  voice.groups = [];
  voice.selectAtMs = 0;
}

/** Takes up where somebody stands by now. Of who is in an item's frame, the room knows where they stood before. SPEC [VOICE-3] */
export function lookAt(place: Place, poses: PoseTable): void {
  const { slot } = place.who;
  if (poses.hasPose(slot)) putAt(place, poses, slot);
}

/** Of who looks on and has no pose, the room is told where they hear from. SPEC [GHOST-2] */
export function listenFrom(
  { places }: VoiceState,
  subscriberId: number,
  poses: PoseTable,
  slot: number,
): void {
  const place = places.get(subscriberId);
  if (place !== undefined) putAt(place, poses, slot);
}

function putAt(place: Place, poses: PoseTable, slot: number): void {
  place.x = poses.x[slot] ?? Number.NaN;
  place.y = poses.y[slot] ?? Number.NaN;
  place.z = poses.z[slot] ?? Number.NaN;
}

/** Keeps a frame behind those that are young enough. */
export function keepFrame<F extends VoiceFrame>(frames: F[], frame: F): void {
  let gone = frames.length >= FRAMES_MAX ? 1 : 0;
  while (gone < frames.length && isStale(frames[gone], frame.arrivedAtMs)) gone++;
  if (gone > 0) frames.splice(0, gone);
  frames.push(frame);
}

export function isStale(frame: VoiceFrame | undefined, nowMs: number): boolean {
  return frame === undefined || nowMs - frame.arrivedAtMs > FRAME_AGE_MAX_MS;
}
