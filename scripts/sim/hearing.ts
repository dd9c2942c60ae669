// What one client hears, held against who said it: from whom, to whom, in which order, and whether it may hear it at all. The same
// for sections and for topics; what is particular to either is view.ts's and plain-view.ts's.

import { StateScope } from "../../shared/protocol/ext/state-kv.ts";
import type { Said } from "./said.ts";
import type { Utterance, UtteranceKind, Utterances } from "./utterance.ts";

/** Owners by room, item and epoch, as anybody was told them: there is one. */
export type Owners = Map<string, number>;

/** Of each room every version anybody was told of: of which key, and its value as text. */
export type Versions = Map<string, Map<number, { readonly name: string; readonly text: string }>>;

export type HearingDeps = {
  readonly said: Said;
  readonly utterances: Utterances;
  readonly owners: Owners;
  readonly versions: Versions;
  nowMs(): number;
  broken(invariant: string, message: string): void;
};

export type Hearer = {
  /** Under which it counts as somebody who heard. */
  readonly key: string;
  readonly room: string;
  /** Who it is by now. */
  readonly user: () => string;
  /** Whether QoS 1 may be held up, or comes again after a while away: then order says nothing. */
  readonly isOrdered: boolean;
};

const VOICE_AGE_MAX_MS = 200;
/** The host flushes voice so often, after its last look at how old it is. */
const VOICE_SLACK_MS = 15;

export class Hearing {
  readonly #deps: HearingDeps;
  readonly #hearer: Hearer;
  #lastEventOrder = 0;
  /** The newest pose, and the newest frame of voice, of each participant; the newest block of each item and epoch. */
  readonly #newest = new Map<string, number>();

  constructor(deps: HearingDeps, hearer: Hearer) {
    this.#deps = deps;
    this.#hearer = hearer;
  }

  get key(): string {
    return this.#hearer.key;
  }

  broken(invariant: string, message: string): void {
    this.#deps.broken(invariant, `${this.#hearer.key}: ${message}`);
  }

  /** Something that happens once: chat, a gesture, a message, a new value. `writtenOrder` is when the host wrote it. */
  event(kind: UtteranceKind, tag: number, sid: number, writtenOrder: number, isRepeated = false): void {
    const utterance = this.#known(kind, tag, sid);
    if (utterance === null) return;
    const { order } = utterance;
    this.#mayHear(utterance, writtenOrder);
    const isAgain = isRepeated || utterance.isRepeated;
    if (utterance.heardBy.has(this.#hearer.key) && !isAgain)
      this.broken("twice", `${kind} ${tag} came a second time`);
    utterance.heardBy.add(this.#hearer.key);
    if (utterance.isFloating || isAgain || order === null) return;
    if (this.#hearer.isOrdered && order < this.#lastEventOrder)
      this.broken("order", `${kind} ${tag} came after something newer`);
    this.#lastEventOrder = Math.max(this.#lastEventOrder, order);
  }

  /** A value told again as it stands, to who joins or asked for too much: it may be old, but not somebody's it must not see. */
  standing(kind: UtteranceKind, tag: number, sid: number, writtenOrder: number): void {
    const utterance = this.#known(kind, tag, sid);
    if (utterance === null) return;
    // Keys of the room are the room's, whoever set them. SPEC [BLOCK-2], [APP-2]
    if (utterance.state?.scope === StateScope.own) this.#mayHear(utterance, writtenOrder);
    utterance.heardBy.add(this.#hearer.key);
  }

  /** Whether somebody may speak who is no member any more: a will is the last word of who left. */
  isWill(tag: number): boolean {
    return this.#deps.utterances.find(tag)?.isFloating === true;
  }

  /** Where somebody is; never older after newer. */
  pose(tag: number, sid: number, writtenOrder: number): void {
    const utterance = this.#known("pose", tag, sid);
    if (utterance === null) return;
    this.#mayHear(utterance, writtenOrder);
    this.#newer(`pose ${sid}`, tag, 0);
  }

  voice(tag: number, sid: number, writtenOrder: number, writtenAtMs: number, ownSid: number): void {
    const utterance = this.#known("voice", tag, sid);
    if (utterance === null) return;
    const { user, whisperTo } = utterance;
    this.#mayHear(utterance, writtenOrder);
    if (this.#wasSilenced(utterance, writtenOrder))
      this.broken("mute", `voice ${tag} of ${user}, who was muted`);
    if (sid === ownSid) this.broken("echo", `heard its own voice, frame ${tag}`);
    if (whisperTo !== undefined && whisperTo !== ownSid)
      this.broken("whisper", `frame ${tag} was whispered to ${whisperTo}`);
    const ageMs = writtenAtMs - utterance.arrivedAtMs;
    if (ageMs > VOICE_AGE_MAX_MS + VOICE_SLACK_MS)
      this.broken("voice.stale", `frame ${tag} was written ${ageMs} ms after it came`);
    this.#newer(`voice ${sid}${whisperTo === undefined ? "" : " whispered"}`, tag, 1);
  }

  /** Where an item is, in an epoch: who says it must own it then. */
  item(id: number, epoch: number, tag: number, writtenOrder: number): void {
    const utterance = this.#deps.utterances.find(tag);
    if (utterance === null || utterance.order === null || utterance.item?.id !== id)
      return this.broken("forged", `item ${id} at the height of ${tag}, which nobody said of it`);
    const owner = this.#deps.owners.get(`${this.#hearer.room}/${id}/${utterance.item.epoch}`);
    if (owner !== undefined && !utterance.sids.includes(owner))
      this.broken(
        "item.owner",
        `item ${id} moved by ${utterance.sids} in epoch ${utterance.item.epoch}, ${owner}'s`,
      );
    if (epoch === utterance.item.epoch) this.#mayHear(utterance, writtenOrder);
    this.#newer(`item ${id} ${utterance.item.epoch}`, tag, 0);
  }

  /** Who owns an item in an epoch, as this one was told. */
  owner(id: number, epoch: number, owner: number): void {
    const key = `${this.#hearer.room}/${id}/${epoch}`;
    const known = this.#deps.owners.get(key);
    if (known !== undefined && known !== owner)
      this.broken("item.owner", `item ${id} is ${owner}'s in epoch ${epoch}, others were told ${known}`);
    this.#deps.owners.set(key, owner);
  }

  /** What a version is, as this one was told. */
  version(name: string, version: number, text: string): void {
    const { room } = this.#hearer;
    const versions = this.#deps.versions.get(room) ?? new Map<number, { name: string; text: string }>();
    this.#deps.versions.set(room, versions);
    const known = versions.get(version);
    if (known !== undefined && (known.name !== name || known.text !== text))
      this.broken(
        "state.version",
        `version ${version} is ${name} ${text}, others were told ${known.name} ${known.text}`,
      );
    versions.set(version, { name, text });
  }

  /** Somebody is muted, as the host has written by then: what came to it later is not passed on. SPEC [VOICE-2] */
  notSaidAfter(tag: number, mutedOrder: number | undefined): void {
    const order = this.#deps.utterances.find(tag)?.order ?? 0;
    if (mutedOrder !== undefined && order > mutedOrder && !this.#deps.utterances.find(tag)?.isRepeated)
      this.broken("mute", `voice ${tag} came to the host after it had told that its speaker is muted`);
  }

  /** The participant who said something; -1 for nobody. */
  sidOf(tag: number): number {
    return this.#deps.utterances.find(tag)?.sids[0] ?? -1;
  }

  #known(kind: UtteranceKind, tag: number, sid: number): Utterance | null {
    const utterance = this.#deps.utterances.find(tag);
    if (utterance !== null && utterance.kind === kind && utterance.order !== null) {
      if (utterance.room !== this.#hearer.room)
        this.broken("forged", `${kind} ${tag} was said in ${utterance.room}`);
      if (!utterance.sids.includes(sid))
        this.broken("forged", `${kind} ${tag} of ${utterance.sids} came as ${sid}'s`);
      return utterance;
    }
    this.broken("forged", `${kind} ${tag} of ${sid}, which nobody said`);
    return null;
  }

  #mayHear(utterance: Utterance, writtenOrder: number): void {
    const { tag, kind, room, user, order } = utterance;
    if (order === null) return;
    if (this.#deps.said.isApart(room, user, this.#hearer.user(), order, writtenOrder))
      this.broken("block", `${kind} ${tag} of ${user}, from whom ${this.#hearer.user()} is kept apart`);
    if (kind === "chat" && this.#wasSilenced(utterance, writtenOrder))
      this.broken("mute", `chat ${tag} of ${user}, who was muted`);
  }

  /** Whether its speaker was muted whenever it came to the host; of a will that waits, all the while. */
  #wasSilenced({ room, user, order, lastOrder, isFloating }: Utterance, writtenOrder: number): boolean {
    const { said } = this.#deps;
    if (order === null) return false;
    if (isFloating) return said.isSilenced(room, user, order, writtenOrder);
    return said.isSilenced(room, user, order, order) && said.isSilenced(room, user, lastOrder, lastOrder);
  }

  #newer(key: string, tag: number, least: number): void {
    const before = this.#newest.get(key);
    if (before !== undefined && tag - before < least)
      this.broken("newest", `${key}: ${tag} came after ${before}`);
    this.#newest.set(key, Math.max(tag, before ?? 0));
  }
}
