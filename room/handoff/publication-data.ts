// Messages as data: those on their way, those that are retained, and wills. SPEC [MOVE-4]

import type { Will } from "../../shared/protocol/packet.ts";
import type { PropertiesOf } from "../../shared/protocol/properties.ts";
import type { Publication } from "../pubsub/subscriber.ts";
import type { ParticipantData, PublicationData, RetainedData } from "./snapshot-schema.ts";

/** Who published it, and who must not hear it, was asked when it was given to who is to have it. */
export function publicationData({
  topicName,
  payload,
  qos,
  retain,
  properties,
  expiresAtMs,
}: Publication): PublicationData {
  return { topicName, payload, qos, retain, properties: propertiesData(properties), expiresAtMs };
}

/** Nobody's connection goes along: of sender ids, those of sessions alone. */
export function retainedData(publication: Publication): RetainedData {
  const { senderId } = publication;
  return { ...publicationData(publication), senderId: senderId !== null && senderId < 0 ? senderId : null };
}

function propertiesData({
  userProperties,
  ...properties
}: PropertiesOf<"publish">): PublicationData["properties"] {
  if (userProperties === undefined) return properties;
  return { ...properties, userProperties: userProperties.map(([name, value]) => [name, value]) };
}

export function willData(will: Will): NonNullable<ParticipantData["will"]> {
  const { willDelayInterval, ...properties } = will.properties;
  return {
    ...will,
    properties: {
      ...propertiesData(properties),
      ...(willDelayInterval === undefined ? {} : { willDelayInterval }),
    },
  };
}
