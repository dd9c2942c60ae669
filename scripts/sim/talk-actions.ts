// What clients do among each other: move, write, gesture, speak, send the application's messages, set keys.

import { rankOf } from "../../room/state/permissions.ts";
import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import { encodePose, type Pose } from "../../shared/protocol/ext/pose.ts";
import type { Joint } from "../../shared/protocol/ext/quantize.ts";
import { ANY_VERSION, StateScope, StateType } from "../../shared/protocol/ext/state-kv.ts";
import { encodeVoice, VoiceTarget } from "../../shared/protocol/ext/voice.ts";
import type { Action, Actions } from "./pubsub-actions.ts";
import { drawPosition, jsonBytes, roomClockMs, say } from "./say.ts";
import { tagToBytes, tagToText } from "./utterance.ts";

const KEYS = ["door", "light", "score"] as const;
const APP_ID = 128;
const JOINT: Joint = { position: [0.1, 1.2, 0.1], rotation: [0, 0, 0, 1], tracked: true };

const pose: Action = (world, client, chance) => {
  const block = (tag: number): Uint8Array => {
    const mode = chance.one([0, 0, 1, 2] as const);
    const made: Pose = {
      mode,
      tMs: roomClockMs(world, client),
      bodyYaw: 0,
      lookYaw: 0,
      lookPitch: 0,
      locomotion: chance.below(10),
      position: drawPosition(chance, tag),
      teleport: chance.percent(5),
      ...(mode === 0 ? {} : { joints: Array.from({ length: mode * 3 }, () => JOINT) }),
      ...(chance.percent(20) ? { face: [1, 2, 3] as const } : {}),
      ...(chance.percent(10) ? { fingers: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] } : {}),
    };
    return encodePose(made);
  };
  return say(world, client, chance, {
    kind: "pose",
    section: (tag) => ({ kind: "pose", message: block(tag) }),
    topic: (tag) => ({ rest: "pose/me", payload: block(tag) }),
  });
};

const chat: Action = (world, client, chance) =>
  say(world, client, chance, {
    kind: "chat",
    section: (tag) => ({ kind: "chat", message: { text: `${tag}` } }),
    topic: (tag) => ({ rest: "chat", payload: encodeUtf8(`${tag}`) }),
  });

const emote: Action = (world, client, chance) =>
  say(world, client, chance, {
    kind: "emote",
    section: (tag) => ({ kind: "emote", message: { emote: tag, tMs: roomClockMs(world, client), arg: 1 } }),
    topic: (tag) => ({ rest: "emote/me", payload: jsonBytes({ emote: tag }) }),
  });

const app: Action = (world, client, chance) => {
  const paddingBytes = chance.percent(10) ? chance.below(2_000) : chance.below(40);
  return say(world, client, chance, {
    kind: "app",
    section: (tag) => ({ kind: "app", message: { id: APP_ID, payload: tagToBytes(tag, paddingBytes) } }),
    topic: (tag) => ({ rest: `app/${APP_ID}/me`, payload: tagToBytes(tag, paddingBytes) }),
  });
};

const voice: Action = (world, client, chance) => {
  const { persona, conversation } = client;
  const others = [...(conversation?.view?.members.keys() ?? [])].filter((sid) => sid !== conversation?.sid);
  const whisperTo = chance.percent(15) ? others[chance.below(Math.max(1, others.length))] : undefined;
  const isStage =
    whisperTo === undefined && rankOf(persona.role) >= rankOf("performer") && chance.percent(40);
  const block = (tag: number): Uint8Array =>
    encodeVoice({
      target: whisperTo !== undefined ? VoiceTarget.whisper : isStage ? VoiceTarget.room : VoiceTarget.near,
      ...(whisperTo === undefined ? {} : { to: whisperTo }),
      spurtStart: chance.percent(15),
      spurtEnd: false,
      fec: false,
      level: chance.below(80),
      seq: tag & 0xffff,
      opus: tagToBytes(tag, chance.below(30)),
    });
  return say(world, client, chance, {
    kind: "voice",
    more: whisperTo === undefined ? {} : { whisperTo },
    section: (tag) => ({ kind: "voice", message: block(tag) }),
    topic: (tag) => ({ rest: "voice/me", payload: block(tag) }),
  });
};

const setState: Action = (world, client, chance) => {
  const scope = chance.percent(60) ? StateScope.room : StateScope.own;
  const key = chance.one(KEYS);
  const { conversation } = client;
  const sid = scope === StateScope.room ? 0 : (conversation?.sid ?? 0);
  const known = conversation?.view?.states.get(`${sid}/${key}`)?.version ?? 0;
  // On topics a value is set whatever there is. SPEC [STATE-6]
  const version = conversation?.view != null && chance.percent(50) ? known : ANY_VERSION;
  const isDeleted = chance.percent(12);
  const paddingBytes = chance.percent(10) ? chance.below(800) : 0;
  const bytes = (tag: number): Uint8Array => (isDeleted ? new Uint8Array(0) : tagToText(tag, paddingBytes));
  return say(world, client, chance, {
    kind: "state",
    more: { state: { scope, key, version } },
    section: (tag) => ({
      kind: "stateSet",
      message: {
        scope,
        key,
        version,
        value: { type: isDeleted ? StateType.none : StateType.text, bytes: bytes(tag) },
      },
    }),
    topic: (tag) => ({
      rest: scope === StateScope.room ? `state/${key}` : `own/me/${key}`,
      payload: bytes(tag),
    }),
  });
};

export const MOVING: Actions = [[24, pose]];
export const TALKING: Actions = [
  [8, chat],
  [5, emote],
  [4, app],
  [14, voice],
];
export const KEEPING: Actions = [[8, setState]];
