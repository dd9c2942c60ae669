// What stands in for the connection of somebody who is shown from another room's stage: nothing reaches them here, and they are never
// clear for more. SPEC [STAGE-4]

import type { Metrics } from "../../metrics.ts";
import type { Subscriber } from "../../pubsub/subscriber.ts";

/** Connections count up from 1 and sessions down from -1: neither comes as far. */
const BELOW_ALL_SESSIONS = -(2 ** 48);

/** Its id is nobody else's, connection's or session's. It counts as extended: its poses come with a time of their own. */
export function standIn(sid: number, metrics: Metrics): Subscriber {
  const id = BELOW_ALL_SESSIONS - sid;
  return {
    metrics,
    id,
    senderId: id,
    version: 5,
    extension: { capabilities: 0, carrier: "type0" },
    peerPacketMaxBytes: 0,
    isAway: true,
    waitingBytes: 0,
    queue: () => {},
    queueEvent: () => {},
    queueTransient: () => {},
    isClear: () => false,
  };
}
