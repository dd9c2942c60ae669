import { expect, test } from "bun:test";
import { createMetricsApp } from "../../../room/metrics/app.ts";
import { topReportSchema } from "../../../room/metrics/top-report.ts";
import { createLog } from "../../../shared/http/log.ts";
import { readExposition } from "./exposition.ts";
import { connectionRow, roomRow, SmallHost, STARTED_AT_MS } from "./small-host.ts";

function appOf(host: SmallHost) {
  const lines: string[] = [];
  const nowMs = () => STARTED_AT_MS + 2_000;
  const log = createLog({ process: "room", format: "json", nowMs, write: (line) => lines.push(line) });
  const { metrics, source, startedAtMs, usage } = host;
  const app = createMetricsApp({ metrics, source, startedAtMs, usage, log, nowMs });
  return { lines, get: async (path: string, method = "GET") => app.request(path, { method }) };
}

test("GET /metrics answers what Prometheus reads, under its content type", async () => {
  const host = new SmallHost();
  host.rooms = [roomRow()];
  const response = await appOf(host).get("/metrics");
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const families = readExposition(await response.text());
  expect(families.get("hiroba_room_rooms")?.samples[0]?.value).toBe(1);
  expect(families.get("hiroba_room_messages_received_total")?.type).toBe("counter");
});

test("GET /top answers the host at a glance, whatever its guests call themselves", async () => {
  const host = new SmallHost();
  const clientId = '"\u001b[2J\n広場';
  host.connections = [connectionRow(1, { clientId, packetsIn: 4 })];
  const report = topReportSchema.parse(await (await appOf(host).get("/top")).json());
  expect(report.senders).toMatchObject([{ clientId, inPerSecond: { messages: 2 } }]);
});

test("nothing else is answered, and reading is not logged", async () => {
  const app = appOf(new SmallHost());
  for (const [path, method] of [
    ["/", "GET"],
    ["/metrics", "POST"],
    ["/top/x", "GET"],
  ] as const)
    expect([path, (await app.get(path, method)).status]).toEqual([path, 404]);
  await app.get("/metrics");
  expect(app.lines).toEqual([]);
});

test("a source that fails is our fault: 500, with the reason in the log and not in the answer", async () => {
  const host = new SmallHost();
  host.source.rooms = () => {
    throw new Error("of the inner life");
  };
  const app = appOf(host);
  const response = await app.get("/metrics");
  expect([response.status, await response.text()]).toEqual([
    500,
    "something failed on our side; it was logged\n",
  ]);
  expect(app.lines.join()).toContain("of the inner life");
});
