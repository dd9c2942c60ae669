// People of a rehearsal: some read, some write, many are in a room. Each notes what a person would notice of a deploy.

import { createEdgeClient, type EdgeClient } from "../../shared/client/edge-client.ts";
import { createRoomClient } from "../../shared/client/room-client.ts";
import { openWebSocketChannel } from "../../shared/client/websocket-channel.ts";
import { Problem } from "../../shared/http/problem.ts";
import type { WorldId } from "../../shared/schema/ids.ts";

const READ_INTERVAL_MS = 50;
const WRITE_INTERVAL_MS = 100;
/** Who moves, and so is heard: the others look on, as in any large room. */
const MOVERS_MAX = 20;
const MOVE_INTERVAL_MS = 50;

/** What went wrong so far, in the words of a log. */
export type Troubles = string[];

/** Reads the catalog again and again. */
export function startReader(edgeUrl: string): {
  readonly counts: { reads: number };
  readonly troubles: Troubles;
  stop(): void;
} {
  const counts = { reads: 0 };
  const troubles: Troubles = [];
  const timer = setInterval(async () => {
    try {
      const response = await fetch(`${edgeUrl}/v1/worlds?limit=5`);
      const page = (await response.json()) as { items?: unknown };
      counts.reads++;
      if (!response.ok || !Array.isArray(page.items)) troubles.push(`a read was answered ${response.status}`);
    } catch (error) {
      troubles.push(`a read failed: ${String(error)}`);
    }
  }, READ_INTERVAL_MS);
  return { counts, troubles, stop: () => clearInterval(timer) };
}

/** Changes its name again and again, one after the other, and looks whether the last that was acknowledged is kept. */
export function startWriter(edge: EdgeClient): {
  readonly counts: { writes: number };
  readonly troubles: Troubles;
  /** Resolves when the last is written and was looked at. */
  stop(): Promise<void>;
} {
  const counts = { writes: 0 };
  const troubles: Troubles = [];
  let isStopping = false;
  let acknowledged = "";
  const writing = (async () => {
    while (!isStopping) {
      const displayName = `Writer ${counts.writes + 1}`;
      try {
        const user = await edge.updateMe({ displayName });
        acknowledged = displayName;
        counts.writes++;
        if (user.displayName !== displayName)
          troubles.push(`a write was answered with "${user.displayName}"`);
      } catch (error) {
        troubles.push(`a write failed: ${error instanceof Problem ? error.code : String(error)}`);
      }
      await Bun.sleep(WRITE_INTERVAL_MS);
    }
    const { displayName } = await edge.me();
    if (displayName !== acknowledged)
      troubles.push(`"${acknowledged}" was acknowledged, and "${displayName}" is kept`);
  })();
  return {
    counts,
    troubles,
    stop: async () => {
      isStopping = true;
      await writing;
    },
  };
}

/** Somebody in a room. */
export type Visitor = {
  readonly name: string;
  /** Its number in the room; null before it is in. */
  readonly sid: number | null;
  readonly troubles: Troubles;
  /** The longest it has heard nothing of those who move since it was last asked, milliseconds; and how often it was sent elsewhere. */
  takeGap(): { readonly gapMs: number; readonly moves: number };
  leave(): void;
};

/** Enters the world and stays. One of the first moves. */
export function startVisitor(edge: EdgeClient, worldId: WorldId, index: number): Visitor {
  const troubles: Troubles = [];
  let sid: number | null = null;
  let memberCount = 0;
  let heardAtMs = performance.now();
  let gapMs = 0;
  let moves = 0;
  const heard = (): void => {
    const nowMs = performance.now();
    gapMs = Math.max(gapMs, nowMs - heardAtMs);
    heardAtMs = nowMs;
  };
  const client = createRoomClient({
    enter: () => edge.enter({ kind: "world", id: worldId }),
    openChannel: openWebSocketChannel,
    device: "bot",
    nowMs: Date.now,
    rng: Math.random,
    on: {
      connection: (state) => {
        if (state.name === "left" && state.code !== "LEFT") troubles.push(`was sent away: ${state.reason}`);
        if (state.name === "reconnecting" && sid !== null) moves++;
        if (state.name !== "joined") return;
        if (sid === null) heardAtMs = performance.now();
        else if (state.sid !== sid) troubles.push(`was ${sid} and is ${state.sid}: its seat was dropped`);
        sid = state.sid;
      },
      room: () => {},
      members: (members) => {
        if (members.size < memberCount) troubles.push("saw somebody leave");
        memberCount = members.size;
      },
      pose: heard,
      chat: () => {},
      notice: () => {},
      roomNotice: () => {},
      gift: () => {},
    },
  });
  let step = 0;
  const mover =
    index >= MOVERS_MAX
      ? null
      : setInterval(() => {
          const angle = (step++ / 40 + index / MOVERS_MAX) * 2 * Math.PI;
          client.sendPose({
            mode: 0,
            bodyYaw: 0,
            lookYaw: 0,
            lookPitch: 0,
            locomotion: 1,
            position: [3 * Math.cos(angle), 0, 3 * Math.sin(angle)],
            teleport: false,
          });
        }, MOVE_INTERVAL_MS);
  return {
    name: `visitor ${index}`,
    get sid() {
      return sid;
    },
    troubles,
    takeGap() {
      const taken = { gapMs: Math.max(gapMs, performance.now() - heardAtMs), moves };
      gapMs = 0;
      moves = 0;
      return taken;
    },
    leave() {
      if (mover !== null) clearInterval(mover);
      client.leave();
    },
  };
}

/** A guest, however often the edge says to wait first. */
export async function signIn(edgeUrl: string, name: string): Promise<EdgeClient> {
  const edge = createEdgeClient({ edgeUrl, session: "bearer", fetch, nowMs: Date.now });
  while (true) {
    try {
      await edge.signInAsGuest(name, "en");
      return edge;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 429) throw error;
      await Bun.sleep(1000 * (Number(error.headers["retry-after"]) || 1));
    }
  }
}
