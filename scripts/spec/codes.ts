// Numbers that stand for a word: notices, reasons, causes, kinds of movement. What each means is said here; that none is left out is the
// compiler's to see.

import { ByeReason } from "../../shared/protocol/ext/bye.ts";
import { ClaimMode, DenyReason, OwnerCause } from "../../shared/protocol/ext/item-owner.ts";
import { NoticeCode } from "../../shared/protocol/ext/notice.ts";
import { Locomotion } from "../../shared/protocol/ext/pose.ts";
import { StateScope, StateType } from "../../shared/protocol/ext/state-kv.ts";
import { VoiceTarget } from "../../shared/protocol/ext/voice.ts";
import { ReasonCode, toConnackV3 } from "../../shared/protocol/reason-code.ts";
import { markdownTable } from "../markdown/table.ts";
import { hex } from "./notation.ts";

type WordsFor<Codes> = Readonly<Record<keyof Codes, string>>;

const NOTICES = {
  poseTooFast: "a pose over the limit",
  poseOutside: "a pose outside the room",
  payloadInvalid: "a payload that is not what its kind wants",
  chatTooFast: "a line over the limit",
  meTooFast: "a ME over the limit",
  notAllowed: "what the role does not allow",
  emoteTooFast: "an emote over the limit",
  appTooFast: "a message of the application over the limit",
  itemTooFast: "something with an item over the limit",
  itemNotYours: "a block of who does not own the item, or of another epoch",
  itemUnknown: "something with an item the room does not have",
  itemRefused: "a block outside the room, or in a frame it cannot be in",
  itemsFull: "an item too many",
  stateTooFast: "a value over the limit",
  stateStale: "a set that knew another version",
  stateFull: "a key, or bytes, too many",
  voiceTooFast: "a frame of voice over the limit",
  voiceRefused: "voice where there is none, or to a group",
  muted: "voice or chat of who is muted",
  modTooFast: "a MOD over the limit",
  modRefused: "a MOD that has no meaning here, or no room left for it",
} as const satisfies WordsFor<typeof NoticeCode>;

/** Of each BYE: what has happened, the DISCONNECT that follows to an MQTT 5 client, and what is left to do. */
const BYES = {
  shuttingDown: ["the host is shutting down", ReasonCode.serverShuttingDown, "ask for a new ticket"],
  roomClosed: ["the room closed, or went to another host", ReasonCode.serverMoved, "ask for a new ticket"],
  tooSlow: ["the client did not read what it was sent", ReasonCode.quotaExceeded, "enter anew, read faster"],
  takenOver: ["the same user and client id connected again", ReasonCode.sessionTakenOver, "stay away"],
  kicked: ["somebody sent the user out", ReasonCode.administrativeAction, "ask the user"],
  banned: ["the user may not come back for now", ReasonCode.administrativeAction, "stay away"],
  moved: ["the room runs on another host by now", ReasonCode.useAnotherServer, "go there ([MOVE-2])"],
} as const satisfies Readonly<Record<keyof typeof ByeReason, readonly [string, ReasonCode, string]>>;

type Todo = "come again" | "once more, with a new ticket" | "stay away";

type Refusal = {
  readonly code: keyof typeof ReasonCode;
  readonly why: string;
  readonly todo: Todo;
  /** Whether 3.1.1 has no such thing, or no way to be told. */
  readonly isOf5Alone?: true;
};

/** Of each way not to be let in: why, and what is left to do. */
export const REFUSALS: readonly Refusal[] = [
  {
    code: "unsupportedProtocolVersion",
    why: "neither 3.1.1 nor 5.0; told in the form that its CONNECT has",
    todo: "stay away",
  },
  { code: "clientIdentifierNotValid", why: "a client id of more than 128 characters", todo: "stay away" },
  { code: "badUserNameOrPassword", why: "no ticket", todo: "once more, with a new ticket" },
  {
    code: "notAuthorized",
    why: "a ticket that is forged or expired; a will that may not be",
    todo: "once more, with a new ticket",
  },
  {
    code: "serverUnavailable",
    why: "the room cannot be opened just now, or tickets not be checked",
    todo: "come again",
  },
  { code: "banned", why: "banned from this room", todo: "stay away" },
  {
    code: "badAuthenticationMethod",
    why: "an authentication method, of which none is served",
    todo: "stay away",
    isOf5Alone: true,
  },
  { code: "topicNameInvalid", why: "a will whose topic is too long or too deep", todo: "stay away" },
  { code: "quotaExceeded", why: "the room is full", todo: "come again" },
  { code: "useAnotherServer", why: "a ticket for another host", todo: "come again" },
];

function refusals(): string {
  const rows = REFUSALS.map(({ code, why, todo, isOf5Alone }) => [
    hex(ReasonCode[code]),
    isOf5Alone === true ? "" : `${toConnackV3(ReasonCode[code])}`,
    why,
    todo,
  ]);
  return markdownTable([["CONNACK", "3.1.1", "why", "what to do"], ...rows]);
}

const DENIALS = {
  held: "somebody holds it, or its physics is another's",
  stale: "it has another epoch by now",
  unknown: "no such item",
  notAllowed: "the role claims no items",
  tooFast: "over the limit",
} as const satisfies WordsFor<typeof DenyReason>;

const CAUSES = {
  claim: "it was claimed",
  release: "it was let go",
  leave: "its owner left",
  appointed: "its owner left, and its physics was given to another",
} as const satisfies WordsFor<typeof OwnerCause>;

const CLAIM_MODES = {
  hold: "in somebody's hand",
  physics: "moved by the physics somebody computes",
} as const satisfies WordsFor<typeof ClaimMode>;

const STATE_TYPES = {
  none: "no value: the key is not there",
  json: "JSON",
  text: "UTF-8",
  bytes: "any bytes",
  i32: "4 bytes, signed",
  f64: "8 bytes, IEEE 754, finite",
} as const satisfies WordsFor<typeof StateType>;

const STATE_SCOPES = {
  room: "the room's; its sid is 0",
  own: "a participant's own",
} as const satisfies WordsFor<typeof StateScope>;

const VOICE_TARGETS = {
  near: "who stands near",
  room: "the whole room",
  group: "for a later version",
  whisper: "the participant whose sid follows `seq`",
} as const satisfies WordsFor<typeof VoiceTarget>;

const LOCOMOTIONS = {
  idle: "stands",
  walk: "walks",
  run: "runs",
  jump: "on the way up",
  fall: "on the way down",
  sit: "sits",
  crouch: "crouches",
  fly: "flies",
  swim: "swims",
  climb: "climbs",
} as const satisfies WordsFor<typeof Locomotion>;

/** A table of one family of numbers. */
function numbers<Codes extends Readonly<Record<string, number>>>(
  columns: readonly [string, string, string],
  codes: Codes,
  words: WordsFor<Codes>,
): () => string {
  return () =>
    markdownTable([
      columns,
      ...Object.entries(codes).map(([name, code]) => [`${code}`, name, words[name as keyof Codes]]),
    ]);
}

function byes(): string {
  const rows = Object.entries(ByeReason).map(([name, code]) => {
    const [what, disconnect, todo] = BYES[name as keyof typeof ByeReason];
    return [`${code}`, name, what, hex(disconnect), todo];
  });
  return markdownTable([["reason", "name", "what has happened", "DISCONNECT", "what to do"], ...rows]);
}

export const CODE_PARTS = {
  refusals,
  notices: numbers(["code", "notice", "what had no effect"], NoticeCode, NOTICES),
  byes,
  locomotion: numbers(["low nibble", "locomotion", "the avatar"], Locomotion, LOCOMOTIONS),
  "claim-modes": numbers(["mode", "name", "the item is"], ClaimMode, CLAIM_MODES),
  "owner-causes": numbers(["cause", "name", "why the owner is another"], OwnerCause, CAUSES),
  "deny-reasons": numbers(["reason", "name", "why not"], DenyReason, DENIALS),
  "state-scopes": numbers(["scope", "name", "whose key"], StateScope, STATE_SCOPES),
  "state-types": numbers(["type", "name", "the value's bytes"], StateType, STATE_TYPES),
  "voice-targets": numbers(["target", "name", "who is meant"], VoiceTarget, VOICE_TARGETS),
} as const;
