// The catalog over a real Postgres: who finds what, in which order, and that pages hold still while the square does not.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import { backfillCatalog } from "../../../origin/catalog/backfill.ts";
import { findEntries } from "../../../origin/catalog/find-entries.ts";
import { RANKED_MAX, SNAPSHOT_KEPT_MS } from "../../../origin/catalog/ranking.ts";
import { SEARCH_RANKS } from "../../../origin/catalog/search-store.ts";
import { rankingSnapshots } from "../../../origin/db/schema/catalog.ts";
import { seededRng } from "../../../shared/rng.ts";
import { newId } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

let origin: OriginUnderTest;
let owner: string;
beforeAll(async () => {
  origin = await startOrigin();
  owner = (await origin.createGuest("Maker")).userId;
});
afterAll(() => origin.stop());

type Page = {
  readonly items: { id: string; name: string; likeCount: number }[];
  readonly nextCursor: string | null;
};

async function page(path: string, query: Readonly<Record<string, string>>): Promise<Page> {
  const { status, body } = await origin.ask(path, { query: `?${new URLSearchParams(query)}` });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body as unknown as Page;
}
const names = async (query: Readonly<Record<string, string>>, path: string = internalPath.worlds) =>
  (await page(path, query)).items.map(({ name }) => name);

let madeCount = 0;
/** A world of a maker of its own, so that no quota is in the way. */
async function makeWorld(world: Record<string, unknown>): Promise<string> {
  madeCount += 1;
  const { userId } = await origin.createGuest(`Maker ${madeCount}`);
  origin.clock.nowMs += 1;
  const { status, body } = await origin.ask(internalPath.worlds, { json: world, as: userId });
  if (status !== 201) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body["id"] as string;
}
const like = (userId: string, id: string, method: "PUT" | "DELETE" = "PUT") =>
  origin.ask(internalPath.like, { params: { userId, kind: "world", id }, method });

describe("a search", () => {
  test("finds Japanese and English, what fits best first", async () => {
    await makeWorld({ name: "月見茶屋", description: "団子とお茶", tags: ["和風"] });
    await makeWorld({ name: "Tea House", description: "月見 is seen from here" });
    await makeWorld({ name: "Garden", tags: ["月見"] });
    expect(await names({ q: "月見" })).toEqual(["月見茶屋", "Garden", "Tea House"]);
    expect(await names({ q: "茶" })).toEqual(["月見茶屋"]);
    expect(await names({ q: "tea hou" })).toEqual(["Tea House"]);
    expect(await names({ q: "ｔｅａ" })).toEqual(["Tea House"]);
    expect(await names({ q: "団子 お茶" })).toEqual(["月見茶屋"]);
    expect(await names({ q: "団茶" })).toEqual([]);
    expect(await names({ q: "!!" })).toEqual([]);
  });

  test("goes over every kind, or one", async () => {
    const found = await page(internalPath.search, { q: "sunset" });
    expect(found.items).toMatchObject([{ kind: "event" }, { kind: "world" }].toReversed());
    expect(await names({ q: "sunset", kind: "event" }, internalPath.search)).toEqual(["Opening Night"]);
    expect(await names({ q: "sunset", kind: "avatar" }, internalPath.search)).toEqual([]);
  });

  test("pages through what it finds, each once", async () => {
    for (let n = 0; n < 7; n += 1) await makeWorld({ name: `Pagination ${n}` });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const got: Page = await page(internalPath.worlds, {
        q: "pagination",
        limit: "3",
        ...(cursor === null ? {} : { cursor }),
      });
      seen.push(...got.items.map(({ name }) => name));
      cursor = got.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 7 }, (_, n) => `Pagination ${6 - n}`));
  });

  test("pages from one rank into the next, wherever pages end", async () => {
    for (let n = 0; n < 3; n += 1) {
      await makeWorld({ name: `Lighthouse ${n}`, description: "lantern", tags: ["lantern"] });
      await makeWorld({ name: `Lantern ${n}`, description: "lantern", tags: ["lantern"] });
      await makeWorld({ name: `Harbour ${n}`, description: "one lantern" });
    }
    const ranked = ["Lantern", "Lighthouse", "Harbour"].flatMap((name) =>
      [2, 1, 0].map((n) => `${name} ${n}`),
    );
    for (const limit of [1, 2, 3, 4, 9, 10]) {
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const got: Page = await page(internalPath.worlds, {
          q: "lantern",
          limit: String(limit),
          ...(cursor === null ? {} : { cursor }),
        });
        seen.push(...got.items.map(({ name }) => name));
        cursor = got.nextCursor;
      } while (cursor !== null);
      expect(seen).toEqual(ranked);
    }
  });

  test("finds people by the name they have now, and guests not at all", async () => {
    const { body } = await origin.ask(internalPath.resolveUser, {
      json: { issuer: "https://i.example", subject: "s", displayName: "Wakaba", locale: "ja" },
    });
    const { id } = body["user"] as { id: string };
    await origin.createGuest("Wakabaguest");
    expect(await names({ q: "wakaba" }, internalPath.search)).toEqual(["Wakaba"]);
    await origin.ask(internalPath.user, {
      params: { userId: id },
      method: "PATCH",
      json: { displayName: "若葉" },
    });
    expect(await names({ q: "wakaba" }, internalPath.search)).toEqual([]);
    expect(await names({ q: "若葉" }, internalPath.search)).toEqual(["若葉"]);
  });
});

describe("what is not public", () => {
  test("is not listed nor found; unlisted is seen by its id, private by its owner alone", async () => {
    const { userId } = await origin.createGuest("Hidden");
    const make = async (name: string, visibility: string) =>
      (await origin.ask(internalPath.worlds, { json: { name, visibility }, as: userId })).body[
        "id"
      ] as string;
    const unlisted = await make("Hideout one", "unlisted");
    const secret = await make("Hideout two", "private");
    expect(await names({ q: "hideout" })).toEqual([]);
    expect((await names({ limit: "100" })).filter((name) => name.startsWith("Hideout"))).toEqual([]);
    const statusOf = async (worldId: string) =>
      (await origin.ask(internalPath.world, { params: { worldId } })).status;
    expect([await statusOf(unlisted), await statusOf(secret)]).toEqual([200, 404]);
    const own = await origin.ask(internalPath.ownWorlds, { params: { userId } });
    expect((own.body["items"] as unknown[]).length).toBe(2);
    expect((await origin.ask(internalPath.ownWorld, { params: { userId, worldId: secret } })).status).toBe(
      200,
    );
    const stranger = (await origin.createGuest()).userId;
    expect(
      (await origin.ask(internalPath.ownWorld, { params: { userId: stranger, worldId: secret } })).status,
    ).toBe(404);
    expect((await like(stranger, secret)).status).toBe(404);
    expect((await origin.ask(internalPath.worldRooms, { params: { worldId: secret } })).status).toBe(404);
  });

  test("becomes public when its owner says so, and only its owner may", async () => {
    const { userId } = await origin.createGuest("Opener");
    const { body } = await origin.ask(internalPath.worlds, {
      json: { name: "Opening soon", visibility: "private" },
      as: userId,
    });
    const worldId = body["id"] as string;
    const patch = (as: string, json: unknown) =>
      origin.ask(internalPath.world, { params: { worldId }, method: "PATCH", json, as });
    expect((await patch(owner, { visibility: "public" })).body["code"]).toBe("WORLD_NOT_FOUND");
    expect((await patch(userId, { visibility: "public", tags: ["ＮＥＷ", "new"] })).body).toMatchObject({
      visibility: "public",
      tags: ["new"],
      name: "Opening soon",
    });
    expect(await names({ tag: "new" })).toEqual(["Opening soon"]);
    expect((await patch(owner, { name: "Mine now" })).body["code"]).toBe("WORLD_NOT_YOURS");
  });
});

describe("a like", () => {
  test("counts once, however often and from however many sides it is said, and goes as it came", async () => {
    const id = await makeWorld({ name: "Liked" });
    const likers = await Promise.all(Array.from({ length: 8 }, () => origin.createGuest()));
    const twice = [...likers, ...likers];
    await Promise.all(twice.map(({ userId }) => like(userId, id)));
    expect((await like(likers[0]?.userId ?? "", id)).body).toEqual({ isLiked: true, likeCount: 8 });
    await Promise.all(twice.slice(0, 12).map(({ userId }) => like(userId, id, "DELETE")));
    expect((await like(likers[0]?.userId ?? "", id, "DELETE")).body).toEqual({
      isLiked: false,
      likeCount: 0,
    });
    expect((await like(owner, "wld_nowhere")).body["code"]).toBe("WORLD_NOT_FOUND");
  });

  test("that changes the count makes what edges keep of the thing old, and no list", async () => {
    const id = await makeWorld({ name: "Liked and told" });
    const changes = async (after: string) =>
      (await origin.ask(internalPath.changes, { query: `?after=${after}` })).body as {
        cursor: string;
        tags: string[];
      };
    let cursor = (await origin.ask(internalPath.changes)).body["cursor"] as string;
    for (const [method, tags] of [
      ["PUT", [`world:${id}`]],
      ["PUT", []],
      ["DELETE", [`world:${id}`]],
      ["DELETE", []],
    ] as const) {
      await like(owner, id, method);
      const next = await changes(cursor);
      expect(next.tags).toEqual([...tags]);
      ({ cursor } = next);
    }
  });

  test("is listed for whoever gave it", async () => {
    const { userId } = await origin.createGuest();
    const ids = [await makeWorld({ name: "First liked" }), await makeWorld({ name: "Then liked" })];
    for (const id of ids) {
      origin.clock.nowMs += 1;
      await like(userId, id);
    }
    const { body } = await origin.ask(internalPath.likes, { params: { userId } });
    expect((body["items"] as { id: string }[]).map(({ id }) => id)).toEqual(ids.toReversed());
  });
});

describe("a ranking", () => {
  test("of the most liked, and of the most lively, where what is long ago counts for less", async () => {
    const [old, fresh, quiet] = [
      await makeWorld({ name: "Ranked old", tags: ["ranked"] }),
      await makeWorld({ name: "Ranked fresh", tags: ["ranked"] }),
      await makeWorld({ name: "Ranked quiet", tags: ["ranked"] }),
    ];
    for (let n = 0; n < 3; n += 1) await like((await origin.createGuest()).userId, old);
    origin.clock.nowMs += 5 * 24 * 60 * 60_000;
    for (let n = 0; n < 2; n += 1) await like((await origin.createGuest()).userId, fresh);
    expect(await names({ order: "popular", tag: "ranked" })).toEqual([
      "Ranked old",
      "Ranked fresh",
      "Ranked quiet",
    ]);
    expect(await names({ order: "trending", tag: "ranked" })).toEqual([
      "Ranked fresh",
      "Ranked old",
      "Ranked quiet",
    ]);
    expect(quiet).toStartWith("wld_");
  });

  test.each(["popular", "trending", "new"] as const)(
    "by %s is paged through without a gap or a repetition, while worlds are added and likes move",
    async (order) => {
      const rng = seededRng(7n);
      const tag = `moving-${order}`;
      const there: string[] = [];
      for (let n = 0; n < 25; n += 1) there.push(await makeWorld({ name: `${order} ${n}`, tags: [tag] }));
      const likers = await Promise.all(Array.from({ length: 5 }, () => origin.createGuest()));
      origin.clock.nowMs += 61_000;
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const got: Page = await page(internalPath.worlds, {
          order,
          tag,
          limit: "4",
          ...(cursor === null ? {} : { cursor }),
        });
        seen.push(...got.items.map(({ id }) => id));
        cursor = got.nextCursor;
        await makeWorld({ name: `${order} late ${seen.length}`, tags: [tag] });
        for (const { userId } of likers) {
          const id = there[Math.floor(rng() * there.length)] ?? "";
          await like(userId, id, rng() < 0.7 ? "PUT" : "DELETE");
        }
        origin.clock.nowMs += 61_000;
      } while (cursor !== null);
      expect(new Set(seen).size).toBe(seen.length);
      expect(there.filter((id) => !seen.includes(id))).toEqual([]);
    },
  );

  test.each(["popular", "trending"] as const)(
    "by %s that is full is followed by what it left out: a tag none of the first has is listed whole, once each",
    async (ranking) => {
      const tag = `beyond-${ranking}`;
      const liked = await makeWorld({ name: "Beyond liked", tags: [tag] });
      const there = [liked];
      for (let n = 0; n < 6; n += 1) {
        origin.clock.nowMs += 1;
        there.push(await makeWorld({ name: `Beyond ${ranking} ${n}`, tags: [tag] }));
      }
      // The same power of two: the newer comes first, and on their page the one with more likes.
      for (const id of [liked, liked, there[6] ?? ""]) await like((await origin.createGuest()).userId, id);
      const [first = "", ...others] = there;
      const inIt = others[2] ?? "";
      const ids = [inIt, ...Array.from({ length: RANKED_MAX - 1 }, () => newId("world"))];
      const madeAt = new Date(origin.clock.nowMs);
      await origin.deps.db
        .insert(rankingSnapshots)
        .values({ id: `full-${ranking}`, kind: "world", ranking, ids, madeAt });
      const seen: string[] = [];
      let cursor: string | null = null;
      do {
        const got: Page = await page(internalPath.worlds, {
          order: ranking,
          tag,
          limit: "3",
          ...(cursor === null ? {} : { cursor }),
        });
        seen.push(...got.items.map(({ id }) => id));
        cursor = got.nextCursor;
      } while (cursor !== null);
      const rest = others.filter((id) => id !== inIt).toReversed();
      expect(seen).toEqual(ranking === "popular" ? [inIt, first, ...rest] : [inIt, ...rest, first]);
      await origin.deps.db.delete(rankingSnapshots);
    },
  );

  test("that is full and is all there is has no page behind it", async () => {
    const tag = "exactly";
    const id = await makeWorld({ name: "Exactly one", tags: [tag] });
    const ids = [...Array.from({ length: RANKED_MAX - 1 }, () => newId("world")), id];
    const madeAt = new Date(origin.clock.nowMs);
    await origin.deps.db
      .insert(rankingSnapshots)
      .values({ id: "exact", kind: "world", ranking: "popular", ids, madeAt });
    const got = await page(internalPath.worlds, { order: "popular", tag, limit: "1" });
    expect([got.items.map((item) => item.id), got.nextCursor]).toEqual([[id], null]);
    await origin.deps.db.delete(rankingSnapshots);
  });

  test("is looked through in few looks for a tag that nothing has, however short the page", async () => {
    const ids = Array.from({ length: RANKED_MAX }, () => newId("world"));
    const madeAt = new Date(origin.clock.nowMs);
    await origin.deps.db
      .insert(rankingSnapshots)
      .values({ id: "long", kind: "world", ranking: "popular", ids, madeAt });
    let looksCount = 0;
    const db = new Proxy(origin.deps.db, {
      get(real, name) {
        if (name === "select") looksCount += 1;
        return Reflect.get(real, name);
      },
    });
    const query = { kind: "world", order: "popular", tag: "nobodys", limit: 1 } as const;
    const found = await findEntries({ db, nowMs: () => origin.clock.nowMs }, query);
    expect(found).toEqual({ entries: [], nextCursor: null });
    expect(looksCount).toBeLessThan(10);
    await origin.deps.db.delete(rankingSnapshots);
  });

  test("that is no longer kept, or was of another list, is told so", async () => {
    const { nextCursor } = await page(internalPath.worlds, { order: "popular", limit: "1" });
    const asked = async (query: Record<string, string>) =>
      (await origin.ask(internalPath.worlds, { query: `?${new URLSearchParams(query)}` })).body["code"];
    expect(await asked({ order: "trending", cursor: nextCursor ?? "" })).toBe("CURSOR_INVALID");
    expect(await asked({ order: "new", cursor: nextCursor ?? "" })).toBe("CURSOR_INVALID");
    expect(await asked({ order: "popular", cursor: "zzz" })).toBe("CURSOR_INVALID");
    // Of a number that no column holds: made by hand.
    const place = { p: 1e9, at: 0, id: "x" };
    const made = (of: object) => Buffer.from(JSON.stringify(of)).toString("base64url");
    const search = { o: "search", r: SEARCH_RANKS[0], ...place };
    expect(await asked({ q: "lantern", cursor: made(search) })).toBe("CURSOR_INVALID");
    const ranked = { ...JSON.parse(Buffer.from(nextCursor ?? "", "base64url").toString()), b: place };
    expect(await asked({ order: "popular", cursor: made(ranked) })).toBe("CURSOR_INVALID");
    origin.clock.nowMs += SNAPSHOT_KEPT_MS + 1;
    await origin.deps.db.execute(sql`DELETE FROM ranking_snapshots`);
    expect(await asked({ order: "popular", cursor: nextCursor ?? "" })).toBe("CURSOR_INVALID");
  });
});

describe("the house's window", () => {
  test("shows what was put there last first, until it is taken out", async () => {
    const ids = [await makeWorld({ name: "Featured one" }), await makeWorld({ name: "Featured two" })];
    const feature = (id: string, method: "PUT" | "DELETE") =>
      origin.ask(internalPath.featured, { params: { kind: "world", id }, method });
    for (const id of ids) {
      origin.clock.nowMs += 1;
      expect((await feature(id, "PUT")).status).toBe(204);
    }
    expect(await names({ order: "featured" })).toEqual(["Featured two", "Featured one"]);
    await feature(ids[1] ?? "", "DELETE");
    expect(await names({ order: "featured" })).toEqual(["Featured one"]);
    expect((await feature("wld_nowhere", "PUT")).status).toBe(404);
  });
});

describe("tags", () => {
  test("are counted, the most used first", async () => {
    for (let n = 0; n < 3; n += 1)
      await makeWorld({ name: `Tagged ${n}`, tags: n === 0 ? ["rare-tag", "common-tag"] : ["common-tag"] });
    const { body } = await origin.ask(internalPath.tags, { query: "?kind=world" });
    const tags = (body["items"] as { tag: string; count: number }[]).filter(({ tag }) =>
      tag.endsWith("-tag"),
    );
    expect(tags).toEqual([
      { tag: "common-tag", count: 3 },
      { tag: "rare-tag", count: 1 },
    ]);
  });
});

describe("an older database", () => {
  test("whose boot fails half-way is left as it was, and brought into the catalog whole by the next", async () => {
    const older = await startOrigin();
    const { db } = older.deps;
    await older.createGuest();
    await db.execute(sql`UPDATE users SET role = 'member'`);
    await db.execute(sql`DELETE FROM catalog_entries`);
    await db.execute(sql`ALTER TABLE catalog_entries ADD CONSTRAINT no_users CHECK (kind <> 'user')`);
    // Worlds and events come before users, and must not be all there is.
    expect(await backfillCatalog(db).catch(() => "failed")).toBe("failed");
    await db.execute(sql`ALTER TABLE catalog_entries DROP CONSTRAINT no_users`);
    expect(await backfillCatalog(db)).toBe(true);
    const kinds = await db.execute(sql`SELECT DISTINCT kind FROM catalog_entries ORDER BY kind`);
    expect(kinds.map(({ kind }) => kind)).toEqual(["event", "user", "world"]);
    await older.stop();
  });

  test("is brought into the catalog at boot, once, and what was liked stays so", async () => {
    const id = await makeWorld({ name: "From before", tags: ["before"] });
    await like(owner, id);
    await origin.deps.db.execute(
      sql`UPDATE catalog_entries SET index_version = 0, terms = '{}', name_terms = '{}'`,
    );
    expect(await names({ q: "from before" })).toEqual([]);
    expect(await backfillCatalog(origin.deps.db)).toBe(true);
    expect((await page(internalPath.worlds, { q: "from before" })).items).toMatchObject([
      { id, likeCount: 1 },
    ]);
    expect(await backfillCatalog(origin.deps.db)).toBe(false);
  });
});
