// The origin goes away: what was read stays readable, the rest says so. Then the edge itself is asked to leave.

import { describe, expect, test } from "bun:test";
import { eventually } from "../../support/eventually.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const READERS = 8;
const LOAD_MAX_MS = 20_000;
const SETTLE_MS = 1_500;

/** READERS who ask for one path after the other until they are stopped, and count. */
function startReaders(edge: EdgeUnderTest, paths: readonly string[]) {
  const told = { answers: 0, away: 0 };
  const failures: string[] = [];
  let isOver = false;
  async function read(from: number): Promise<void> {
    for (let count = from; !isOver; count += 1) {
      const path = paths[count % paths.length] ?? "/v1/worlds";
      try {
        const answer = await edge.ask(path, { address: "a-reader" });
        const text = await answer.text();
        if (answer.status !== 200 || text === "") failures.push(`${answer.status} ${path} ${text}`);
        if (answer.headers.get("cache-status")?.includes("origin-away") === true) told.away += 1;
      } catch (error) {
        failures.push(`${path} ${error}`);
      }
      told.answers += 1;
    }
  }
  const readers = Array.from({ length: READERS }, (_, at) => read(at));
  return {
    told: () => told,
    async stop() {
      isOver = true;
      await Promise.all(readers);
      return { ...told, failures };
    },
  };
}

/** Whether all of them are in the cache now, and still a good while later. */
async function staysWarm(edge: EdgeUnderTest, paths: readonly string[]): Promise<boolean> {
  for (const waitMs of [0, SETTLE_MS]) {
    await Bun.sleep(waitMs);
    for (const path of paths) {
      const answer = await edge.ask(path, { address: "a-reader" });
      await answer.text();
      if (answer.headers.get("cache-status")?.includes("hit") !== true) return false;
    }
  }
  return true;
}

export function outageContract(edge: EdgeUnderTest): void {
  describe("with the origin away", () => {
    test("killed under a steady load, it is missed by no reader of what is warm", async () => {
      const detail = "/v1/worlds/wld_hiroba-plaza";
      const lists = ["/v1/worlds", "/v1/worlds?limit=21", "/v1/events", "/v1/avatars"];
      const paths = [...lists, detail];
      // What earlier tests wrote may still be on its way here, and makes cold what it changed.
      await eventually("that nothing is purged any more", () => staysWarm(edge, paths), LOAD_MAX_MS);
      const load = startReaders(edge, paths);
      await eventually("a thousand reads", () => load.told().answers >= 1_000);
      await edge.surroundings().origin.kill();
      const before = load.told().answers;
      await eventually(
        "reads that know it, and thousands more",
        () => load.told().away >= 1_000 && load.told().answers - before >= 3_000,
        LOAD_MAX_MS,
      );
      const { answers, failures } = await load.stop();
      expect({ failures, enough: answers >= 4_000 }).toEqual({ failures: [], enough: true });
    });

    test("the catalog that was read stays readable and says that it is stale", async () => {
      const path = "/v1/worlds?limit=21";
      const before = await edge.ask(path);
      const etag = before.headers.get("etag") as string;
      const text = await before.text();
      const stale = await eventually("a read that knows the origin is away", async () => {
        const answer = await edge.ask(path);
        expect([answer.status, answer.headers.get("etag")]).toEqual([200, etag]);
        const isAway = answer.headers.get("cache-status") === "hiroba-edge; hit; detail=origin-away";
        return isAway && Number(answer.headers.get("age")) >= 1 && answer;
      });
      expect(await stale.text()).toBe(text);
      const unchanged = await edge.ask(path, { headers: { "if-none-match": etag } });
      expect(unchanged.status).toBe(304);
    });

    test("what was never read, and every write, is a 503 that says when to come back", async () => {
      const answers = [
        await edge.ask("/v1/worlds?limit=22"),
        await edge.ask("/v1/sign-in/guest", { json: { displayName: "Aoi" } }),
        await edge.refresh("token"),
        await edge.ask("/v1/upload/avatar/upl_x/status"),
        await edge.ask("/v1/stripe/webhook", { body: "{}", headers: { "stripe-signature": "t=1,v1=x" } }),
      ];
      for (const answer of answers) {
        expect(answer.headers.get("retry-after")).toBe("1");
        expect(await refusalOf(answer)).toBe("503 ORIGIN_AWAY");
      }
    });

    test("the edge is alive and not ready, and its page and keys are served", async () => {
      expect((await edge.ask("/healthz")).status).toBe(200);
      const ready = await edge.ask("/readyz");
      expect(ready.status).toBe(503);
      expect(await ready.json()).toMatchObject({
        status: "not ready",
        checks: [{ name: "origin", ok: false }],
      });
      expect((await edge.ask("/", { headers: { accept: "text/html" } })).status).toBe(200);
      expect((await edge.ask("/.well-known/jwks.json")).status).toBe(200);
    });
  });

  describe("asked to leave", () => {
    test("the edge ends by itself and well", async () => {
      expect(await edge.stopEdge()).toBe(0);
    });
  });
}
