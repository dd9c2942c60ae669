// Share groups: of each message one member hears, nobody foresees which. So what is heard is laid to a group's account when nothing
// else explains it, and in the end every group whose members are all sure must have heard. Source: MQTT5 4.8.2

import { type Form, formText, hasForm, isOf, type Published } from "./expectation.ts";
import type { ModelSession } from "./model-session.ts";

/** What one member of a share group would be delivered. */
export type Candidate = { readonly session: ModelSession; readonly form: Form };

export type Share = {
  readonly seq: number;
  readonly published: Published;
  readonly candidates: readonly Candidate[];
  heardBy: Candidate | null;
};

/** Which message: two publishes of one label are told apart by nobody. */
export type Which = { readonly topicName: string; readonly label: string };

export class Shares {
  readonly #all: Share[] = [];

  add(seq: number, published: Published, candidates: readonly Candidate[]): void {
    this.#all.push({ seq, published, candidates, heardBy: null });
  }

  /** What a session may be hearing for a group that nobody has heard for yet. */
  unheard(which: Which, { session, form }: Candidate): Share[] {
    return this.#of(which).filter((one) => one.heardBy === null && isFor(one, session, form));
  }

  /** Whether what a session heard may have been for a group. */
  mayBe(which: Which, { session, form }: Candidate): boolean {
    return this.#of(which).some((one) => isFor(one, session, form));
  }

  /** Who is in several groups may have heard for another than was thought: then this one is for the group it is taken off. */
  takeOff(which: Which, { session, form }: Candidate): boolean {
    const all = this.#of(which);
    for (const one of all) {
      const { heardBy } = one;
      if (heardBy === null || !isFor(one, session, form)) continue;
      const other = all.find((free) => free.heardBy === null && isFor(free, heardBy.session, heardBy.form));
      if (other === undefined) continue;
      other.heardBy = heardBy;
      one.heardBy = { session, form };
      return true;
    }
    return false;
  }

  /** A sentence for each message that nobody of a group heard though one must have, but for labels that say too little. */
  *lost(isVague: (label: string) => boolean): Generator<string> {
    for (const share of this.#all) {
      const { published, candidates, heardBy } = share;
      if (heardBy !== null || isVague(published.label) || published.expiresAtMs !== null) continue;
      if (!candidates.every(isSure) || this.#isHeardForAnother(share)) continue;
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
const isSure = ({ session, form }: Candidate): boolean =>
  form.qos > 0 && !session.isUnsure && session.line !== null && session.packetMaxBytes === null;
