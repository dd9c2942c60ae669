// Events through the edge: who may do what with one that nobody is to see yet and with one everybody sees, from one table; ids
// that are guessed; and calendars as a program that subscribes to them reads them.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import ICAL from "ical.js";
import * as z from "zod";
import { problemSchema } from "../../shared/http/problem.ts";
import { newCalendarSchema, ownEventSchema } from "../../shared/schema/event.ts";
import { newId } from "../../shared/schema/ids.ts";
import { type BearerGrant, createEdgeUnderTest, refusalOf } from "./edge-under-test.ts";
import { spawnListening } from "./spawn-listening.ts";

const DAY_MS = 24 * 60 * 60_000;
const START_MAX_MS = 60_000;
const edge = createEdgeUnderTest({
  badConfig: "exits",
  start: ({ env }) =>
    spawnListening({
      command: [process.execPath, "edge/entry/bun.ts"],
      env: {
        ...env,
        HIROBA_REQUESTS_PER_MINUTE: "100000",
        HIROBA_USER_REQUESTS_PER_MINUTE: "100000",
      },
      event: "edge.listening",
    }),
});

/** From who may least to who may most, so that what is done for good is done last. */
const WHO = ["nobody", "stranger", "guest", "performer", "staff", "organiser"] as const;
type Who = (typeof WHO)[number];
type Statuses = readonly [number, number, number, number, number, number];
const people = new Map<Who | "another", BearerGrant>();

beforeAll(async () => {
  await edge.start();
  for (const who of [...WHO, "another"] as const)
    if (who !== "nobody") people.set(who, await edge.guest(who));
}, START_MAX_MS);
afterAll(() => edge.stop(), START_MAX_MS);

function person(who: Who | "another"): BearerGrant {
  const found = people.get(who);
  if (found === undefined) throw new Error(`${who} has no account`);
  return found;
}
const ask = (who: Who | "another", method: string, path: string, json?: object) =>
  edge.ask(path, {
    method,
    ...(who === "nobody" ? {} : { as: person(who).accessToken }),
    ...(json === undefined ? {} : { json }),
  });

async function makeEvent(change: object = {}, who: Who | "another" = "organiser"): Promise<string> {
  const startsAtMs = Date.now() + DAY_MS;
  const made = await ask(who, "POST", "/v1/events", {
    worldId: "wld_hiroba-plaza",
    name: "Lanterns",
    startsAt: new Date(startsAtMs).toISOString(),
    endsAt: new Date(startsAtMs + DAY_MS / 12).toISOString(),
    timeZone: "Asia/Tokyo",
    ...change,
  });
  expect(made.status).toBe(201);
  const { id } = ownEventSchema.parse(await made.json());
  expect(made.headers.get("location")).toBe(`/v1/me/events/${id}`);
  return id;
}
/** With one of each kind appointed. */
async function staged(phase: "draft" | "published"): Promise<string> {
  const id = await makeEvent();
  for (const role of ["guest", "performer", "staff"] as const) {
    const path = `/v1/events/${id}/members/${person(role).user.id}`;
    expect((await ask("organiser", "PUT", path, { role })).status).toBe(200);
  }
  if (phase === "published")
    expect((await ask("organiser", "POST", `/v1/events/${id}/publish`)).status).toBe(200);
  return id;
}

type Row = {
  readonly what: string;
  readonly method: string;
  /** `self` is whoever asks. */
  readonly path: (id: string, self: string) => string;
  readonly json?: object;
  readonly draft: Statuses;
  readonly published: Statuses;
};
const HIDDEN: Statuses = [404, 404, 404, 404, 404, 404];
const ALL: Statuses = [200, 200, 200, 200, 200, 200];
const MANAGED = (done: number) => ({
  draft: [401, 404, 404, 404, 403, done] as Statuses,
  published: [401, 403, 403, 403, 403, done] as Statuses,
});
const another = () => person("another").user.id;
const TABLE: readonly Row[] = [
  { what: "reading it", method: "GET", path: (id) => `/v1/events/${id}`, draft: HIDDEN, published: ALL },
  {
    what: "reading it as a calendar",
    method: "GET",
    path: (id) => `/v1/events/${id}/calendar.ics`,
    draft: HIDDEN,
    published: ALL,
  },
  {
    what: "reading it as one sees it oneself",
    method: "GET",
    path: (id) => `/v1/me/events/${id}`,
    draft: [401, 404, 404, 404, 200, 200],
    published: [401, 200, 200, 200, 200, 200],
  },
  {
    what: "changing it",
    method: "PATCH",
    path: (id) => `/v1/events/${id}`,
    json: { name: "Changed" },
    ...MANAGED(200),
  },
  { what: "publishing it", method: "POST", path: (id) => `/v1/events/${id}/publish`, ...MANAGED(200) },
  {
    what: "calling it off",
    method: "POST",
    path: (id) => `/v1/events/${id}/cancel`,
    draft: MANAGED(409).draft,
    published: MANAGED(200).published,
  },
  {
    what: "putting it away",
    method: "POST",
    path: (id) => `/v1/events/${id}/archive`,
    draft: MANAGED(200).draft,
    published: MANAGED(409).published,
  },
  {
    what: "seeing who is appointed",
    method: "GET",
    path: (id) => `/v1/events/${id}/members`,
    draft: [401, 404, 404, 404, 200, 200],
    published: [401, 403, 403, 403, 200, 200],
  },
  {
    what: "appointing somebody",
    method: "PUT",
    path: (id) => `/v1/events/${id}/members/${another()}`,
    json: { role: "staff" },
    ...MANAGED(200),
  },
  {
    what: "appointing oneself",
    method: "PUT",
    path: (id, self) => `/v1/events/${id}/members/${self}`,
    json: { role: "staff" },
    ...MANAGED(422),
  },
  {
    what: "dismissing somebody",
    method: "DELETE",
    path: (id) => `/v1/events/${id}/members/${another()}`,
    ...MANAGED(204),
  },
  {
    what: "stepping down",
    method: "DELETE",
    path: (id, self) => `/v1/events/${id}/members/${self}`,
    draft: [401, 404, 204, 204, 204, 204],
    published: [401, 204, 204, 204, 204, 204],
  },
  {
    what: "asking what one said oneself",
    method: "GET",
    path: (id) => `/v1/events/${id}/rsvp`,
    draft: [401, 404, 404, 404, 200, 200],
    published: [401, 200, 200, 200, 200, 200],
  },
  {
    what: "saying that one comes",
    method: "PUT",
    path: (id) => `/v1/events/${id}/rsvp`,
    json: { answer: "going" },
    draft: [401, 404, 404, 404, 409, 409],
    published: [401, 200, 200, 200, 200, 200],
  },
  {
    what: "liking it",
    method: "PUT",
    path: (id) => `/v1/events/${id}/like`,
    draft: [401, 404, 404, 404, 404, 200],
    published: [401, 200, 200, 200, 200, 200],
  },
  {
    what: "entering it a day early",
    method: "POST",
    path: (id) => `/v1/events/${id}/enter`,
    draft: [401, 404, 404, 404, 409, 409],
    published: [401, 409, 409, 409, 409, 409],
  },
];

describe.each(TABLE)("$what", ({ method, path, json, ...expected }) => {
  test.each(["draft", "published"] as const)(
    "of one that is %s, each may who the table says",
    async (phase) => {
      const id = await staged(phase);
      const answered: [Who, number][] = [];
      for (const who of WHO) {
        const self = who === "nobody" ? newId("user") : person(who).user.id;
        answered.push([who, (await ask(who, method, path(id, self), json)).status]);
      }
      expect(answered).toEqual(WHO.map((who, index) => [who, expected[phase][index] ?? 0]));
    },
    30_000,
  );

  test("of one that is not there says no more than of one that is hidden", async () => {
    const hidden = await staged("draft");
    const self = person("stranger").user.id;
    const problems = await Promise.all(
      [hidden, newId("event")].map(async (id) => {
        const answer = await ask("stranger", method, path(id, self), json);
        const { requestId: _requestId, ...problem } = problemSchema.parse(await answer.json());
        return problem;
      }),
    );
    expect(problems[0]).toEqual(problems[1] as NonNullable<(typeof problems)[1]>);
    expect(problems[0]?.status).toBe(404);
  });
});

describe("one's own lists", () => {
  const idsOf = async (who: Who, path: string) => {
    const answer = await ask(who, "GET", path);
    const page = z.object({ items: z.array(z.looseObject({})) }).parse(await answer.json());
    return JSON.stringify(page.items);
  };
  test("have what one is something to: what is hidden only for those backstage, and nothing of others'", async () => {
    const [draft, open] = [await staged("draft"), await staged("published")];
    const sees = async (who: Who) => {
      const items = await idsOf(who, "/v1/me/events?limit=100");
      return [items.includes(draft), items.includes(open)];
    };
    expect(await sees("stranger")).toEqual([false, false]);
    expect(await sees("guest")).toEqual([false, true]);
    expect(await sees("performer")).toEqual([false, true]);
    expect(await sees("staff")).toEqual([true, true]);
    expect(await sees("organiser")).toEqual([true, true]);
    await ask("guest", "PUT", `/v1/events/${open}/rsvp`, { answer: "interested" });
    expect(await idsOf("guest", "/v1/me/rsvps?limit=100")).toContain(open);
    expect(await idsOf("performer", "/v1/me/rsvps?limit=100")).not.toContain(open);
  }, 30_000);
});

describe("a calendar", () => {
  const namesIn = (text: string) =>
    ICAL.Component.fromString(text)
      .getAllSubcomponents("vevent")
      .map((each) => new ICAL.Event(each).summary);

  test("of an organiser has what everybody may see, and is not sent twice", async () => {
    const organiser = await edge.guest("Band");
    people.set("another", organiser);
    const path = `/v1/users/${organiser.user.id}/calendar.ics`;
    await makeEvent({ name: "Draft" }, "another");
    const shown = await makeEvent({ name: "Shown" }, "another");
    await ask("another", "POST", `/v1/events/${shown}/publish`);
    const answer = await ask("nobody", "GET", path);
    expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
    expect(namesIn(await answer.text())).toEqual(["Shown"]);
    const etag = answer.headers.get("etag") ?? "";
    const again = await edge.ask(path, { headers: { "if-none-match": etag } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await ask("another", "POST", `/v1/events/${shown}/cancel`);
    const changed = await edge.ask(path, { headers: { "if-none-match": etag } });
    expect(await changed.text()).toContain("STATUS:CANCELLED");
    expect(await refusalOf(await ask("nobody", "GET", "/v1/users/usr_nobody/calendar.ics"))).toBe(
      "404 USER_NOT_FOUND",
    );
  }, 30_000);

  test("of one's own opens by its secret address alone, until there is another", async () => {
    const going = await makeEvent({ name: "Going" });
    const other = await makeEvent({ name: "Not asked" });
    for (const id of [going, other]) await ask("organiser", "POST", `/v1/events/${id}/publish`);
    await ask("stranger", "PUT", `/v1/events/${going}/rsvp`, { answer: "going" });
    expect(await (await ask("stranger", "GET", "/v1/me/calendar")).json()).toEqual({ createdAt: null });
    const renew = async () => {
      const { url } = newCalendarSchema.parse(
        await (await ask("stranger", "POST", "/v1/me/calendar")).json(),
      );
      const { pathname, search } = new URL(url);
      return pathname + search;
    };
    const first = await renew();
    const answer = await ask("nobody", "GET", first);
    expect(answer.headers.get("cache-control")).toBe("private, no-cache");
    const names = namesIn(await answer.text());
    expect([names.includes("Going"), names.includes("Not asked")]).toEqual([true, false]);
    expect(edge.output()).not.toContain(new URL(first, "http://x").searchParams.get("secret") ?? "none");

    const second = await renew();
    expect(await refusalOf(await ask("nobody", "GET", first))).toBe("404 CALENDAR_NOT_FOUND");
    expect((await ask("nobody", "GET", second)).status).toBe(200);
    expect((await ask("stranger", "DELETE", "/v1/me/calendar")).status).toBe(204);
    expect(await refusalOf(await ask("nobody", "GET", second))).toBe("404 CALENDAR_NOT_FOUND");
    expect(await refusalOf(await ask("nobody", "GET", "/v1/calendar.ics?secret=guess"))).toBe(
      "422 VALIDATION_FAILED",
    );
  }, 30_000);
});
