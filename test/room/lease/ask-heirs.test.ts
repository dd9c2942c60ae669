// Two hosts' sides of one question, over real HTTP.

import { afterEach, expect, test } from "bun:test";
import { createPeers, type Peers } from "../../../room/lease/ask-heirs.ts";
import { createLog } from "../../../shared/http/log.ts";
import { type HostId, hostIdSchema, type RoomId, roomIdSchema } from "../../../shared/schema/ids.ts";
import { PROMISE_PATH, promiseUrl } from "../../../shared/schema/peers.ts";
import { eventually } from "../../support/eventually.ts";

const log = createLog({ process: "room", format: "json", nowMs: Date.now, write: () => {} });
const KEY = Buffer.alloc(32, 7).toString("base64url");
const [ASKER, HEIR, NEXT] = [
  hostIdSchema.parse("hst_asker"),
  hostIdSchema.parse("hst_heir"),
  hostIdSchema.parse("hst_next"),
];
const TAKEN = roomIdSchema.parse("rm_taken");

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A host's side, with what its leases were told. */
function peersOf(hostId: HostId, toAsk: readonly HostId[] = []) {
  const heard: unknown[] = [];
  const peers = createPeers({
    hostId,
    log,
    fetch,
    steadyMs: () => performance.now(),
    wallMs: Date.now,
    leases: {
      toAsk: () => toAsk,
      promised: (heir: HostId, taken: readonly RoomId[] | null) => void heard.push({ heir, taken }),
      gone: (heir: HostId) => void heard.push({ gone: heir }),
      promise: (peer: HostId) => (peer === ASKER ? [TAKEN] : null),
    },
  });
  stops.push(peers.stop);
  return { peers, heard };
}

function serve(peers: Peers): string {
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: async (request) => {
      if (new URL(request.url).pathname !== PROMISE_PATH) return new Response(null, { status: 404 });
      const answer = await peers.answer(request.headers.get("authorization")?.slice("Bearer ".length) ?? "");
      return answer === null ? new Response(null, { status: 401 }) : Response.json(answer);
    },
  });
  stops.push(() => server.stop(true));
  return `ws://127.0.0.1:${server.port}/mqtt`;
}

const reach = (hostId: HostId, wsUrl: string, key = KEY) => ({
  key,
  heirs: [{ hostId, host: { address: "127.0.0.1", tcpPort: 1, wsUrl } }],
});

test("an heir promises, but for what it has taken", async () => {
  const heir = peersOf(HEIR);
  const wsUrl = serve(heir.peers);
  heir.peers.heard(reach(ASKER, wsUrl));
  const asker = peersOf(ASKER, [HEIR]);
  asker.peers.heard(reach(HEIR, wsUrl));
  await eventually("a promise", () => asker.heard[0]);
  expect(asker.heard[0]).toEqual({ heir: HEIR, taken: [TAKEN] });
});

test("another process in its place says that the heir is gone", async () => {
  const next = peersOf(NEXT);
  const wsUrl = serve(next.peers);
  next.peers.heard(reach(ASKER, wsUrl));
  const asker = peersOf(ASKER, [HEIR]);
  asker.peers.heard(reach(HEIR, wsUrl));
  await eventually("an answer", () => asker.heard[0]);
  expect(asker.heard[0]).toEqual({ gone: HEIR });
});

test("whoever does not have the key is told nothing, and nothing is promised", async () => {
  const heir = peersOf(HEIR);
  expect(await heir.peers.answer("anything")).toBeNull();
  const wsUrl = serve(heir.peers);
  heir.peers.heard(reach(ASKER, wsUrl));
  const stranger = peersOf(ASKER, [HEIR]);
  stranger.peers.heard(reach(HEIR, wsUrl, Buffer.alloc(32, 8).toString("base64url")));
  await Bun.sleep(1_200);
  expect(stranger.heard).toEqual([]);
  expect(await heir.peers.answer("a.b.c")).toBeNull();
});

test("a host is asked beside its WebSocket, whatever stands before it", () => {
  expect(promiseUrl("ws://192.0.2.1:8083/mqtt")).toBe("http://192.0.2.1:8083/peers/promise");
  expect(promiseUrl("wss://rooms.example/rooms/01/mqtt")).toBe(
    "https://rooms.example/rooms/01/peers/promise",
  );
});
