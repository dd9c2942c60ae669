// What a member of a share group left undone when its session ended goes to another of the group: when that may have been, and when
// it must. A member counts from its first subscription to the group's filter on. Source: MQTT5 4.8.2

import { type Form, hasForm, isOf, type Published } from "./expectation.ts";
import type { ModelSession, Subscribed } from "./model-session.ts";
import { isFor, isSure, type Share } from "./shares.ts";

type Membership = { readonly session: ModelSession; readonly subscribed: Subscribed };

/** More was published than is sure to be passed on: who has much waiting is given nothing. SPEC [MQTT-7] */
const PUBLISHED_SURE_MAX_BYTES = 256 * 1024;

export class Heirs {
  /** All there ever were, by filter. */
  readonly #of = new Map<string, Membership[]>();
  readonly #formOf: (published: Published, subscribed: Subscribed) => Form;
  readonly #nowMs: () => number;
  #publishedBytes = 0;

  constructor(nowMs: () => number, formOf: (published: Published, subscribed: Subscribed) => Form) {
    this.#nowMs = nowMs;
    this.#formOf = formOf;
  }

  joined(session: ModelSession, subscribed: Subscribed): void {
    const all = this.#of.get(subscribed.topicFilter) ?? [];
    this.#of.set(subscribed.topicFilter, [...all, { session, subscribed }]);
  }

  published({ payloadBytes }: Published): void {
    this.#publishedBytes += payloadBytes;
  }

  /** Whether what a session heard may be what another one left. Nobody leaves what it acknowledged, nor what it heard at QoS 2. */
  mayInherit(share: Share, session: ModelSession, form: Form): boolean {
    const { filter, published, heard } = share;
    const [first] = heard;
    const heardBy = heard.at(-1) ?? null;
    const heirCount = heard.length - Number(first !== undefined && isFor(share, first.session, first.form));
    const all = this.#of.get(filter) ?? [];
    const isMember = all.some(
      (one) => one.session === session && hasForm(this.#formOf(published, one.subscribed), form),
    );
    const gone = new Set(all.map((one) => one.session).filter((one) => one !== session && this.#isGone(one)));
    if (!isMember || heirCount >= gone.size) return false;
    if (heardBy === null || this.#hasOthers(heardBy.session, filter, published)) return true;
    const { qos } = heardBy.form;
    const isLeft = qos === 1 && heardBy.session.unfinished.has(heardBy.packetId);
    return gone.has(heardBy.session) && (isLeft || heardBy.session.isUnsure);
  }

  /** Whether somebody is there who must have got what nobody heard, though members of the group are gone. */
  mustInherit({ filter, published, candidates }: Share): boolean {
    const all = this.#of.get(filter) ?? [];
    const isSeenTo = all.every(({ session, subscribed }) => {
      const form = this.#formOf(published, subscribed);
      if (!session.isOver) return isSure({ session, form });
      const isSent = session.packetMaxBytes === null && !session.isUnsure;
      return form.qos === 1 && isSent && !this.#hasOthers(session, filter, published);
    });
    // Who was in the group all the time was in it when another's session ended.
    const isOneThere = candidates.some(
      ({ session, subscribed }) => !session.isOver && session.subscriptions.get(filter) === subscribed,
    );
    return isSeenTo && isOneThere && this.#publishedBytes <= PUBLISHED_SURE_MAX_BYTES;
  }

  /** Whether a session has other reasons to hear it, so that nobody can tell what was heard for which. */
  #hasOthers(session: ModelSession, filter: string, { topicName, label }: Published): boolean {
    for (const [other, members] of this.#of)
      if (other !== filter && members.some((one) => one.session === session)) return true;
    return session.expected.some((one) => isOf(one.published, topicName, label));
  }

  /** The host may have ended it by now. */
  #isGone({ isOver, isUnsure, endsAtMs }: ModelSession): boolean {
    return isOver || isUnsure || (endsAtMs !== null && this.#nowMs() >= endsAtMs);
  }
}
