// The origin goes away: what was read stays readable, the rest says so. Then the edge itself is asked to leave.

import { describe, expect, test } from "bun:test";
import { eventually } from "../../support/eventually.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

export function outageContract(edge: EdgeUnderTest): void {
  describe("with the origin away", () => {
    test("the catalog that was read stays readable and says that it is stale", async () => {
      const path = "/v1/worlds?limit=21";
      const before = await edge.ask(path);
      const etag = before.headers.get("etag") as string;
      const text = await before.text();
      await edge.surroundings().origin.stop();
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
