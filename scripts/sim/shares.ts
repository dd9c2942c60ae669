// Share groups: of each message one member hears, nobody foresees which. So what is heard is laid to a group's account when nothing
// else explains it, and in the end every group whose members are all sure must have heard. Who gets what another left is heirs.ts's.
// Source: MQTT5 4.8.2

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
  /** Who heard it, or last. */
  heardBy: Heard | null;
  /** How often somebody heard what another one left. */
  heirCount: number;
};

/** Which message: two publishes of one label are told apart by nobody. */
export type Which = { readonly topicName: string; readonly label: string };

export class Shares {
  readonly #all: Share[] = [];
  readonly #heirs: Heirs;

  constructor(heirs: Heirs) {
    this.#heirs = heirs;
  }

  add(share: Pick<Share, "seq" | "filter" | "published" | "candidates">): void {
    this.#all.push({ ...share, heardBy: null, heirCount: 0 });
  }

  /** What a session may be hearing for a group that nobody has heard for yet. */
  unheard(which: Which, { session, form }: Hearer): Share[] {
    return this.#of(which).filter((one) => one.heardBy === null && isFor(one, session, form));
  }

  /** Whether what a session heard may have been for a group, also as what another one of it left. */
  mayBe(which: Which, { session, form }: Hearer): boolean {
    return this.#of(which).some(
      (one) => isFor(one, session, form) || this.#heirs.mayInherit(one, session, form),
    );
  }

  /** Who is in several groups may have heard for another than was thought: then this one is for the group it is taken off. */
  takeOff(which: Which, heard: Heard): boolean {
    const { session, form } = heard;
    const all = this.#of(which);
    for (const one of all) {
      const { heardBy } = one;
      if (heardBy === null || !isFor(one, session, form) || !this.#layElsewhere(heardBy, one, all)) continue;
      if (!isFor(one, heardBy.session, heardBy.form)) one.heirCount--;
      one.heardBy = heard;
      return true;
    }
    return false;
  }

  /** Takes what a session heard for what another one left, if it may be. Whoever was thought to have heard it may have for another group. */
  inherit(which: Which, heard: Heard): boolean {
    const all = this.#of(which);
    const share = all.find((one) => this.#heirs.mayInherit(one, heard.session, heard.form));
    if (share === undefined) return false;
    if (share.heardBy !== null) this.#layElsewhere(share.heardBy, share, all);
    share.heardBy = heard;
    share.heirCount++;
    return true;
  }

  /** Lays what was heard to the account of another group, if it may have been for that one, or for what another one of it left. */
  #layElsewhere(heardBy: Heard, from: Share, all: readonly Share[]): boolean {
    const { session, form } = heardBy;
    const others = all.filter((one) => one !== from);
    const free = others.filter((one) => one.heardBy === null);
    const chosen = free.find((one) => isFor(one, session, form));
    const left = chosen ?? [...free, ...others].find((one) => this.#heirs.mayInherit(one, session, form));
    if (left === undefined) return false;
    if (chosen === undefined) left.heirCount++;
    left.heardBy = heardBy;
    return true;
  }

  /** A sentence for each message that nobody of a group heard though one must have, but for labels that say too little. */
  *lost(isVague: (label: string) => boolean): Generator<string> {
    for (const share of this.#all) {
      const { published, candidates, heardBy } = share;
      if (heardBy !== null || isVague(published.label) || published.expiresAtMs !== null) continue;
      const isDue = candidates.every(isSure) || this.#heirs.mustInherit(share);
      if (!isDue || this.#isHeardForAnother(share)) continue;
      const names = candidates.map(({ session, form }) => `${session.key} (${formText(form)})`).join(", ");
      yield `nobody of ${names} was delivered ${published.topicName} ${published.label}`;
    }
  }

  /** Whether what was laid to another group's account may have been for this one, and that one may have heard nothing. */
  #isHeardForAnother(share: Share): boolean {
    return this.#of(share.published).some(
      ({ published, heardBy, candidates }) =>
        (published === share.published || !candidates.every(isSure)) &&
        heardBy !== null &&
        isFor(share, heardBy.session, heardBy.form),
    );
  }

  #of({ topicName, label }: Which): Share[] {
    return this.#all.filter((one) => isOf(one.published, topicName, label));
  }
}

function isFor({ candidates }: Share, session: ModelSession, form: Form): boolean {
  return candidates.some((one) => one.session === session && hasForm(one.form, form));
}

/** Whether what this one was chosen for has to have arrived by now. */
export const isSure = ({ session, form }: Hearer): boolean =>
  form.qos > 0 && !session.isUnsure && session.line !== null && session.packetMaxBytes === null;
