// The room as an extended client sees it: sections taken up one by one, each held against what was seen before it. What all such
// clients see has to be the same in the end.

import type { ChatDown } from "../../shared/protocol/ext/chat.ts";
import { Capability } from "../../shared/protocol/ext/hello.ts";
import { decodeItem, itemEpoch, itemIdOf } from "../../shared/protocol/ext/item.ts";
import type { SpawnedItem } from "../../shared/protocol/ext/item-owner.ts";
import { decodePose, PoseFlag } from "../../shared/protocol/ext/pose.ts";
import type { Member } from "../../shared/protocol/ext/presence.ts";
import type { DownSection } from "../../shared/protocol/ext/registry.ts";
import { plainState, type State } from "../../shared/protocol/ext/state-kv.ts";
import { decodeVoice } from "../../shared/protocol/ext/voice.ts";
import { giftNumber } from "./gift-actions.ts";
import type { Hearing } from "./hearing.ts";
import { bytesToTag, heightToTag, textToTag } from "./utterance.ts";

export type SeenItem = {
  readonly what: string;
  owner: number;
  mode: number;
  epoch: number;
  block: Uint8Array | null;
};
export type SeenState = { readonly version: number; readonly text: string };
/** When the host wrote what is being read. */
export type Written = { readonly order: number; readonly atMs: number };

const NEEDED: Readonly<Partial<Record<DownSection["kind"], number>>> = {
  voices: Capability.voice,
  items: Capability.items,
  itemOwner: Capability.items,
  itemDeny: Capability.items,
  itemSpawn: Capability.items,
  itemDespawn: Capability.items,
  state: Capability.state,
  emotes: Capability.events,
  app: Capability.events,
};
const signed16 = (difference: number): number => (difference << 16) >> 16;
const MODE = { hold: 0, physics: 1 } as const;

export class View {
  readonly sid: number;
  readonly capabilities: number;
  readonly members = new Map<number, Member>();
  readonly items = new Map<number, SeenItem>();
  readonly states = new Map<string, SeenState>();
  /** Of each participant the number of its newest pose. */
  readonly poses = new Map<number, number>();
  /** Whether it has never asked to be spared all poses. */
  wantsPoses = true;
  /** Since when the host has told that somebody's voice is not passed on, by their own wish or another's. */
  readonly #mutedSince = new Map<number, number>();
  readonly #silencedSince = new Map<number, number>();
  readonly hearing: Hearing;
  #isWelcomed = false;
  #hasRoom = false;
  /** What its client has sent on this connection. */
  #kindsSent: ReadonlySet<string>;
  /** How often each reason was told on this connection. */
  readonly #noticesTold = new Map<number, number>();
  #lastGift = 0;

  constructor(
    grant: { readonly sid: number; readonly capabilities: number },
    hearing: Hearing,
    kindsSent: ReadonlySet<string>,
  ) {
    this.sid = grant.sid;
    this.capabilities = grant.capabilities;
    this.hearing = hearing;
    this.#kindsSent = kindsSent;
  }

  /** Another connection goes on from here. What is told once per connection may be told anew. */
  resume(kindsSent: ReadonlySet<string>): void {
    this.#kindsSent = kindsSent;
    this.#noticesTold.clear();
  }

  /** Takes up one section. PONG is not for here: it answers, and tells nothing of the room. */
  take(section: DownSection, written: Written): void {
    const needed = NEEDED[section.kind] ?? 0;
    if ((this.capabilities & needed) !== needed)
      return this.hearing.broken("granted", `${section.kind} without the capability ${needed}`);
    switch (section.kind) {
      case "pong":
      case "bye":
      case "mod":
      case "itemDeny":
        return;
      case "notice": {
        const { code } = section.message;
        const told = (this.#noticesTold.get(code) ?? 0) + 1;
        this.#noticesTold.set(code, told);
        if (told > this.#kindsSent.size)
          this.hearing.broken("notice", `code ${code} was told ${told} times, for fewer kinds of messages`);
        return;
      }
      case "room":
        if (this.#hasRoom) this.hearing.broken("welcome", "ROOM came twice");
        this.#hasRoom = true;
        return;
      case "presence":
        return this.#presence(section.message, written);
    }
    if (!this.#isWelcomed)
      return this.hearing.broken("welcome", `${section.kind} came before everybody's presence`);
    switch (section.kind) {
      case "poses":
        for (const entry of section.message.entries) this.#pose(entry.sid, entry.block, written);
        return;
      case "voices":
        for (const { sid, block } of section.message) {
          this.#member(sid, "voice");
          if ((this.#silencedSince.get(sid) ?? written.order) < written.order)
            this.hearing.broken(
              "mute",
              `voice of ${sid} was written after it was told that they are silenced`,
            );
          this.hearing.notSaidAfter(bytesToTag(decodeVoice(block).opus), this.#mutedSince.get(sid));
          this.hearing.voice(bytesToTag(decodeVoice(block).opus), sid, written.order, written.atMs, this.sid);
        }
        return;
      case "chat":
        if (this.hearing.isWill(Number(section.message.text))) return this.#chat(section.message, written);
        this.#member(section.message.from, "chat");
        if (this.members.get(section.message.from)?.user !== section.message.user)
          this.hearing.broken(
            "forged",
            `chat of ${section.message.from} under the user ${section.message.user}`,
          );
        return this.#chat(section.message, written);
      case "gift": {
        const number = giftNumber(section.message.id);
        if (number <= this.#lastGift)
          this.hearing.broken("gift", `gift ${number} came after gift ${this.#lastGift}`);
        this.#lastGift = number;
        return;
      }
      case "emotes":
        for (const { sid, emote } of section.message) this.hearing.event("emote", emote, sid, written.order);
        return;
      case "app":
        return this.hearing.event(
          "app",
          bytesToTag(section.message.payload),
          section.message.sid,
          written.order,
        );
      case "state":
        return this.#state(section.message, written);
      case "itemSpawn":
        for (const item of section.message.items) this.#spawn(item);
        return;
      case "itemDespawn":
        if (!this.items.delete(section.message.item))
          this.hearing.broken("item.unknown", `item ${section.message.item} went that never was`);
        return;
      case "itemOwner":
        return this.#owner(section.message);
      case "items":
        for (const block of section.message.blocks) this.#item(block, written);
        return;
    }
  }

  #presence(message: Extract<DownSection, { kind: "presence" }>["message"], { order }: Written): void {
    if (!this.#hasRoom) this.hearing.broken("welcome", "PRESENCE came before ROOM");
    if (message.op === "leave") {
      for (const sid of message.sids) this.#left(sid);
      return;
    }
    for (const member of message.members) {
      const isKnown = this.members.has(member.sid);
      if (isKnown !== (message.op === "update"))
        this.hearing.broken(
          "presence",
          `${message.op} of ${member.sid}, which was ${isKnown ? "" : "not "}here`,
        );
      this.members.set(member.sid, member);
      since(this.#mutedSince, member.sid, member.muted, order);
      since(this.#silencedSince, member.sid, member.silenced, order);
    }
    if (message.op !== "snapshot") return;
    if (this.#isWelcomed) this.hearing.broken("welcome", "a second snapshot");
    this.#isWelcomed = true;
    if (!this.members.has(this.sid)) this.hearing.broken("presence", "the snapshot lacks the joiner");
  }

  #chat({ text, from }: ChatDown, { order }: Written): void {
    this.hearing.event("chat", Number(text), from, order);
  }

  #left(sid: number): void {
    if (!this.members.delete(sid)) this.hearing.broken("presence", `${sid} left who was not here`);
    this.poses.delete(sid);
    for (const key of [...this.states.keys()]) if (key.startsWith(`${sid}/`)) this.states.delete(key);
    for (const [id, { owner }] of this.items)
      if (owner === sid) this.hearing.broken("item.owner", `item ${id} is still ${sid}'s, who left`);
  }

  #member(sid: number, what: string): void {
    if (!this.members.has(sid)) this.hearing.broken("presence", `${what} of ${sid}, who is not here`);
  }

  #pose(sid: number, block: Uint8Array, { order }: Written): void {
    this.#member(sid, "a pose");
    const flags = block[0] ?? 0;
    const mode = flags & PoseFlag.modeMask;
    const isGranted =
      (mode < 1 || (this.capabilities & (mode === 1 ? Capability.pose3 : Capability.pose6)) !== 0) &&
      ((flags & (PoseFlag.face | PoseFlag.fingers)) === 0 || (this.capabilities & Capability.face) !== 0);
    if (!isGranted) this.hearing.broken("granted", `a pose with flags ${flags}`);
    const tag = heightToTag(decodePose(block).position[1]);
    this.hearing.pose(tag, sid, order);
    this.poses.set(sid, tag);
  }

  #state({ sid, key, version, value }: State, { order }: Written): void {
    const name = `${sid}/${key}`;
    if (sid !== 0) this.#member(sid, "a key");
    const before = this.states.get(name);
    if (version < (before?.version ?? 0) && version !== 0)
      this.hearing.broken("state.version", `${name} went from version ${before?.version} to ${version}`);
    const text = Buffer.from(plainState(value)).toString("latin1");
    if (version > 0) this.hearing.version(name, version, text);
    if (version === before?.version && text !== before.text)
      this.hearing.broken("state.version", `${name} has two values in version ${version}`);
    if (value.bytes.length === 0) this.states.delete(name);
    else this.states.set(name, { version, text });
    const tag = textToTag(plainState(value));
    if (tag === -1) return;
    this.hearing.standing("state", tag, this.#sidOfState(tag, sid), order);
  }

  /** The room's keys do not say whose word they are: whoever said it is right. */
  #sidOfState(tag: number, sid: number): number {
    return sid === 0 ? this.hearing.sidOf(tag) : sid;
  }

  #spawn({ item, kind, data, by, owner, mode, epoch }: SpawnedItem): void {
    if (this.items.has(item)) this.hearing.broken("item.unknown", `item ${item} was made twice`);
    this.items.set(item, {
      what: JSON.stringify([kind, data, by]),
      owner: owner ?? 0,
      mode: mode === null ? 0 : MODE[mode],
      epoch,
      block: null,
    });
    this.hearing.owner(item, epoch, owner ?? 0);
  }

  #owner({ item: id, owner, epoch, mode }: Extract<DownSection, { kind: "itemOwner" }>["message"]): void {
    const item = this.items.get(id);
    if (item === undefined) return this.hearing.broken("item.unknown", `OWNER of ${id}, which is not here`);
    if (owner !== 0) this.#member(owner, "an item");
    const step = signed16(epoch - item.epoch);
    // Who claims what it has already is told so once more.
    const isKept = step === 0 && owner === this.sid && owner === item.owner && mode === item.mode;
    if (step <= 0 && !isKept)
      this.hearing.broken("item.epoch", `item ${id} went from epoch ${item.epoch} to ${epoch}`);
    this.hearing.owner(id, epoch, owner);
    item.owner = owner;
    item.mode = mode;
    item.epoch = epoch;
  }

  #item(block: Uint8Array, { order }: Written): void {
    const [id, epoch] = [itemIdOf(block), itemEpoch(block)];
    const item = this.items.get(id);
    if (item === undefined) return this.hearing.broken("item.unknown", `a block of ${id}, which is not here`);
    if (epoch !== item.epoch)
      this.hearing.broken("item.epoch", `a block of item ${id} in epoch ${epoch} instead of ${item.epoch}`);
    item.block = block;
    // What the room itself has put somewhere is nobody's word.
    const { teleport, position } = decodeItem(block);
    if (!teleport) this.hearing.item(id, epoch, heightToTag(position[1]), order);
  }
}

/** Notes since when something is so; the first time counts. */
function since(times: Map<number, number>, sid: number, isSo: boolean, order: number): void {
  if (!isSo) times.delete(sid);
  else if (!times.has(sid)) times.set(sid, order);
}
