// What the catalog's bench asks: each question as a person's page would ask it of the origin, on a square that fillAlone made.

import { listTags } from "../../../origin/catalog/list-tags.ts";
import { searchCatalog } from "../../../origin/catalog/search-catalog.ts";
import type { Db } from "../../../origin/db/client.ts";
import { listEventPage } from "../../../origin/events/get-event.ts";
import { listFriends } from "../../../origin/social/list-friends.ts";
import { listWorldPage } from "../../../origin/worlds/get-world.ts";
import { catalogKindSchema } from "../../../shared/schema/catalog.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { type SeedPlan, seedId } from "../../seed/plan.ts";

const PAGE = 24;
const DEEP_PAGES = 20;
const LONG_PAGE = 100;

export type Group = "lists" | "searches" | "rankings";
export type Question = { readonly group: Group; readonly name: string; ask(): Promise<unknown> };

type Paged = { readonly nextCursor: string | null };
type Page = (at: { readonly cursor: string | undefined; readonly limit: number }) => Promise<Paged>;

/**
 * Walks to the deep pages first, so it takes a moment. All are asked as of `nowMs`: what is made once a minute is made in the
 * first round, and asked for by its own name.
 */
export async function makeQuestions(db: Db, plan: SeedPlan, nowMs: number): Promise<Question[]> {
  const deps = { db, nowMs: () => nowMs, deliveryUrl: "https://delivery.invalid" };
  const user = userIdSchema.parse(seedId(plan, "user", 0));
  const worlds =
    (query: { q?: string; tag?: string; order?: "popular" | "trending" }): Page =>
    (at) =>
      listWorldPage(deps, { order: "new", ...query, ...at });
  const everything =
    (q: string): Page =>
    (at) =>
      searchCatalog(deps, catalogKindSchema.options, { q, ...at });
  const events =
    (query: { q?: string; tag?: string }): Page =>
    (at) =>
      listEventPage(deps, { order: "soonest", ...query, ...at });

  const first = (group: Group, name: string, page: Page): Question => ({
    group,
    name,
    ask: () => page({ cursor: undefined, limit: PAGE }),
  });
  const deep = async (group: Group, name: string, page: Page): Promise<Question> => {
    let cursor: string | undefined;
    for (let n = 0; n < DEEP_PAGES; n += 1) {
      const { nextCursor } = await page({ cursor, limit: LONG_PAGE });
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
    return { group, name: `${name}, ${DEEP_PAGES * LONG_PAGE} in`, ask: () => page({ cursor, limit: PAGE }) };
  };

  const SEARCHED = {
    common: ["広場", "図書館", "カフェ", "quiet", "cafe", "quiet garden"],
    rare: ["逆さの展示室", "silver workshop", "ネコタワ"],
    short: ["の", "月", "月夜", "q", "s"],
    elsewhere: ["大丈夫", "初心者向けの案内", "ghosts downstairs", "a の"],
    nowhere: ["zzzz", "存在しない言葉"],
  };
  return [
    first("lists", "worlds, newest", worlds({})),
    await deep("lists", "worlds, newest", worlds({})),
    first("lists", "worlds of a common tag", worlds({ tag: "雑談" })),
    first("lists", "worlds of a tag of nobody's", worlds({ tag: "nowhere" })),
    first("lists", "events", events({})),
    await deep("lists", "events", events({})),
    first("lists", "events of a tag", events({ tag: "音楽" })),
    { group: "lists", name: "friends", ask: () => listFriends(deps, user) },
    { group: "lists", name: "tags", ask: () => listTags(deps, "world") },
    ...Object.entries(SEARCHED).flatMap(([how, queries]) =>
      queries.flatMap((q) => [
        first("searches", `worlds, ${how}: ${q}`, worlds({ q })),
        first("searches", `everything, ${how}: ${q}`, everything(q)),
      ]),
    ),
    first("searches", "events: 夜", events({ q: "夜" })),
    await deep("searches", "worlds: の", worlds({ q: "の" })),
    await deep("searches", "worlds: quiet", worlds({ q: "quiet" })),
    await deep("searches", "everything: s", everything("s")),
    first("rankings", "popular", worlds({ order: "popular" })),
    first("rankings", "trending", worlds({ order: "trending" })),
    first("rankings", "popular, of a common tag", worlds({ order: "popular", tag: "雑談" })),
    first("rankings", "popular, of a tag of nobody's", worlds({ order: "popular", tag: "nowhere" })),
  ];
}
