// A MOD message to one participant. It goes to them alone: through the topics it would reach whoever subscribes to the whole room.
// SPEC [MOD-2], [MOD-7]

import { encodeUtf8 } from "../../shared/protocol/bytes.ts";
import type { ModDown } from "../../shared/protocol/ext/mod.ts";
import { roomTopic } from "../../shared/protocol/room-topic.ts";
import { fanOutSome } from "../pubsub/fan-out-some.ts";
import { broadcast } from "../pubsub/fanout.ts";
import type { Participant, Room } from "./room.ts";

/** As a section to an extended client, and on its own topic to whoever subscribed to that. */
export function tellMod(room: Room, { sid, subscriber }: Participant, message: ModDown): void {
  broadcast([subscriber], [{ kind: "mod", message }]);
  const topicName = roomTopic(room.spec.room, "mod", sid);
  fanOutSome(
    room.topics,
    topicName,
    encodeUtf8(JSON.stringify(message)),
    (hearer) => hearer.id === subscriber.id,
  );
}
