// One bot: a guest of the edge, a client of a room, a walker.

import type { EdgeClient } from "../../shared/client/edge-client.ts";
import { createRoomClient, type RoomConnection } from "../../shared/client/room-client.ts";
import { openWebSocketChannel } from "../../shared/client/websocket-channel.ts";
import { seededRng } from "../../shared/rng.ts";
import type { World } from "../../shared/schema/world.ts";
import { createSmallTalk } from "./small-talk.ts";
import { createWalker } from "./wander.ts";

export type Bot = {
  readonly name: string;
  readonly connection: RoomConnection;
  /** Since it was made. */
  readonly counts: { readonly posesSent: number; readonly posesHeard: number; readonly linesSaid: number };
  /** Lets it live for a moment: move, tell the room, perhaps speak. */
  step(elapsedMs: number): void;
  leave(): void;
};

/** Puts a bot into a world; `edge` is signed in already. `left` is told why the room, or the edge, sent it away. */
export function startBot(options: {
  readonly name: string;
  readonly edge: EdgeClient;
  readonly world: World;
  readonly seed: bigint;
  readonly chat: boolean;
  left(reason: string, code: string): void;
}): Bot {
  const { edge, world } = options;
  const rng = seededRng(options.seed);
  const { halfSizeM, spawn } = world.settings;
  const walker = createWalker({ rng, halfSizeM, spawn });
  const smallTalk = options.chat ? createSmallTalk(rng) : null;
  const counts = { posesSent: 0, posesHeard: 0, linesSaid: 0 };
  let connection: RoomConnection = { name: "connecting" };
  const room = createRoomClient({
    enter: () => edge.enter({ kind: "world", id: world.id }),
    openChannel: openWebSocketChannel,
    device: "bot",
    nowMs: Date.now,
    // Not the walker's: when it reconnects must not change where it walks.
    rng: Math.random,
    on: {
      connection: (state) => {
        connection = state;
        if (state.name === "left" && state.code !== "LEFT") options.left(state.reason, state.code);
      },
      room: () => {},
      members: () => {},
      pose: () => {
        counts.posesHeard++;
      },
      chat: () => {},
      notice: () => {},
      roomNotice: () => {},
      gift: () => {},
    },
  });
  return {
    name: options.name,
    get connection() {
      return connection;
    },
    counts,
    step(elapsedMs) {
      const pose = walker.step(elapsedMs);
      const line = smallTalk?.step(elapsedMs) ?? null;
      if (connection.name !== "joined") return;
      room.sendPose(pose);
      counts.posesSent++;
      if (line !== null && room.sendChat(line) !== null) counts.linesSaid++;
    },
    leave: room.leave,
  };
}
