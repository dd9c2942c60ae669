// The answers a host owes one connection, in the order in which it owes them: MQTT's acknowledgements, SUBACK, UNSUBACK, PINGRESP, and
// PONG. The host answers as it reads, so each comes when those before it have.

/** An answer the host owes, in the order in which it owes them. */
export type Owed = {
  readonly type: "puback" | "pubrec" | "pubrel" | "pubcomp" | "suback" | "unsuback" | "pingresp" | "pong";
  /** A packet id, or a PING's cookie; 0 for PINGREQ. */
  readonly id: number;
  /** Filled in when the host serves the question. */
  served: {
    readonly mark: number;
    readonly reasonCodes: readonly number[] | null;
    readonly roomTimeMs: number;
  } | null;
};

type Answer = {
  readonly type: Owed["type"];
  readonly id: number;
  /** null for one that has none, empty where success is left out. */
  readonly reasonCodes: readonly number[] | null;
};
type Wrong = { readonly invariant: "answers" | "reason"; readonly wrong: string };

export class Answers {
  readonly #owed: Owed[] = [];

  /** The next one. */
  get due(): Owed | null {
    return this.#owed[0] ?? null;
  }

  expect(owed: Owed): void {
    this.#owed.push(owed);
  }

  /** Takes the next one off, with what the host served it with; or says what is wrong with the answer that came. */
  take({ type, id, reasonCodes }: Answer): NonNullable<Owed["served"]> | Wrong {
    const due = this.#owed.shift();
    const wanted = due === undefined ? "nothing" : `${due.type} ${due.id}`;
    if (due?.type !== type || due.id !== id)
      return { invariant: "answers", wrong: `${type} ${id} came where ${wanted} was due` };
    if (due.served === null)
      return { invariant: "answers", wrong: `${type} ${id} came before its question was served` };
    const expected = due.served.reasonCodes;
    const isSaid = reasonCodes !== null && reasonCodes.length > 0;
    if (expected !== null && isSaid && String(expected) !== String(reasonCodes))
      return { invariant: "reason", wrong: `${type} ${id} says ${reasonCodes} instead of ${expected}` };
    return due.served;
  }
}
