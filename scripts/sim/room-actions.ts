// What clients do in a room: move, speak, write, gesture, handle items, set keys, keep order. An extended client says it in sections, a
// plain one on topics; either way under a number that is found again in whatever comes of it.

import { rankOf } from "../../room/state/permissions.ts";
import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import { Capability } from "../../shared/protocol/ext/hello.ts";
import { encodeItem, type ItemBlock } from "../../shared/protocol/ext/item.ts";
import { ClaimMode } from "../../shared/protocol/ext/item-owner.ts";
import { encodePose, type Pose } from "../../shared/protocol/ext/pose.ts";
import type { Joint, Vec3 } from "../../shared/protocol/ext/quantize.ts";
import type { UpSection } from "../../shared/protocol/ext/registry.ts";
import { ANY_VERSION, StateScope, StateType } from "../../shared/protocol/ext/state-kv.ts";
import { encodeVoice, VoiceTarget } from "../../shared/protocol/ext/voice.ts";
import type { QoS } from "../../shared/protocol/packet.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { Client } from "./client.ts";
import type { Action, Actions } from "./pubsub-actions.ts";
import { tagToBytes, tagToHeightM, tagToText, type Utterance, type UtteranceKind } from "./utterance.ts";
import type { View } from "./view.ts";
import type { World } from "./world.ts";

const HALF_SIZE_M = 20;
const KEYS = ["door", "light", "score"] as const;
const APP_ID = 128;
const JSON_BYTES = (value: unknown): Uint8Array => encodeUtf8(JSON.stringify(value));

type Saying = {
  readonly kind: UtteranceKind;
  readonly more?: Partial<Pick<Utterance, "item" | "whisperTo" | "state">>;
  section(tag: number): UpSection;
  topic(tag: number): { readonly rest: string; readonly payload: Uint8Array };
};

/** What was not granted is passed over, and so never surely taken. SPEC [NEG-3] */
const NOT_TAKEN = Number.POSITIVE_INFINITY;
const NEEDED: Readonly<Partial<Record<UtteranceKind, number>>> = {
  emote: Capability.events,
  app: Capability.events,
  voice: Capability.voice,
  item: Capability.items,
  spawn: Capability.items,
  state: Capability.state,
};

function isGranted(view: View | null, kind: UtteranceKind): boolean {
  const needed = NEEDED[kind] ?? 0;
  return view === null || (view.capabilities & needed) === needed;
}

/** Says something in its speaker's own tongue. */
function say(world: World, client: Client, chance: Chance, saying: Saying): string | null {
  const { conversation, persona } = client;
  if (conversation?.state !== "open" || world.utterances.isFull) return null;
  if (persona.extension !== "none" && conversation.view === null) return null;
  const utterance = world.utterances.add({
    kind: saying.kind,
    room: persona.room,
    user: persona.user ?? "",
    conversationId: conversation.id,
    countBefore: isGranted(conversation.view, saying.kind) ? conversation.count(saying.kind) : NOT_TAKEN,
    ...saying.more,
  });
  if (conversation.view !== null) conversation.frame([saying.section(utterance.tag)], [utterance]);
  else {
    const { rest, payload } = saying.topic(utterance.tag);
    publishTo(client, chance, rest, payload, [utterance]);
  }
  return `${saying.kind} ${utterance.tag}`;
}

function publishTo(
  client: Client,
  chance: Chance,
  rest: string,
  payload: Uint8Array,
  utterances: readonly Utterance[],
): void {
  const topicName = `r/${client.persona.room}/${rest}`;
  client.publish(
    { topicName, payload, qos: chance.below(3) as QoS, retain: false, properties: {} },
    utterances,
  );
}

function drawPosition(chance: Chance, tag: number): Vec3 {
  const coordinate = () => chance.between(-HALF_SIZE_M * 8, HALF_SIZE_M * 8) / 8;
  return [coordinate(), tagToHeightM(tag), coordinate()];
}

function roomClockMs(world: World, client: Client): number {
  return (world.time.nowMs - (world.said.openedAtMs.get(client.persona.room) ?? 0)) & 0xffff;
}

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
    topic: (tag) => ({ rest: "emote/me", payload: JSON_BYTES({ emote: tag }) }),
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

// ── items ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────

type Known = { readonly id: number; readonly epoch: number; readonly owner: number };

/** The items a client knows of, as it sees them. */
function itemsOf({ conversation, plain, persona }: Client): Known[] {
  if (conversation?.view != null)
    return [...conversation.view.items].map(([id, { epoch, owner }]) => ({ id, epoch, owner }));
  const prefix = `r/${persona.room}/item/`;
  return [...plain.topics].flatMap(([topic, text]) => {
    if (!topic.startsWith(prefix) || !topic.endsWith("/owner")) return [];
    const { owner, epoch } = JSON.parse(text) as { readonly owner: number | null; readonly epoch: number };
    return [{ id: Number(topic.slice(prefix.length).split("/")[0]), epoch, owner: owner ?? 0 }];
  });
}

function drawItem(client: Client, chance: Chance, isMine: boolean): Known | null {
  const sid = client.conversation?.sid ?? -1;
  const items = itemsOf(client).filter(({ owner }) => !isMine || owner === sid);
  return items[chance.below(Math.max(1, items.length))] ?? null;
}

function blockOf(
  world: World,
  client: Client,
  chance: Chance,
  { id, epoch }: Known,
  tag: number,
): Uint8Array {
  const made: ItemBlock = {
    item: id,
    epoch,
    tMs: roomClockMs(world, client),
    position: drawPosition(chance, tag),
    rotation: [0, 0, 0, 1],
    sleeping: chance.percent(10),
    teleport: false,
    ...(chance.percent(20) ? { velocity: [1, 0, 0] as const } : {}),
  };
  return encodeItem(made);
}

const spawn: Action = (world, client, chance) => {
  if (rankOf(client.persona.role) < rankOf("member")) return null;
  const made = (tag: number) => ({
    kind: "ball",
    data: { tag },
    position: [chance.between(-9, 9), 0, 0] as [number, number, number],
    rotation: [0, 0, 0, 1] as [number, number, number, number],
  });
  return say(world, client, chance, {
    kind: "spawn",
    section: (tag) => ({ kind: "itemSpawn", message: made(tag) }),
    topic: (tag) => ({ rest: "item/new", payload: JSON_BYTES(made(tag)) }),
  });
};

const claim: Action = (_world, client, chance) => {
  const { conversation } = client;
  const item = drawItem(client, chance, false);
  if (conversation?.state !== "open" || item === null) return null;
  const mode = chance.percent(60) ? ClaimMode.hold : ClaimMode.physics;
  const seenEpoch = client.knownEpochs.get(item.id) ?? item.epoch;
  client.knownEpochs.delete(item.id);
  if (conversation.view !== null)
    conversation.frame([
      { kind: "itemClaim", message: { item: item.id, seenEpoch, reqId: chance.below(256), mode } },
    ]);
  else {
    const wanted = mode === ClaimMode.hold ? {} : { mode: "physics" };
    publishTo(
      client,
      chance,
      `item/${item.id}/claim`,
      chance.percent(50) ? JSON_BYTES(wanted) : new Uint8Array(0),
      [],
    );
  }
  return `claims item ${item.id} in epoch ${seenEpoch}, mode ${mode}`;
};

const move: Action = (world, client, chance) => {
  // Mostly what is its own; what is not shows that a stranger moves nothing.
  const item = drawItem(client, chance, chance.percent(85));
  if (item === null) return null;
  return say(world, client, chance, {
    kind: "item",
    more: { item: { id: item.id, epoch: item.epoch } },
    section: (tag) => ({ kind: "item", message: blockOf(world, client, chance, item, tag) }),
    topic: (tag) => ({ rest: `item/${item.id}`, payload: blockOf(world, client, chance, item, tag) }),
  });
};

const release: Action = (world, client, chance) => {
  const item = drawItem(client, chance, true);
  if (item === null) return null;
  return say(world, client, chance, {
    kind: "item",
    more: { item: { id: item.id, epoch: item.epoch } },
    section: (tag) => ({ kind: "itemRelease", message: blockOf(world, client, chance, item, tag) }),
    topic: (tag) => ({ rest: `item/${item.id}/release`, payload: blockOf(world, client, chance, item, tag) }),
  });
};

const despawn: Action = (_world, client, chance) => {
  const item = drawItem(client, chance, false);
  const { conversation } = client;
  if (conversation?.state !== "open" || item === null) return null;
  if (conversation.view !== null) conversation.frame([{ kind: "itemDespawn", message: { item: item.id } }]);
  else publishTo(client, chance, `item/${item.id}`, new Uint8Array(0), []);
  return `takes item ${item.id} away`;
};

// ── order, and oneself ────────────────────────────────────────────────────────────────────────────────────────────────────

const me: Action = (_world, client, chance) => {
  const { conversation } = client;
  if (conversation?.state !== "open") return null;
  const message = chance.percent(50) ? { away: chance.percent(50) } : { muted: chance.percent(30) };
  if (conversation.view !== null) conversation.frame([{ kind: "me", message }]);
  else publishTo(client, chance, "presence/me", JSON_BYTES(message), []);
  return `ME ${JSON.stringify(message)}`;
};

const OPS = ["block", "block", "block", "unblock", "unblock", "mute", "unmute", "kick"] as const;

const mod: Action = (world, client, chance) => {
  const { conversation, persona } = client;
  if (conversation?.state !== "open") return null;
  const others = world.clients.filter(
    (one) => one.persona.room === persona.room && one.persona.user !== persona.user,
  );
  const target = others[chance.below(Math.max(1, others.length))]?.persona.user;
  if (target == null) return null;
  const op =
    rankOf(persona.role) >= rankOf("staff") ? chance.one(OPS) : chance.one(["block", "block", "unblock"]);
  const message = { op, target, reason: "" } as Extract<UpSection, { kind: "mod" }>["message"];
  if (conversation.view !== null) conversation.frame([{ kind: "mod", message }]);
  else publishTo(client, chance, "mod/me", JSON_BYTES({ op, target }), []);
  return `${op} ${target}`;
};

const askTime: Action = (_world, client, chance) => {
  const { conversation } = client;
  if (conversation?.state !== "open" || conversation.view === null) return null;
  const cookie = chance.word();
  conversation.frame([{ kind: "ping", message: { cookie } }], [], { type: "pong", id: cookie, served: null });
  return "asks the time";
};

/** Wishes for less, now and then for no poses at all. */
const interest: Action = (_world, client, chance) => {
  const { conversation } = client;
  const view = conversation?.view ?? null;
  if (conversation?.state !== "open" || view === null || (view.capabilities & Capability.interest) === 0)
    return null;
  const maxPoseHz = chance.one([0, 2, 10, 20, 60]);
  const message = { maxPoseHz, fullCount: chance.below(31), voiceK: chance.below(9), flags: 0 };
  // Which of its wishes the host has when lines break, only the host knows.
  if (maxPoseHz === 0) view.wantsPoses = false;
  conversation.frame([{ kind: "interest", message }]);
  return `wishes for ${maxPoseHz} poses a second`;
};

/** What the room is to refuse, and live on. */
const nonsense: Action = (_world, client, chance) => {
  const { conversation } = client;
  if (conversation?.state !== "open") return null;
  const rest = chance.one(["pose/me", "voice/me", "emote/me", "item/1", "nowhere", "item/9/claim", "mod/me"]);
  publishTo(client, chance, rest, new Uint8Array(chance.between(1, 20)).fill(0xff), []);
  return `nonsense to ${rest}`;
};

export const MOVING: Actions = [[24, pose]];
export const TALKING: Actions = [
  [8, chat],
  [5, emote],
  [4, app],
  [14, voice],
  [3, me],
];
export const HANDLING: Actions = [
  [6, spawn],
  [10, claim],
  [14, move],
  [5, release],
  [1, despawn],
];
export const KEEPING: Actions = [[8, setState]];
export const MODERATING: Actions = [[6, mod]];
export const ODDS_AND_ENDS: Actions = [
  [4, askTime],
  [2, interest],
  [2, nonsense],
];
