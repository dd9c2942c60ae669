// Events over a real Postgres: what is on comes before what is to come, page by page, in a world or with a search.

import { afterAll, beforeAll, expect, test } from "bun:test";
import { indexEvent } from "../../../origin/events/index-event.ts";
import { insertEvents } from "../../../origin/events/store.ts";
import { eventIdSchema, worldIdSchema } from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { type OriginUnderTest, startOrigin } from "../origin-under-test.ts";

const HOUR_MS = 60 * 60_000;
const PLAZA = worldIdSchema.parse("wld_hiroba-plaza");
const TERRACE = worldIdSchema.parse("wld_moonlit-terrace");

let origin: OriginUnderTest;
beforeAll(async () => {
  origin = await startOrigin();
  await origin.deps.db.transaction(async (tx) => {
    const rows = [-30, -3, -2, -1, 1, 2, 3, 4].flatMap((startsInHours) =>
      [PLAZA, TERRACE].map((worldId) => {
        const startsAtMs = origin.clock.nowMs + startsInHours * HOUR_MS;
        const name = `Reading ${worldId === PLAZA ? "plaza" : "terrace"} ${startsInHours}`;
        return {
          id: eventIdSchema.parse(`evt_${name.toLowerCase().replaceAll(" ", "-").replace("--", "-m")}`),
          worldId,
          name,
          description: "",
          startsAt: new Date(startsAtMs),
          // What began three hours ago is over, what began two and one ago is not.
          endsAt: new Date(startsAtMs + 2.5 * HOUR_MS),
          tags: ["reading"],
        };
      }),
    );
    for (const event of await insertEvents(tx, rows)) await indexEvent(tx, event);
  });
});
afterAll(() => origin.stop());

async function namesThroughPages(query: Record<string, string>): Promise<string[][]> {
  const pages: string[][] = [];
  let cursor: string | null = null;
  do {
    const asked = new URLSearchParams({ ...query, ...(cursor === null ? {} : { cursor }) });
    const { body } = await origin.ask(internalPath.events, { query: `?${asked}` });
    pages.push((body["items"] as { name: string }[]).map(({ name }) => name));
    cursor = body["nextCursor"] as string | null;
  } while (cursor !== null);
  return pages;
}

const STARTS = [-2, -1, 1, 2, 3, 4];

test.each([1, 2, 5, 12, 20])(
  "pages of %p go from what is on to what is to come, each once",
  async (limit) => {
    const pages = await namesThroughPages({ tag: "reading", limit: String(limit) });
    expect(pages.flat()).toEqual(STARTS.flatMap((at) => [`Reading plaza ${at}`, `Reading terrace ${at}`]));
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(limit);
  },
);

test("of one world, they are that world's", async () => {
  const pages = await namesThroughPages({ world: PLAZA, limit: "4" });
  expect(pages.map((page) => page.length)).toEqual([4, 2]);
  expect(pages.flat()).toEqual(STARTS.map((at) => `Reading plaza ${at}`));
});

test("a search in one world has full pages, whatever other worlds have", async () => {
  const pages = await namesThroughPages({ q: "reading", world: TERRACE, limit: "4" });
  expect(pages.map((page) => page.length)).toEqual([4, 2]);
  expect(pages.flat().toSorted()).toEqual(STARTS.map((at) => `Reading terrace ${at}`).toSorted());
});
