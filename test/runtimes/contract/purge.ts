// What makes a cached answer old before its time: a purge that the origin signed, and nobody else's.

import { describe, expect, test } from "bun:test";
import { SIGNATURE_HEADER, signBody } from "../../../shared/http/signed-body.ts";
import { eventually } from "../../support/eventually.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

export function purgeContract(edge: EdgeUnderTest): void {
  const secret = () => edge.surroundings().env["HIROBA_INTERNAL_TOKEN"] as string;

  async function purge(tags: unknown, signed: { secret?: string; atMs?: number; over?: string } = {}) {
    const text = JSON.stringify({ tags });
    const over = new TextEncoder().encode(signed.over ?? text);
    const signature = await signBody(over, signed.secret ?? secret(), signed.atMs ?? Date.now());
    return edge.ask("/v1/cache/purge", {
      body: text,
      headers: { "content-type": "application/json", [SIGNATURE_HEADER]: signature },
    });
  }

  const statusOf = async (path: string) => (await edge.ask(path)).headers.get("cache-status");

  describe("a purge", () => {
    test("makes what carries its tag old at once, and leaves the rest", async () => {
      const world = "/v1/worlds/wld_hiroba-plaza";
      const avatars = "/v1/avatars?limit=41";
      expect((await edge.ask(world)).headers.get("cache-tag")).toBe("world:wld_hiroba-plaza");
      expect((await edge.ask(avatars)).headers.get("cache-tag")).toStartWith("avatars");
      expect((await purge(["avatars", "world:wld_unknown"])).status).toBe(204);
      expect(await statusOf(world)).toStartWith("hiroba-edge; hit");
      expect(await statusOf(avatars)).toBe("hiroba-edge; fwd=miss");
      expect((await purge("all")).status).toBe(204);
      expect(await statusOf(world)).toBe("hiroba-edge; fwd=miss");
    });

    test("is refused when it is not signed by our origin, now, over these very bytes", async () => {
      const refused = [
        await edge.ask("/v1/cache/purge", { json: { tags: "all" } }),
        await purge("all", { secret: "another" }),
        await purge("all", { atMs: Date.now() - 60_000 }),
        await purge("all", { over: `{"tags":["worlds"]}` }),
      ];
      for (const answer of refused) expect(await refusalOf(answer)).toBe("401 PURGE_SIGNATURE_INVALID");
    });

    test("that says nothing sensible is told so", async () => {
      expect(await refusalOf(await purge([]))).toBe("422 VALIDATION_FAILED");
      expect(await refusalOf(await purge(["no tag at all"]))).toBe("422 VALIDATION_FAILED");
    });

    test("comes from the origin by itself after a write", async () => {
      const purges = () =>
        edge
          .output()
          .split("\n")
          .filter((line) => line.includes("/v1/cache/purge")).length;
      const { accessToken } = await edge.guest("Gardener");
      const before = purges();
      const created = await edge.ask("/v1/worlds", { json: { name: "Purged" }, as: accessToken });
      expect(created.status).toBe(201);
      await eventually("the origin's purge in the edge's log", () => purges() > before);
    });
  });
}
