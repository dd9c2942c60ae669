// Calendars to subscribe to: written here from what the catalog's cache or the origin knows. The secret of one's own is made
// here and never leaves but to its owner: the origin knows its SHA-256 alone.

import type { Context } from "hono";
import { base64url } from "jose";
import { eventCalendar } from "../../shared/calendar/event-calendar.ts";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import { type Event, eventSchema } from "../../shared/schema/event.ts";
import { cryptoBytes } from "../../shared/schema/ids.ts";
import { calendarEventsSchema } from "../../shared/schema/internal/calendars.ts";
import { sha256Hex } from "../../shared/sha256.ts";
import type { CatalogCache } from "../cache/catalog.ts";
import { etagOf, isNotModified } from "../cache/etag.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";
import type { Limits } from "../middleware/limits.ts";
import { publicOriginFor } from "../public-url.ts";

const SECRET_BYTES = 32;
/** Programs ask every hour or so, whatever we say; a CDN may answer them for a minute. */
const SHARED_CACHE_CONTROL = "public, max-age=0, s-maxage=60, stale-if-error=3600";

type Cached = { readonly cache: CatalogCache; readonly limits: Limits };

export function calendarRoutes(deps: EdgeDeps, { cache, limits }: Cached) {
  const { origin } = deps;

  /** What the cache keeps as JSON, read again. */
  async function cached(
    c: Context<EdgeEnv>,
    key: string,
    fetch: () => Promise<object>,
    tags: readonly string[],
  ): Promise<unknown> {
    if (!cache.holds(key)) await limits.takeForCold(c);
    const fill = async () => ({ answer: await fetch(), tags });
    const { value } = await cache.read(key, "by-itself", fill, c.env.waitUntil);
    return JSON.parse(new TextDecoder().decode(value.body));
  }

  async function answer(
    c: Context<EdgeEnv>,
    events: readonly Event[],
    { name, cacheControl }: { readonly name: string; readonly cacheControl: string },
  ): Promise<Response> {
    const publicUrl = publicOriginFor(c.req.raw, deps.publicUrl);
    const body = new TextEncoder().encode(eventCalendar(events, { name, publicUrl }));
    const etag = await etagOf(body);
    const headers = { "cache-control": cacheControl, etag };
    const ifNoneMatch = c.req.header("if-none-match");
    if (ifNoneMatch !== undefined && isNotModified(ifNoneMatch, etag)) return c.body(null, 304, headers);
    return c.body(body, 200, {
      ...headers,
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="hiroba.ics"',
    });
  }

  const event: EndpointHandler<"events.calendar"> = async (c, { params: { eventId } }) => {
    const fetch = () => origin.event(c.get("requestId"), eventId);
    const found = eventSchema.parse(await cached(c, `event ${eventId}`, fetch, [cacheTag.event(eventId)]));
    return answer(c, [found], { name: found.name, cacheControl: SHARED_CACHE_CONTROL });
  };

  const organiser: EndpointHandler<"users.calendar"> = async (c, { params: { userId } }) => {
    const fetch = () => origin.organiserCalendar(c.get("requestId"), userId);
    const tags = [cacheTag.events, cacheTag.user(userId)];
    const { owner, items } = calendarEventsSchema.parse(await cached(c, `organised ${userId}`, fetch, tags));
    return answer(c, items, { name: `${owner} – Hiroba`, cacheControl: SHARED_CACHE_CONTROL });
  };

  const own: EndpointHandler<"calendars.get"> = async (c, { query }) => {
    const hash = await sha256Hex(query.secret);
    const { owner, items } = await origin.secretCalendar(c.get("requestId"), hash);
    return answer(c, items, { name: `Hiroba – ${owner}`, cacheControl: "private, no-cache" });
  };

  const state: EndpointHandler<"me.calendar"> = async (c) =>
    c.json(await origin.calendarState(c.get("requestId"), c.get("userId")));

  const renew: EndpointHandler<"me.renewCalendar"> = async (c) => {
    const secret = base64url.encode(cryptoBytes(SECRET_BYTES));
    const hash = await sha256Hex(secret);
    const { createdAt } = await origin.renewCalendar(c.get("requestId"), c.get("userId"), hash);
    const publicUrl = publicOriginFor(c.req.raw, deps.publicUrl);
    return c.json({ url: `${publicUrl}/v1/calendar.ics?secret=${secret}`, createdAt });
  };

  const end: EndpointHandler<"me.endCalendar"> = async (c) => {
    await origin.endCalendar(c.get("requestId"), c.get("userId"));
    return c.body(null, 204);
  };

  return { event, organiser, own, state, renew, end };
}
