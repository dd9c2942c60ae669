// A place in a room, kept: enters, connects, and comes again when the connection is lost. The rim round room-machine.ts: here are
// the timer, the channel and the caller's handlers.

import type { NowMs } from "../clock.ts";
import type { ChatDown } from "../protocol/ext/chat.ts";
import type { Me } from "../protocol/ext/me.ts";
import type { Pose } from "../protocol/ext/pose.ts";
import type { Device, Member } from "../protocol/ext/presence.ts";
import type { RoomNotice } from "../protocol/ext/room-notice.ts";
import type { RoomSettings } from "../protocol/ext/room-settings.ts";
import type { Rng } from "../rng.ts";
import type { RoomEntry } from "../schema/public-api.ts";
import type { ToldGift } from "../schema/told-gift.ts";
import type { Channel, OpenChannel } from "./channel.ts";
import { createRecentIds } from "./recent-ids.ts";
import type { RoomConnection, RoomEffect, TellEffect, UntimedPose } from "./room-effect.ts";
import { createRoomMachine } from "./room-machine.ts";

export type { RoomConnection } from "./room-effect.ts";

export type RoomHandlers = {
  connection(state: RoomConnection): void;
  room(settings: RoomSettings): void;
  /** All members, oneself included: a new map after every change. */
  members(members: ReadonlyMap<number, Member>): void;
  /** Somebody else's pose; when it was sampled, by the room clock. */
  pose(sid: number, pose: Pose, sampleRoomTimeMs: number): void;
  /** Somebody's line, or one's own come back. */
  chat(line: ChatDown): void;
  /** Why something sent had no effect (NoticeCode), told once per reason, kind of message and connection. */
  notice(code: number, message: string): void;
  /** What whoever answers for the room says to everybody in it; the same one, by its id, may be told twice. */
  roomNotice(notice: RoomNotice): void;
  /** Somebody gave something to who performs; each once, however often the room is entered anew. */
  gift(gift: ToldGift): void;
};

export type RoomClient = {
  /** The room clock now, or null before the first PONG of a connection. */
  roomTimeMs(): number | null;
  /**
   * Stamps a pose with the room clock and sends it; lost when not joined or when the channel is choked. The newest is told
   * again to a room that was joined anew. At most 40 a second have an effect (SPEC [LIMIT-3]).
   */
  sendPose(pose: UntimedPose): void;
  /** Answers the id the line will come back with; null when not joined, choked, or not a text SPEC [CHAT-1] allows. */
  sendChat(text: string): string | null;
  /** Changes one's own member, in this room and in the next connection's. `avatar: true` after changing what one wears. */
  sendMe(me: Me): void;
  /** While reconnecting: tries at once, as when the network is there again. */
  retryNow(): void;
  /** Leaves for good; "left" is the last thing told. */
  leave(): void;
};

export type RoomClientOptions = {
  /** Asks the edge for a ticket; called before every connection, so that reconnecting follows a room that moved. */
  readonly enter: () => Promise<RoomEntry>;
  readonly openChannel: OpenChannel;
  readonly device: Device;
  readonly on: RoomHandlers;
  readonly nowMs: NowMs;
  readonly rng: Rng;
};

const CLIENT_ID_CHARS = 12;
/** More than a room tells anew to whoever comes back. */
const GIFTS_REMEMBERED_MAX = 1_000;

/** Enters and stays until `leave`, or until the room or the edge says that it is over. */
export function createRoomClient(options: RoomClientOptions): RoomClient {
  const { on, nowMs, rng } = options;
  const effects: RoomEffect[] = [];
  // The same for every connection: the room lets the new one take over from one it has not yet found dead (SPEC [MQTT-5]).
  const clientId = chanceText(rng, CLIENT_ID_CHARS);
  const machine = createRoomMachine({ clientId, device: options.device, rng }, effects);
  let channel: Channel | null = null;
  let timer: { readonly atMs: number; readonly handle: ReturnType<typeof setTimeout> } | null = null;
  let isObeying = false;
  let chatCount = 0;
  const giftsHeard = createRecentIds(GIFTS_REMEMBERED_MAX);

  /** Obeys what the machine asked for, in order. Handlers may call back in: what that asks for waits for its turn. */
  function settle(): void {
    if (isObeying) return;
    isObeying = true;
    try {
      for (let effect = effects.shift(); effect !== undefined; effect = effects.shift()) obey(effect);
    } finally {
      isObeying = false;
    }
    armTimer();
  }

  function obey(effect: RoomEffect): void {
    switch (effect.kind) {
      case "enter":
        return askForTicket(effect.attempt);
      case "open":
        return open(effect.attempt, effect.host);
      case "send":
        return channel?.send(effect.bytes);
      case "close":
        channel?.close();
        channel = null;
        return;
      default:
        tell(effect);
    }
  }

  function tell(effect: TellEffect): void {
    try {
      switch (effect.kind) {
        case "connection":
          return on.connection(effect.state);
        case "room":
          return on.room(effect.settings);
        case "members":
          return on.members(effect.members);
        case "pose":
          return on.pose(effect.sid, effect.pose, effect.sampleRoomTimeMs);
        case "chat":
          return on.chat(effect.line);
        case "notice":
          return on.notice(effect.code, effect.message);
        case "room-notice":
          return on.roomNotice(effect.notice);
        case "gift":
          if (giftsHeard.take(effect.gift.id)) on.gift(effect.gift);
          return;
      }
    } catch (error) {
      // The handler's bug is told as one that nobody caught; it must not cost us the effects behind it.
      queueMicrotask(() => {
        throw error;
      });
    }
  }

  function askForTicket(attempt: number): void {
    // Wrapped, so that an `enter` that throws at once is heard as one that rejects.
    const asked = new Promise<RoomEntry>((resolve) => resolve(options.enter()));
    asked.then(
      (entry) => {
        machine.entered(attempt, entry, nowMs());
        settle();
      },
      (error: unknown) => {
        machine.enterFailed(attempt, error, nowMs());
        settle();
      },
    );
  }

  function open(attempt: number, host: RoomEntry["host"]): void {
    channel = options.openChannel(host, {
      opened: () => {
        machine.opened(attempt, nowMs());
        settle();
      },
      received: (bytes) => {
        machine.received(attempt, bytes, nowMs());
        settle();
      },
      closed: () => {
        machine.closed(attempt, nowMs());
        settle();
      },
    });
  }

  function armTimer(): void {
    const deadlineMs = machine.nextDeadlineMs();
    // One that rings too early finds nothing due and is set anew: cheaper than setting it at every byte that arrives.
    if (timer !== null && deadlineMs !== null && timer.atMs <= deadlineMs) return;
    if (timer !== null) clearTimeout(timer.handle);
    timer = null;
    if (deadlineMs === null) return;
    const handle = setTimeout(ring, Math.max(0, deadlineMs - nowMs()));
    timer = { atMs: deadlineMs, handle };
  }

  function ring(): void {
    timer = null;
    machine.passTime(nowMs());
    settle();
  }

  machine.start(nowMs());
  settle();
  return {
    roomTimeMs: () => machine.roomTimeMs(nowMs()),
    sendPose: (pose) => {
      machine.sendPose(pose, channel?.bufferedBytes ?? 0, nowMs());
      settle();
    },
    sendChat: (text) => {
      const id = `${clientId}-${++chatCount}`;
      const wasSent = machine.sendChat({ text, id }, channel?.bufferedBytes ?? 0);
      settle();
      return wasSent ? id : null;
    },
    sendMe: (me) => {
      machine.sendMe(me);
      settle();
    },
    retryNow: () => {
      machine.retryNow(nowMs());
      settle();
    },
    leave: () => {
      machine.leave();
      settle();
    },
  };
}

function chanceText(rng: Rng, count: number): string {
  return Array.from({ length: count }, () => Math.floor(rng() * 36).toString(36)).join("");
}
