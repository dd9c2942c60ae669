// Public reads: what may be cached, by whom and under which validator; and the writes that make it new.

import { describe, expect, test } from "bun:test";
import { connect } from "node:net";
import { avatarPageSchema, eventPageSchema, worldPageSchema } from "../../../shared/schema/public-api.ts";
import { worldSchema } from "../../../shared/schema/world.ts";
import { eventually } from "../../support/eventually.ts";
import { type EdgeUnderTest, problemOf, refusalOf } from "../edge-under-test.ts";

const CACHE_CONTROL = "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=3600";

export function catalogContract(edge: EdgeUnderTest): void {
  const ifNoneMatch = (path: string, tags: string) => edge.ask(path, { headers: { "if-none-match": tags } });
  const originCalls = (path: string) =>
    edge
      .surroundings()
      .origin.output()
      .split("\n")
      .filter((line) => line.includes(`"path":"${path}"`)).length;

  describe("the catalog", () => {
    test("lists worlds, avatars and events, and shows one world", async () => {
      const worlds = worldPageSchema.parse(await (await edge.ask("/v1/worlds?limit=100")).json());
      expect(worlds.items.map(({ id }) => id as string)).toContain("wld_hiroba-plaza");
      eventPageSchema.parse(await (await edge.ask("/v1/events")).json());
      avatarPageSchema.parse(await (await edge.ask("/v1/avatars")).json());
      const [first] = worlds.items;
      const shown = worldSchema.parse(await (await edge.ask(`/v1/worlds/${first?.id}`)).json());
      expect(first).toMatchObject(shown);
    });

    test("pages with cursors", async () => {
      const page = async (query: string) =>
        worldPageSchema.parse(await (await edge.ask(`/v1/worlds${query}`)).json());
      const first = await page("?limit=1");
      const second = await page(`?limit=1&cursor=${first.nextCursor}`);
      expect([first.items.length, second.items.length]).toEqual([1, 1]);
      expect(second.items[0]?.id).not.toBe(first.items[0]?.id as never);
    });

    test("says how it may be kept and how it was read: first a miss, then a hit of the same bytes", async () => {
      const path = "/v1/events?limit=11";
      const miss = await edge.ask(path);
      const hit = await edge.ask(path);
      expect([miss, hit].map((answer) => answer.headers.get("cache-status"))).toEqual([
        "hiroba-edge; fwd=miss",
        "hiroba-edge; hit",
      ]);
      for (const answer of [miss, hit]) {
        expect(answer.headers.get("cache-control")).toBe(CACHE_CONTROL);
        expect(answer.headers.get("content-type")).toBe("application/json");
        expect(answer.headers.get("age")).toBe("0");
        expect(answer.headers.get("set-cookie")).toBeNull();
      }
      expect(miss.headers.get("etag")).toMatch(/^"[A-Za-z0-9_-]{22}"$/);
      expect(hit.headers.get("etag")).toBe(miss.headers.get("etag") as string);
      expect(await hit.text()).toBe(await miss.text());
    });

    test("answers 304 without a body to a validator it gave, weak or in a list", async () => {
      const path = "/v1/events?limit=12";
      const etag = (await edge.ask(path)).headers.get("etag") ?? "";
      for (const tags of [etag, `W/${etag}`, `"other", ${etag}`, "*"]) {
        const answer = await ifNoneMatch(path, tags);
        expect([tags, answer.status, await answer.text()]).toEqual([tags, 304, ""]);
        expect(answer.headers.get("etag")).toBe(etag);
        expect(answer.headers.get("cache-control")).toBe(CACHE_CONTROL);
      }
      expect((await ifNoneMatch(path, '"other"')).status).toBe(200);
    });

    test("asks the origin once for a hundred cold readers", async () => {
      const before = originCalls("/internal/avatars");
      const answers = await Promise.all(Array.from({ length: 100 }, () => edge.ask("/v1/avatars?limit=13")));
      expect(answers.every(({ status }) => status === 200)).toBe(true);
      await eventually("the origin's log of the read", () => originCalls("/internal/avatars") > before);
      expect(originCalls("/internal/avatars") - before).toBe(1);
    });

    test("leaves nobody waiting for a reader who asked first and hung up", async () => {
      const { hostname, port } = new URL(edge.surroundings().edgeUrl);
      for (let limit = 30; limit < 38; limit++) {
        const path = `/v1/avatars?limit=${limit}`;
        const socket = connect(Number(port), hostname);
        await new Promise((resolve) => socket.once("connect", resolve));
        socket.write(`GET ${path} HTTP/1.1\r\nhost: ${hostname}\r\n\r\n`);
        await Bun.sleep((limit % 4) * 0.5);
        socket.destroy();
        expect((await edge.ask(path)).status).toBe(200);
      }
    });

    test("after its second of freshness is served at once and refilled behind the answer", async () => {
      const path = "/v1/events?limit=14";
      await edge.ask(path);
      const seen = new Set<string | null>();
      await eventually("a stale read and a fresh one after it", async () => {
        seen.add((await edge.ask(path)).headers.get("cache-status"));
        return seen.has("hiroba-edge; hit; detail=revalidating");
      });
      await eventually("the refilled page", async () => {
        const answer = await edge.ask(path);
        return answer.headers.get("cache-status") === "hiroba-edge; hit";
      });
    });

    test("shows a world the moment it was created, and creates it once per Idempotency-Key", async () => {
      const { accessToken } = await edge.guest("Maker");
      const create = (name: string) =>
        edge.ask("/v1/worlds", {
          json: { name },
          as: accessToken,
          headers: { "idempotency-key": "key-1" },
        });
      await edge.ask("/v1/worlds");
      const created = await create("Garden");
      const world = worldSchema.parse(await created.json());
      expect([created.status, created.headers.get("location")]).toEqual([201, `/v1/worlds/${world.id}`]);
      const listed = worldPageSchema.parse(await (await edge.ask("/v1/worlds")).json());
      expect(listed.items[0]?.id).toBe(world.id);
      expect(worldSchema.parse(await (await create("Garden")).json())).toEqual(world);
      expect(await refusalOf(await create("Another"))).toBe("422 IDEMPOTENCY_KEY_REUSED");
    });

    test("refuses queries it does not know, and ids that name nothing", async () => {
      const problem = await problemOf(await edge.ask("/v1/worlds?limit=0&sort=name"));
      expect([problem.status, problem.code]).toEqual([422, "VALIDATION_FAILED"]);
      expect(problem.errors?.map(({ name }) => name).toSorted()).toEqual(["limit", "query"]);
      expect(await refusalOf(await edge.ask("/v1/worlds?limit=101"))).toBe("422 VALIDATION_FAILED");
      expect(await refusalOf(await edge.ask("/v1/worlds?cursor=zzz"))).toBe("422 CURSOR_INVALID");
      expect(await refusalOf(await edge.ask("/v1/worlds/wld_nowhere"))).toBe("404 WORLD_NOT_FOUND");
      expect(await refusalOf(await edge.ask("/v1/worlds/%2e%2e%2fhosts"))).toBe("404 NOT_FOUND");
    });
  });
}
