// Topic names and topic filters: validate, match (MQTT5 4.7). Bounded, so that matching is bounded: the standard has no bound but that
// of its strings.

import { encodeUtf8 } from "./bytes.ts";

export const TOPIC_MAX_BYTES = 256;
export const TOPIC_LEVELS_MAX = 16;
/** Of a UTF-16 unit: two of them are four. */
const UTF8_MAX_BYTES = 3;

/** How long and how deep a topic may be. */
export type TopicBounds = { readonly maxBytes: number; readonly levelsMax: number };
/** SPEC [LIMIT-2] */
export const TOPIC_BOUNDS: TopicBounds = { maxBytes: TOPIC_MAX_BYTES, levelsMax: TOPIC_LEVELS_MAX };

function fits(topic: string, { maxBytes, levelsMax }: TopicBounds): boolean {
  if (topic.length > maxBytes) return false;
  let levels = 1;
  for (let index = topic.indexOf("/"); index !== -1; index = topic.indexOf("/", index + 1)) levels++;
  if (levels > levelsMax) return false;
  return topic.length * UTF8_MAX_BYTES <= maxBytes || encodeUtf8(topic).length <= maxBytes;
}

function hasWildcard(topic: string): boolean {
  return topic.includes("+") || topic.includes("#");
}

/** Whether the standard calls this a topic name: not empty, no U+0000, no wildcard (MQTT5 [MQTT-4.7.3-1], [MQTT-4.7.3-2], [MQTT-4.7.0-1]). */
export function isWellFormedTopicName(topic: string): boolean {
  return topic !== "" && !topic.includes("\u0000") && !hasWildcard(topic);
}

/** Whether the standard calls this a topic filter: wildcards fill whole levels, "#" comes last (MQTT5 [MQTT-4.7.1-1], [MQTT-4.7.1-2]). */
export function isWellFormedTopicFilter(filter: string): boolean {
  if (filter === "" || filter.includes("\u0000")) return false;
  if (!hasWildcard(filter)) return true;
  const levels = filter.split("/");
  return levels.every((level, index) => {
    if (level === "#") return index === levels.length - 1;
    return level === "+" || !hasWildcard(level);
  });
}

/** Whether this may be published to: a topic name within the bounds. */
export function isTopicName(topic: string, bounds: TopicBounds): boolean {
  return isWellFormedTopicName(topic) && fits(topic, bounds);
}

/** Whether this may be subscribed to: a topic filter within the bounds. */
export function isTopicFilter(filter: string, bounds: TopicBounds): boolean {
  return fits(filter, bounds) && isWellFormedTopicFilter(filter);
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
 * name is empty or has a wildcard, or whose filter is none (MQTT5 [MQTT-4.8.2-1], [MQTT-4.8.2-2]). How long they may be is
 * isTopicFilter's to say.
 */
export function parseSharedFilter(filter: string): SharedFilter | "malformed" | null {
  if (!filter.startsWith(SHARE_PREFIX)) return null;
  const nameEnd = filter.indexOf("/", SHARE_PREFIX.length);
  if (nameEnd === -1) return "malformed";
  const shareName = filter.slice(SHARE_PREFIX.length, nameEnd);
  const topicFilter = filter.slice(nameEnd + 1);
  if (shareName === "" || hasWildcard(shareName)) return "malformed";
  return isWellFormedTopicFilter(topicFilter) ? { shareName, topicFilter } : "malformed";
}
