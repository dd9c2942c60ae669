// The room as a plain client sees it: topics. What is retained is kept by topic, as any such client would; the rest is held against
// who said it.

import { decodeItem, itemEpoch } from "../../shared/protocol/ext/item.ts";
import { decodePose } from "../../shared/protocol/ext/pose.ts";
import { decodeVoice } from "../../shared/protocol/ext/voice.ts";
import { parseRoomTopic } from "../../shared/protocol/room-topic.ts";
import { giftNumber } from "./gift-actions.ts";
import type { Hearing } from "./hearing.ts";
import { bytesToTag, heightToTag, textToTag } from "./utterance.ts";
import type { Written } from "./view.ts";

const signed16 = (difference: number): number => (difference << 16) >> 16;
const decoder = new TextDecoder();

export class PlainView {
  /** Every topic that was retained, with its newest payload as text; gone when it was cleared. */
  readonly topics = new Map<string, string>();
  readonly poses = new Map<number, number>();
  readonly #epochs = new Map<string, number>();
  #lastGift = 0;

  take(
    topicName: string,
    payload: Uint8Array,
    about: {
      readonly hearing: Hearing;
      readonly sid: number;
      readonly written: Written;
      /** Sent again after a while away, or held up by a small Receive Maximum: older may come after newer. */
      readonly isRepeated: boolean;
      readonly isOrdered: boolean;
    },
  ): void {
    const topic = parseRoomTopic(topicName);
    if (topic === null) return;
    const { hearing, written, isRepeated } = about;
    const sid = Number(topic.rest);
    switch (topic.kind) {
      case "pose": {
        const tag = heightToTag(decodePose(payload).position[1]);
        if (sid === about.sid) hearing.broken("echo", `heard its own pose ${tag}`);
        hearing.pose(tag, sid, written.order);
        this.poses.set(sid, tag);
        return;
      }
      case "voice":
        return hearing.voice(
          bytesToTag(decodeVoice(payload).opus),
          sid,
          written.order,
          written.atMs,
          about.sid,
        );
      case "chat": {
        const line = JSON.parse(decoder.decode(payload)) as { readonly text: string; readonly from: number };
        return hearing.event("chat", Number(line.text), line.from, written.order, isRepeated);
      }
      case "emote": {
        const { emote } = JSON.parse(decoder.decode(payload)) as { readonly emote: number };
        return hearing.event("emote", emote, sid, written.order, isRepeated);
      }
      case "app":
        return hearing.event("app", bytesToTag(payload), Number(topic.leaf), written.order, isRepeated);
      case "gift": {
        const { id } = JSON.parse(decoder.decode(payload)) as { readonly id: string };
        const number = giftNumber(id);
        if (isRepeated || !about.isOrdered) return;
        if (number <= this.#lastGift)
          hearing.broken("gift", `gift ${number} came after gift ${this.#lastGift}`);
        this.#lastGift = number;
        return;
      }
      case "mod":
        if (sid !== about.sid) hearing.broken("mod", `heard what was said of ${sid}`);
        return;
      case "state":
      case "own":
        this.#keep(topicName, payload);
        return this.#state(topic.kind === "own" ? sid : 0, payload, hearing, written);
      case "item":
        return this.#item(topicName, topic, payload, about);
      case "presence":
      case "room":
        return this.#keep(topicName, payload);
    }
  }

  #keep(topicName: string, payload: Uint8Array): void {
    if (payload.length === 0) this.topics.delete(topicName);
    else this.topics.set(topicName, Buffer.from(payload).toString("latin1"));
  }

  #state(sid: number, payload: Uint8Array, hearing: Hearing, { order }: Written): void {
    const tag = textToTag(payload);
    if (tag !== -1) hearing.standing("state", tag, sid === 0 ? hearing.sidOf(tag) : sid, order);
  }

  #item(
    topicName: string,
    { rest, leaf }: { readonly rest: string | null; readonly leaf: string | null },
    payload: Uint8Array,
    about: {
      readonly hearing: Hearing;
      readonly written: Written;
      readonly isRepeated: boolean;
      readonly isOrdered: boolean;
    },
  ): void {
    this.#keep(topicName, payload);
    const id = Number(rest);
    if (payload.length === 0 || about.isRepeated || !about.isOrdered) return;
    const { hearing, written } = about;
    if (leaf === "owner") {
      const { owner, epoch } = JSON.parse(decoder.decode(payload)) as { owner: number | null; epoch: number };
      this.#epoch(`owner ${id}`, epoch, hearing);
      return hearing.owner(id, epoch, owner ?? 0);
    }
    if (leaf !== null) return;
    const epoch = itemEpoch(payload);
    this.#epoch(`block ${id}`, epoch, hearing);
    const { teleport, position } = decodeItem(payload);
    if (!teleport) hearing.item(id, epoch, heightToTag(position[1]), written.order);
  }

  #epoch(key: string, epoch: number, hearing: Hearing): void {
    const before = this.#epochs.get(key);
    if (before !== undefined && signed16(epoch - before) < 0)
      hearing.broken("item.epoch", `${key} went from epoch ${before} to ${epoch}`);
    this.#epochs.set(key, epoch);
  }
}
