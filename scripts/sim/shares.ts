// Share groups: of each message one member hears, nobody foresees which. So what is heard is laid to a group's account when nothing
// else explains it; when that leaves something unexplained, all that was heard of the message is laid out anew. In the end every group
// whose members are all sure must have heard. Who gets what another left is heirs.ts's. Source: MQTT5 4.8.2

import { type Form, formText, hasForm, isOf, type Published } from "./expectation.ts";
import type { Heirs } from "./heirs.ts";
import type { ModelSession, Subscribed } from "./model-session.ts";

/** What a session would be delivered, or was. */
type Hearer = { readonly session: ModelSession; readonly form: Form };
/** By which subscription it was a member of the group. */
export type Candidate = Hearer & { readonly subscribed: Subscribed };
export type Heard = Hearer & { readonly packetId: number };

export type Share = {
  readonly seq: number;
  readonly filter: string;
  readonly published: Published;
  readonly candidates: readonly Candidate[];
  /** Whoever heard it, one after the other: a member, and then each what the one before it left. */
  heard: Heard[];
};

/** Which message: two publishes of one label are told apart by nobody. */
export type Which = { readonly topicName: string; readonly label: string };

/** What was heard is laid out in so many ways; if none of these explains it, nobody can tell whether another would. */
const TRIES_MAX = 20_000;

export class Shares {
  readonly #all: Share[] = [];
  /** By message, as it came. */
  readonly #heard = new Map<string, Heard[]>();
  readonly #heirs: Heirs;

  constructor(heirs: Heirs) {
    this.#heirs = heirs;
  }

  add(share: Omit<Share, "heard">): void {
    this.#all.push({ ...share, heard: [] });
  }

  /** What a session may be hearing for a group that nobody has heard for yet. */
  unheard(which: Which, { session, form }: Hearer): Share[] {
    return this.#of(which).filter((one) => one.heard.length === 0 && isFor(one, session, form));
  }

  /** Whether what a session heard may have been for a group, also as what another one of it left. */
  mayBe(which: Which, { session, form }: Hearer): boolean {
    return this.#of(which).some(
      (one) => isFor(one, session, form) || this.#heirs.mayInherit(one, session, form),
    );
  }

  /** Lays what was heard to a group's account. */
  lay(share: Share, heard: Heard): void {
    share.heard.push(heard);
    this.#heardOf(share.published).push(heard);
  }

  /** Whether what was heard, and all that was before it, may have been for groups; then it is laid to their accounts so. */
  explains(which: Which, heard: Heard): boolean {
    const all = this.#heardOf(which);
    all.push(heard);
    const isExplained = this.#layOut(which, () => this.#of(which).some((one) => one.heard.includes(heard)));
    if (!isExplained) all.pop();
    return isExplained;
  }

  /** Lays all that was heard of a message to accounts in a way that is good, or leaves them as they are. What unsure ones heard may be for none. */
  #layOut(which: Which, isGood: () => boolean): boolean {
    const shares = this.#of(which);
    const all = this.#heardOf(which);
    const before = new Map(shares.map((share) => [share, share.heard]));
    let tries = 0;
    const layFrom = (index: number): boolean => {
      const heard = all[index];
      if (heard === undefined) return isGood();
      // Where it was before, if that will do.
      const inTurn = shares.toSorted((a, b) => wasFor(b, heard) - wasFor(a, heard));
      for (const share of inTurn) {
        if (!this.#mayHear(share, heard)) continue;
        if (++tries > TRIES_MAX) return false;
        share.heard.push(heard);
        if (layFrom(index + 1)) return true;
        share.heard.pop();
      }
      return heard.session.isUnsure && layFrom(index + 1);
    };
    const wasFor = (share: Share, heard: Heard): number =>
      Number(before.get(share)?.includes(heard) === true);
    for (const share of shares) share.heard = [];
    const isLaid = layFrom(0);
    if (!isLaid) for (const [share, heard] of before) share.heard = heard;
    return isLaid || tries > TRIES_MAX;
  }

  #mayHear(share: Share, { session, form }: Heard): boolean {
    const isFirst = share.heard.length === 0 && isFor(share, session, form);
    return isFirst || this.#heirs.mayInherit(share, session, form);
  }

  /** A sentence for each message that nobody of a group heard though one must have, but for labels that say too little. */
  *lost(isVague: (label: string) => boolean): Generator<string> {
    for (const share of this.#all) {
      const { published, candidates, heard } = share;
      if (heard.length > 0 || isVague(published.label) || published.expiresAtMs !== null) continue;
      const isDue = candidates.every(isSure) || this.#heirs.mustInherit(share);
      if (!isDue || this.#isHeardForAnother(share)) continue;
      const names = candidates.map(({ session, form }) => `${session.key} (${formText(form)})`).join(", ");
      yield `nobody of ${names} was delivered ${published.topicName} ${published.label}`;
    }
  }

  /** Whether what was laid to another group's account may have been for this one, and that one may have heard nothing. */
  #isHeardForAnother(share: Share): boolean {
    return this.#of(share.published).some(
      ({ published, heard, candidates }) =>
        (published === share.published || !candidates.every(isSure)) &&
        heard.some(({ session, form }) => isFor(share, session, form)),
    );
  }

  #heardOf({ topicName, label }: Which): Heard[] {
    const key = `${topicName} ${label}`;
    const known = this.#heard.get(key) ?? [];
    this.#heard.set(key, known);
    return known;
  }

  #of({ topicName, label }: Which): Share[] {
    return this.#all.filter((one) => isOf(one.published, topicName, label));
  }
}

export function isFor({ candidates }: Share, session: ModelSession, form: Form): boolean {
  return candidates.some((one) => one.session === session && hasForm(one.form, form));
}

/** Whether what this one was chosen for has to have arrived by now. */
export const isSure = ({ session, form }: Hearer): boolean =>
  form.qos > 0 && !session.isUnsure && session.line !== null && session.packetMaxBytes === null;
