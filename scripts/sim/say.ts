// Saying something in a room: an extended client in sections, a plain one on topics; either way under a number that is found again in
// whatever comes of it.

import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import { Capability } from "../../shared/protocol/ext/hello.ts";
import type { Vec3 } from "../../shared/protocol/ext/quantize.ts";
import type { UpSection } from "../../shared/protocol/ext/registry.ts";
import type { QoS } from "../../shared/protocol/packet.ts";
import type { Chance } from "../fuzz/chance.ts";
import type { Client } from "./client.ts";
import { tagToHeightM, type Utterance, type UtteranceKind } from "./utterance.ts";
import type { View } from "./view.ts";
import type { World } from "./world.ts";

const HALF_SIZE_M = 20;
/** One thing to say, in both tongues. */
export type Saying = {
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
export function say(world: World, client: Client, chance: Chance, saying: Saying): string | null {
  const { conversation, persona } = client;
  if (conversation?.state !== "open" || world.utterances.isFull) return null;
  if (persona.extension !== "none" && conversation.view === null) return null;
  const utterance = world.utterances.add({
    kind: saying.kind,
    room: persona.room,
    user: client.user,
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

/** Publishes to a topic of the client's room, at any QoS. */
export function publishTo(
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

/** Somewhere in the room, at the height that is a number. */
export function drawPosition(chance: Chance, tag: number): Vec3 {
  const coordinate = () => chance.between(-HALF_SIZE_M * 8, HALF_SIZE_M * 8) / 8;
  return [coordinate(), tagToHeightM(tag), coordinate()];
}

/** The room's clock as a client has it that has asked. */
export function roomClockMs(world: World, client: Client): number {
  return (world.time.nowMs - (world.said.openedAtMs.get(client.persona.room) ?? 0)) & 0xffff;
}

export const jsonBytes = (value: unknown): Uint8Array => encodeUtf8(JSON.stringify(value));
