// The last message of each topic, for those who subscribe later (MQTT5 3.3.1.3). Bounded in count and bytes.

import { topicMatches } from "../../shared/protocol/topic.ts";
import { aged, publicationBytes } from "./publication.ts";
import type { Publication } from "./subscriber.ts";

export type RetainedBounds = { readonly messagesMax: number; readonly maxBytes: number };

/** Of a room. SPEC [LIMIT-8] */
export const RETAINED_BOUNDS: RetainedBounds = { messagesMax: 10_000, maxBytes: 16 * 1024 * 1024 };

/** Nowhere else in a filter that is one. */
const WILDCARD = /[+#]/;

type Kept = { readonly publication: Publication; readonly bytes: number };

export class Retained {
  readonly #bounds: RetainedBounds;
  readonly #byTopic = new Map<string, Kept>();
  #bytes = 0;
  /** Counts what was kept or forgotten: as long as it stands, all is as it was. */
  changes = 0;

  constructor(bounds = RETAINED_BOUNDS) {
    this.#bounds = bounds;
  }

  /** Keeps the message, or forgets the topic when its payload is empty. Answers false when there is no room for it. */
  keep(publication: Publication): boolean {
    const { topicName } = publication;
    this.changes++;
    const freedBytes = this.#byTopic.get(topicName)?.bytes ?? 0;
    if (publication.payload.length === 0) {
      this.#forget(topicName);
      return true;
    }
    const addedBytes = publicationBytes(publication);
    const count = this.#byTopic.size + (freedBytes === 0 ? 1 : 0);
    const { messagesMax, maxBytes } = this.#bounds;
    if (count > messagesMax || this.#bytes - freedBytes + addedBytes > maxBytes) return false;
    // Forgotten first, so that iteration stays in the order of publishing. The payload is copied: it was a view of a packet.
    this.#forget(topicName);
    const kept = { ...publication, payload: publication.payload.slice() };
    this.#byTopic.set(topicName, { publication: kept, bytes: addedBytes });
    this.#bytes += addedBytes;
    return true;
  }

  /** What a new subscription to this filter is sent, oldest first. What has expired is forgotten. */
  matching(filter: string, nowMs: number): Publication[] {
    return this.#keptFor(filter).flatMap(({ publication }) => {
      const current = aged(publication, nowMs);
      if (current === null) this.#forget(publication.topicName);
      return current ?? [];
    });
  }

  /** One without wildcards is spared the walk: who subscribes to thousands of topics would wait for as many. */
  #keptFor(filter: string): readonly Kept[] {
    if (WILDCARD.test(filter))
      return [...this.#byTopic.values()].filter(({ publication }) =>
        topicMatches(filter, publication.topicName),
      );
    const exact = this.#byTopic.get(filter);
    return exact === undefined ? [] : [exact];
  }

  #forget(topicName: string): void {
    this.#bytes -= this.#byTopic.get(topicName)?.bytes ?? 0;
    this.#byTopic.delete(topicName);
  }
}
