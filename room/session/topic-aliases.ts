// Topic aliases of one connection, in either direction (MQTT5 3.3.2.3.4): a number instead of a name, from the second time on.

import { ProtocolError, ReasonCode } from "../../shared/protocol/reason-code.ts";
import type { AliasUse } from "../pubsub/publication.ts";

/** What a client has named: 1 to the maximum we told it. */
export class IncomingAliases {
  readonly #names = new Map<number, string>();
  readonly #aliasMax: number;

  constructor(aliasMax: number) {
    this.#aliasMax = aliasMax;
  }

  /**
   * The name a PUBLISH means, whose own may be empty; a name that comes along is kept for next time.
   * Throws: ProtocolError(topicAliasInvalid) for an alias we do not take, (protocolError) for one without a name.
   */
  resolve(topicName: string, alias: number | undefined): string {
    if (alias === undefined) {
      if (topicName === "")
        throw new ProtocolError(
          ReasonCode.protocolError,
          "MQTT-3.3.2-8",
          "neither a topic name nor an alias",
        );
      return topicName;
    }
    if (alias < 1 || alias > this.#aliasMax)
      throw new ProtocolError(
        ReasonCode.topicAliasInvalid,
        "MQTT-3.3.2-9",
        `topic alias ${alias}, at most ${this.#aliasMax}`,
      );
    if (topicName !== "") {
      this.#names.set(alias, topicName);
      return topicName;
    }
    const name = this.#names.get(alias);
    if (name === undefined)
      throw new ProtocolError(
        ReasonCode.protocolError,
        "MQTT-3.3.2-7",
        `topic alias ${alias} has no name yet`,
      );
    return name;
  }
}

/** What we name towards a client: the first topics it is sent, for as many aliases as it takes. */
export class OutgoingAliases {
  readonly #aliases = new Map<string, number>();
  readonly #aliasMax: number;

  constructor(aliasMax: number) {
    this.#aliasMax = aliasMax;
  }

  /** How to send a topic; null when all aliases are taken. */
  aliasFor(topicName: string): AliasUse | null {
    const known = this.#aliases.get(topicName);
    if (known !== undefined) return { alias: known, isKnown: true };
    if (this.#aliases.size >= this.#aliasMax) return null;
    const alias = this.#aliases.size + 1;
    this.#aliases.set(topicName, alias);
    return { alias, isKnown: false };
  }

  /** The packet that was to introduce the newest alias was never sent. */
  forget(topicName: string): void {
    this.#aliases.delete(topicName);
  }
}
