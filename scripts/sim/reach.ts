// Who ought to hear what happens once in a room: by section, by topic, or when they come back. Asked at the moment it comes to the
// host, and again, in the end, whether they are still there to have heard it.

import { Capability } from "../../shared/protocol/ext/hello.ts";
import { topicMatches } from "../../shared/protocol/topic.ts";
import type { Client } from "./client.ts";
import type { Conversation } from "./conversation.ts";
import { requestIdOf } from "./doors.ts";
import type { ModelSession } from "./model-session.ts";
import type { Persona } from "./persona.ts";
import type { Said } from "./said.ts";
import type { Eligible, Utterance } from "./utterance.ts";

/** By what an utterance reaches people. */
type Told = { readonly name: string; readonly capability: number };

export class Reach {
  readonly #said: Said;
  readonly #sessions: ReadonlyMap<string, ModelSession>;
  readonly #conversations: ReadonlyMap<string, Conversation>;
  readonly #clientOf: (sessionKey: string) => Client | undefined;

  constructor(of: {
    readonly said: Said;
    readonly sessions: ReadonlyMap<string, ModelSession>;
    /** By request id. */
    readonly conversations: ReadonlyMap<string, Conversation>;
    readonly clientOf: (sessionKey: string) => Client | undefined;
  }) {
    this.#said = of.said;
    this.#sessions = of.sessions;
    this.#conversations = of.conversations;
    this.#clientOf = of.clientOf;
  }

  /** Everybody who ought to hear it, if anybody does; nobody for what does not reach all. */
  eligible(utterance: Utterance): Eligible[] {
    const told = toldOf(utterance);
    return told === null ? [] : [...this.#seers(utterance, told), ...this.#listeners(utterance, told)];
  }

  /** Whether whoever was to hear something is still there to have heard it. */
  isStillThere({ session: of, lineId }: Eligible): boolean {
    if (of === null) return this.#last(lineId)?.isLost === false;
    const session = this.#sessions.get(of.key);
    if (session?.id !== of.id || session.isUnsure || session.line === null) return false;
    return lineId === null || session.line.id === lineId;
  }

  /** Under which somebody counts as one who heard. */
  hearerOf({ session, lineId }: Eligible): string {
    return session?.key ?? this.#of(lineId)?.hearing.key ?? "";
  }

  /** The connection that goes on with what one began. */
  #last(lineId: number | null): Conversation | null {
    let last = this.#of(lineId);
    while (last?.continuedBy != null) last = last.continuedBy;
    return last;
  }

  #of(lineId: number | null): Conversation | null {
    return lineId === null ? null : (this.#conversations.get(requestIdOf(lineId)) ?? null);
  }

  *#seers(utterance: Utterance, { capability }: Told): Generator<Eligible> {
    for (const conversation of this.#conversations.values()) {
      const { client, id, isExtended, isLost, model } = conversation;
      const { capabilities } = client.persona;
      // Whoever is waited for hears of it when it comes back, if it does. SPEC [RESUME-5]
      if (isLost && client.place?.conversation !== conversation) continue;
      if (model === null || !isExtended || (capabilities & capability) !== capability) continue;
      if (this.#mayReach(utterance, client.persona, conversation.user)) yield { session: null, lineId: id };
    }
  }

  *#listeners(utterance: Utterance, { name }: Told): Generator<Eligible> {
    for (const { key, id, subscriptions, line, isUnsure } of this.#sessions.values()) {
      const persona = this.#clientOf(key)?.persona;
      if (persona === undefined || isUnsure || persona.extension !== "none") continue;
      // On an open host, who is away is nobody.
      const user = persona.user ?? (line === null ? undefined : this.#of(line.id)?.user);
      if (user === undefined || !this.#mayReach(utterance, persona, user)) continue;
      const isOwn = line?.id === utterance.conversationId;
      const matching = [...subscriptions.values()].filter(
        (one) => topicMatches(one.topicFilter, name) && !(isOwn && one.noLocal),
      );
      if (matching.some((one) => one.qos > 0)) yield { session: { key, id }, lineId: null };
      else if (matching.length > 0 && line !== null) yield { session: { key, id }, lineId: line.id };
    }
  }

  #mayReach({ room, user, order }: Utterance, hearer: Persona, hearerUser: string): boolean {
    if (hearer.room !== room || hearer.packetMaxBytes !== null) return false;
    return !this.#said.isApart(room, user, hearerUser, order ?? 0, order ?? 0);
  }
}

/** The topic of what happens once and reaches everybody, and the capability its section takes; null for anything else. */
function toldOf({ kind, room, sids }: Utterance): Told | null {
  const [sid = 0] = sids;
  switch (kind) {
    case "chat":
      return { name: `r/${room}/chat`, capability: 0 };
    case "emote":
      return { name: `r/${room}/emote/${sid}`, capability: Capability.events };
    case "app":
      return { name: `r/${room}/app/128/${sid}`, capability: Capability.events };
    default:
      return null;
  }
}
