// Topic names and topic filters: validate, match (MQTT5 4.7). Bounded, so that matching is bounded.

import { encodeUtf8 } from "./bytes.ts";

export const TOPIC_MAX_BYTES = 256;
export const TOPIC_LEVELS_MAX = 16;

function fits(topic: string): boolean {
  if (topic.length === 0 || topic.length > TOPIC_MAX_BYTES || topic.includes("\u0000")) return false;
  let levels = 1;
  for (let index = topic.indexOf("/"); index !== -1; index = topic.indexOf("/", index + 1)) levels++;
  return levels <= TOPIC_LEVELS_MAX && encodeUtf8(topic).length <= TOPIC_MAX_BYTES;
}

/** Whether this may be published to: 1 to 256 bytes, at most 16 levels, no wildcard (MQTT5 [MQTT-3.3.2-2], SPEC [LIMIT-2]). */
export function isTopicName(topic: string): boolean {
  return fits(topic) && !topic.includes("+") && !topic.includes("#");
}

/** Whether this may be subscribed to: wildcards fill whole levels, "#" comes last (MQTT5 [MQTT-4.7.1-1], SPEC [LIMIT-2]). */
export function isTopicFilter(filter: string): boolean {
  if (!fits(filter)) return false;
  const levels = filter.split("/");
  return levels.every((level, index) => {
    if (level === "#") return index === levels.length - 1;
    return level === "+" || !(level.includes("+") || level.includes("#"));
  });
}

/** Whether a valid filter matches a valid name. A leading wildcard does not match a `$` topic (MQTT5 [MQTT-4.7.2-1]). */
export function topicMatches(filter: string, topicName: string): boolean {
  const wanted = filter.split("/");
  const levels = topicName.split("/");
  if (topicName.startsWith("$") && (wanted[0] === "#" || wanted[0] === "+")) return false;
  for (const [index, level] of wanted.entries()) {
    if (level === "#") return true;
    if (index >= levels.length) return false;
    if (level !== "+" && level !== levels[index]) return false;
  }
  return wanted.length === levels.length;
}

const SHARE_PREFIX = "$share/";

export type SharedFilter = { readonly shareName: string; readonly topicFilter: string };

/**
 * Takes `$share/{ShareName}/{filter}` apart. Answers null for a filter that is not shared, and "malformed" for one whose share
 * name is empty or has a wildcard, or whose filter is none (MQTT5 [MQTT-4.8.2-1], [MQTT-4.8.2-2], SPEC [LIMIT-2]).
 */
export function parseSharedFilter(filter: string): SharedFilter | "malformed" | null {
  if (!filter.startsWith(SHARE_PREFIX) && filter !== "$share") return null;
  const nameEnd = filter.indexOf("/", SHARE_PREFIX.length);
  if (nameEnd === -1 || !fits(filter)) return "malformed";
  const shareName = filter.slice(SHARE_PREFIX.length, nameEnd);
  const topicFilter = filter.slice(nameEnd + 1);
  if (shareName === "" || shareName.includes("+") || shareName.includes("#")) return "malformed";
  return isTopicFilter(topicFilter) ? { shareName, topicFilter } : "malformed";
}
