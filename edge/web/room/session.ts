// One visit by one door: room client, stage and store, and what flows between them. React sees the store and a few verbs.

import type { Door, EdgeClient } from "../../../shared/client/edge-client.ts";
import { createRoomClient, type RoomClient } from "../../../shared/client/room-client.ts";
import { openWebSocketChannel } from "../../../shared/client/websocket-channel.ts";
import type { UserId } from "../../../shared/schema/ids.ts";
import type { RoomEntry } from "../../../shared/schema/public-api.ts";
import { createEntrance, type Entrance } from "./entrance.ts";
import { lighterWorld } from "./lighter-world.ts";
import { createPoseSender } from "./pose-sender.ts";
import {
  createRoomStore,
  type RoomSnapshot,
  type RoomStore,
  type UnheardLine,
  withChat,
  withConnection,
  withGift,
  withMembers,
  withOverdue,
  withoutUnheard,
  withRoomNotice,
  withUnheard,
} from "./room-store.ts";
import { Stage } from "./stage.ts";
import { steadyNowMs } from "./steady-clock.ts";

const TICK_BEFORE_SETTINGS_MS = 50;
/** A line that has not come back after so long is shown as not sent. */
const LINE_OVERDUE_AFTER_MS = 5_000;

export type RoomSession = {
  readonly store: RoomStore;
  /** Enters the room and draws into `host`. */
  start(host: HTMLElement, canvasLabel: string): void;
  /** Leaves, and takes the drawing away. A stopped session may be started again. */
  stop(): void;
  /** Enters anew, at once: whoever was put out wants back in, or the network is there again. */
  enterAgain(): void;
  /** While waiting: enters as a ghost, and takes a place when there is one. */
  lookOn(): void;
  /** Whether the line was handed to the room. It shows when the room sends it back; until then it is `unheard` in the store. */
  say(text: string): boolean;
  /** Says an unheard line anew; it stays as it is while nothing can be said. */
  sayAgain(line: UnheardLine): void;
  /** Forgets an unheard line. */
  unsay(line: UnheardLine): void;
  /** From now on nothing is drawn of what these people say. */
  hush(users: ReadonlySet<UserId>): void;
  /** Tells the room that another avatar is worn now. */
  wore(): void;
  placeOf(sid: number): { readonly x: number; readonly z: number } | null;
  /** The touch stick, −1 to 1 each. */
  steer(forward: number, right: number): void;
  jump(): void;
};

export function createRoomSession(edge: EdgeClient, door: Door): RoomSession {
  const store = createRoomStore();
  const sender = createPoseSender(() => store.snapshot().settings?.tick ?? TICK_BEFORE_SETTINGS_MS);
  let client: RoomClient | null = null;
  let stage: Stage | null = null;
  let entrance: Entrance | null = null;
  let listening: AbortController | null = null;
  /** What an earlier connection of this page still tells is not heard. */
  const device = matchMedia("(pointer: coarse)").matches ? "mobile" : "desktop";
  let visit = 0;
  let hushed: ReadonlySet<UserId> = new Set();
  let keyCount = 0;
  const nextKey = () => String(++keyCount);

  function connect(ifFull: "queue" | "ghost" = "queue", given: RoomEntry | null = null): RoomClient {
    const ours = ++visit;
    let isFirstList = true;
    const told = (change: Partial<RoomSnapshot>) => {
      if (ours === visit) store.update((room) => ({ ...room, ...change }));
    };
    const entered = createEntrance({
      edge,
      door,
      ifFull,
      given,
      on: {
        waiting: (waiting) => told({ waiting }),
        seat: (seat) => told(seat === "ghost" ? { seat } : { seat, waiting: null }),
        turn: (entry) => begin("queue", entry),
      },
    });
    entrance = entered;
    return createRoomClient({
      enter: entered.enter,
      openChannel: openWebSocketChannel,
      device,
      nowMs: steadyNowMs,
      rng: Math.random,
      on: {
        connection(state) {
          if (ours !== visit) return;
          if (state.name === "joined") {
            sender.reset();
            if (!state.isResumed) isFirstList = true;
          }
          store.update((room) => withConnection(room, state));
        },
        room(settings) {
          store.update((room) => ({ ...room, settings }));
          stage?.setSettings(settings);
        },
        members(members) {
          const { ownSid } = store.snapshot();
          store.update((room) => withMembers(room, members, isFirstList, nextKey));
          isFirstList = false;
          if (ownSid !== null) stage?.setMembers(members, ownSid);
        },
        pose: (sid, pose, sampleRoomTimeMs) => stage?.pose(sid, pose, sampleRoomTimeMs),
        chat(line) {
          store.update((room) => withChat(room, line, nextKey()));
          if (!hushed.has(line.user)) stage?.say(line.from, line.text);
        },
        roomNotice: (notice) => store.update((room) => withRoomNotice(room, notice, nextKey())),
        gift(gift) {
          store.update((room) => withGift(room, gift, nextKey()));
          const taker = store.snapshot().people.find(({ user }) => user === gift.to?.user);
          if (taker !== undefined) stage?.give(taker.sid, gift);
        },
        notice: (code) => store.update((room) => ({ ...room, notice: { key: ++keyCount, code } })),
      },
    });
  }

  /** Begins a visit anew, instead of the one there was. */
  function begin(ifFull: "queue" | "ghost", given: RoomEntry | null = null): void {
    leave();
    store.update((room) => ({ ...room, connection: { name: "connecting" } }));
    client = connect(ifFull, given);
  }

  function leave(): void {
    visit += 1;
    entrance?.close();
    const old = client;
    client = null;
    old?.leave();
  }

  function makeStage(host: HTMLElement, canvasLabel: string): Stage | null {
    try {
      return new Stage({
        device,
        askAvatar: (avatarId) => edge.ask("avatars.get", { params: { avatarId } }),
        lighterWorld: (model) =>
          lighterWorld(model, device, (assetId) => edge.ask("assetVariants.list", { params: { assetId } })),
        host,
        canvasLabel,
        rng: Math.random,
        roomTimeMs: () => client?.roomTimeMs() ?? null,
        onOwnPose(pose) {
          // Without a clock it would be lost, and count as sent.
          if (client === null || client.roomTimeMs() === null) return;
          const due = sender.due(pose, performance.now());
          if (due === "no") return;
          const { x, y, z, bodyYaw, lookYaw, lookPitch, locomotion } = pose;
          client.sendPose({
            mode: 0,
            bodyYaw,
            lookYaw,
            lookPitch,
            locomotion,
            position: [x, y, z],
            teleport: due === "teleport",
          });
        },
      });
    } catch (error) {
      console.warn("the room cannot be drawn here", error);
      return null;
    }
  }

  function listen(signal: AbortSignal): void {
    document.addEventListener(
      "visibilitychange",
      () => {
        stage?.controls.release();
        client?.sendMe({ away: document.hidden });
      },
      { signal },
    );
    // The client waits longer and longer between its tries; a network that comes back is worth one at once.
    window.addEventListener(
      "online",
      () => {
        if (store.snapshot().connection.name === "reconnecting") session.enterAgain();
      },
      { signal },
    );
    window.addEventListener("pagehide", leave, { signal });
    // A page that the browser kept and shows again.
    window.addEventListener("pageshow", (event) => event.persisted && session.enterAgain(), { signal });
  }

  const session: RoomSession = {
    store,
    start(host, canvasLabel) {
      stage = makeStage(host, canvasLabel);
      store.update((room) => ({ ...room, stage: stage === null ? "unavailable" : "drawing" }));
      client = connect();
      listening = new AbortController();
      listen(listening.signal);
    },
    stop() {
      listening?.abort();
      leave();
      stage?.dispose();
      stage = null;
    },
    enterAgain() {
      // Who waits to come back still has a place; a new visit would stand beside it.
      if (client !== null && store.snapshot().connection.name === "reconnecting") return client.retryNow();
      begin("queue");
    },
    lookOn: () => begin("ghost"),
    say(text) {
      const id = client?.sendChat(text) ?? null;
      if (id === null) return false;
      store.update((room) => withUnheard(room, id, text));
      setTimeout(() => store.update((room) => withOverdue(room, id)), LINE_OVERDUE_AFTER_MS);
      return true;
    },
    sayAgain(line) {
      if (session.say(line.text)) session.unsay(line);
    },
    unsay: ({ id }) => store.update((room) => withoutUnheard(room, id)),
    hush(users) {
      hushed = users;
    },
    wore: () => client?.sendMe({ avatar: true }),
    placeOf: (sid) => stage?.placeOf(sid) ?? null,
    steer: (forward, right) => stage?.controls.setStick(forward, right),
    jump: () => stage?.controls.jump(),
  };
  return session;
}
