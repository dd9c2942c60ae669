import { describe, expect, test } from "bun:test";
import { createCatalogCache } from "../../../edge/cache/catalog.ts";
import { createWarmAnswers } from "../../../edge/cache/warm-answers.ts";
import { createLog } from "../../../shared/http/log.ts";

const URL_OF_LIST = "https://square.example/v1/worlds?limit=20";
const awake = () => {};

/** A front before a cache that holds one list under the key "worlds", and a clock moved by hand. */
async function setUp() {
  const clock = { nowMs: 1_000_000 };
  const lines: string[] = [];
  const nowMs = () => clock.nowMs;
  const cache = createCatalogCache({
    changes: async () => ({ cursor: "0", tags: [], isReset: false, hasMore: false }),
    nowMs,
  });
  const log = createLog({ process: "edge", format: "json", nowMs, write: (line) => lines.push(line) });
  const warm = createWarmAnswers(cache, { log, nowMs });
  const fill = async () => ({ answer: { items: [] }, tags: ["worlds"] });
  // The first look at the feed purges; what is filled after it stays.
  await cache.read("worlds", "by-itself", fill, awake);
  await Bun.sleep(0);
  await cache.read("worlds", "by-itself", fill, awake);
  warm.remember(URL_OF_LIST, "worlds", "by-itself");
  const ask = (url: string, init?: RequestInit) => warm.answer(new Request(url, init), awake);
  return { ask, cache, clock, lines, warm };
}

describe("the front of the edge", () => {
  test("answers what is warm, with its validator, its age and the tags it carries", async () => {
    const { ask } = await setUp();
    const answer = ask(URL_OF_LIST);
    expect(answer?.status).toBe(200);
    expect(Object.fromEntries(answer?.headers ?? [])).toEqual({
      "access-control-allow-origin": "*",
      "access-control-expose-headers": expect.stringContaining("etag"),
      age: "0",
      "cache-control": "public, max-age=0, s-maxage=1, stale-while-revalidate=10, stale-if-error=3600",
      "cache-status": "hiroba-edge; hit",
      "cache-tag": "worlds",
      "content-type": "application/json",
      etag: expect.stringMatching(/^"[A-Za-z0-9_-]{22}"$/),
    });
    expect(await answer?.json()).toEqual({ items: [] });
  });

  test("answers 304 to who has it already", async () => {
    const { ask } = await setUp();
    const etag = ask(URL_OF_LIST)?.headers.get("etag") ?? "";
    const answer = ask(URL_OF_LIST, { headers: { "if-none-match": etag } });
    expect([answer?.status, answer?.headers.get("etag"), await answer?.text()]).toEqual([304, etag, ""]);
  });

  test("says the same to everybody, whoever they say they are", async () => {
    const { ask } = await setUp();
    const headers = { authorization: "Bearer x", cookie: "__Host-session=x", "accept-language": "ja" };
    const [anonymous, known] = [ask(URL_OF_LIST), ask(URL_OF_LIST, { headers })];
    expect([...(known?.headers ?? [])]).toEqual([...(anonymous?.headers ?? [])]);
    expect(await known?.text()).toBe((await anonymous?.text()) ?? "no answer");
  });

  test("knows a read by path and query alone, as they were spelled", async () => {
    const { ask } = await setUp();
    expect(ask("http://127.0.0.1:8080/v1/worlds?limit=20")?.status).toBe(200);
    for (const rest of ["?limit=20&limit=20", "?limit=021", "?", "", "/?limit=20"])
      expect([rest, ask(`https://square.example/v1/worlds${rest}`)]).toEqual([rest, null]);
  });

  test("leaves to the app what is not a GET, what is no longer fresh, and what a purge has named", async () => {
    const { ask, cache, clock } = await setUp();
    for (const method of ["HEAD", "POST", "PUT", "DELETE"]) expect(ask(URL_OF_LIST, { method })).toBeNull();
    expect(ask(URL_OF_LIST)).not.toBeNull();
    clock.nowMs += 999;
    expect(ask(URL_OF_LIST)?.headers.get("age")).toBe("0");
    clock.nowMs += 1;
    expect(ask(URL_OF_LIST)).toBeNull();
    clock.nowMs -= 1;
    cache.purge(["worlds"]);
    expect(ask(URL_OF_LIST)).toBeNull();
  });

  test("knows of every fill and purge at once, and is not fooled by a clock that is put back", async () => {
    const { ask, cache, clock } = await setUp();
    const before = ask(URL_OF_LIST)?.headers.get("etag");
    cache.purge(["worlds"]);
    await cache.read(
      "worlds",
      "by-itself",
      async () => ({ answer: { items: [1] }, tags: ["worlds"] }),
      awake,
    );
    const after = ask(URL_OF_LIST);
    expect(await after?.json()).toEqual({ items: [1] });
    expect(after?.headers.get("etag")).not.toBe(before ?? null);
    cache.purge(["another"]);
    expect(ask(URL_OF_LIST)?.headers.get("etag")).toBe(after?.headers.get("etag") ?? "none");
    clock.nowMs -= 60_000;
    await cache.read("worlds", "by-itself", async () => ({ answer: {}, tags: ["worlds"] }), awake);
    clock.nowMs += 60_000 + 999;
    expect(ask(URL_OF_LIST)).not.toBeNull();
    clock.nowMs += 1;
    expect(ask(URL_OF_LIST)).toBeNull();
  });

  test("tells now and then how many it answered", async () => {
    const { ask, clock, lines, warm } = await setUp();
    for (let count = 0; count < 5; count += 1) ask(URL_OF_LIST);
    clock.nowMs += 9_999;
    warm.remember(URL_OF_LIST, "worlds", "by-itself");
    expect(lines).toEqual([]);
    clock.nowMs += 1;
    warm.remember(URL_OF_LIST, "worlds", "by-itself");
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { event: "catalog.warm-answers", count: 5, withinMs: 10_000 },
    ]);
  });
});
