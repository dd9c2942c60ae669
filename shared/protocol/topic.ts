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

/** A shared subscription's filter in its parts, or null when it is no shared one; its parts are yet to be checked (MQTT5 4.8.2). */
export function parseSharedFilter(filter: string): { shareName: string; topicFilter: string } | null {
  if (!filter.startsWith(SHARE_PREFIX)) return null;
  const [shareName = "", ...rest] = filter.slice(SHARE_PREFIX.length).split("/");
  return { shareName, topicFilter: rest.join("/") };
}
