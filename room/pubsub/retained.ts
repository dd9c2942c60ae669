// The last message of each topic, for those who subscribe later (MQTT5 3.3.1.3). Bounded in count and bytes.

import { topicMatches } from "../../shared/protocol/topic.ts";
import type { Publication } from "./subscriber.ts";

export const RETAINED_MESSAGES_MAX = 10_000;
export const RETAINED_MAX_BYTES = 16 * 1024 * 1024;

export class Retained {
  readonly #byTopic = new Map<string, Publication>();
  #bytes = 0;

  /** Keeps the message, or forgets the topic when its payload is empty. Answers false when there is no room for it. */
  keep(publication: Publication): boolean {
    const before = this.#byTopic.get(publication.topicName);
    const freedBytes = before === undefined ? 0 : sizeBytes(before);
    if (publication.payload.length === 0) {
      this.#byTopic.delete(publication.topicName);
      this.#bytes -= freedBytes;
      return true;
    }
    const bytes = this.#bytes - freedBytes + sizeBytes(publication);
    const count = this.#byTopic.size + (before === undefined ? 1 : 0);
    if (count > RETAINED_MESSAGES_MAX || bytes > RETAINED_MAX_BYTES) return false;
    // Deleted first, so that iteration stays in the order of publishing. The payload is copied: it was a view of a packet.
    this.#byTopic.delete(publication.topicName);
    this.#byTopic.set(publication.topicName, { ...publication, payload: publication.payload.slice() });
    this.#bytes = bytes;
    return true;
  }

  /** What a new subscription to this filter is sent, oldest first. */
  matching(filter: string): Publication[] {
    const exact = this.#byTopic.get(filter);
    if (exact !== undefined) return [exact];
    return [...this.#byTopic.values()].filter((p) => topicMatches(filter, p.topicName));
  }
}

function sizeBytes(publication: Publication): number {
  return publication.topicName.length + publication.payload.length;
}
