import { expect, test } from "bun:test";
import { measuredOrigin } from "../../../room/metrics/measured-origin.ts";
import { Metrics } from "../../../room/metrics.ts";
import { createOriginClient } from "../../../room/origin-client.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { newId, roomIdSchema } from "../../../shared/schema/ids.ts";

const ROOM = roomIdSchema.parse("rm_1");
const PROBLEM = { type: "about:blank", status: 409, code: "ROOM_ELSEWHERE", title: "It is elsewhere" };

/** What a call was refused with. */
const codeOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

test("calls to the origin are counted by what came of them and timed, and answer as they would have", async () => {
  const answers = [
    Response.json({ heartbeatIntervalMs: 700 }),
    Response.json(PROBLEM, { status: 409, headers: { "content-type": "application/problem+json" } }),
  ];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => answers.shift() ?? new Response(null, { status: 204 }),
  });
  const originUrl = `http://127.0.0.1:${server.port}`;
  const client = createOriginClient({ originUrl, credential: "t", hostId: newId("host"), fetch });
  const metrics = new Metrics();
  let nowMs = 0;
  const origin = measuredOrigin(client, metrics, () => {
    nowMs += 3;
    return nowMs;
  });
  const host = { address: "127.0.0.1", tcpPort: 1, wsUrl: "ws://127.0.0.1:2/mqtt" };
  const registration = {
    hostId: newId("host"),
    region: "x",
    host,
    participantsMax: 1,
    roomsMax: 1,
    build: "x",
  };

  expect(await origin.register(registration)).toBe(700);
  expect(await codeOf(origin.roomSpec(ROOM, "req", null))).toBe("ROOM_ELSEWHERE");
  expect(
    await codeOf(origin.report(ROOM, { hostId: registration.hostId, epoch: 1, isLate: false, entries: [] })),
  ).toBeNull();
  await server.stop(true);
  expect(await codeOf(origin.roomSpec(ROOM, "req", null))).toBe("ORIGIN_AWAY");

  const counted = [...metrics.originCalls].map(([call, { byStatus }]) => [
    call,
    Object.fromEntries([...byStatus].map(([status, { count }]) => [status, count])),
  ]);
  expect(counted).toEqual([
    ["register", { ok: 1 }],
    ["room-spec", { 409: 1, away: 1 }],
    ["report", { ok: 1 }],
  ]);
  const ofSpec = metrics.originCalls.get("room-spec")?.byStatus;
  expect([ofSpec?.get("409")?.sumUs, ofSpec?.get("away")?.sumUs]).toEqual([3_000, 3_000]);
});

test("a question the origin could not answer counts as asked again until it is answered, each by itself", async () => {
  const [one, other] = [ROOM, roomIdSchema.parse("rm_2")];
  const refusal = (status: number) =>
    Response.json(
      { ...PROBLEM, status },
      { status, headers: { "content-type": "application/problem+json" } },
    );
  // Of the first: away, away, refused; of the second: away, answered; then both once more.
  const answers = [refusal(503), refusal(503), refusal(503), refusal(409), null, null, null];
  const server = Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    fetch: () => answers.shift() ?? new Response(null, { status: 204 }),
  });
  const client = createOriginClient({
    originUrl: `http://127.0.0.1:${server.port}`,
    credential: "t",
    hostId: newId("host"),
    fetch,
  });
  const metrics = new Metrics();
  const origin = measuredOrigin(client, metrics, () => 0);
  for (const room of [one, other, one, one, other, one, other])
    await codeOf(origin.evidence(room, { atMs: 0, people: [], lines: [] }));
  await server.stop(true);
  expect(metrics.originCalls.get("evidence")?.retryCount).toBe(3);
});
