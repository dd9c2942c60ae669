// Events over HTTP: what is on, soonest first.

import type { EventPage, PageQuery } from "../../shared/schema/public-api.ts";
import type { OriginDeps, OriginHandler } from "../deps.ts";
import { decodeCursor, pageQuery, toPage } from "../route-params.ts";
import { listEvents } from "./store.ts";

export function eventRoutes(deps: OriginDeps) {
  const list: OriginHandler = async (c) => c.json(await listEventPage(deps, pageQuery(c)));
  return { list };
}

async function listEventPage(deps: Pick<OriginDeps, "db" | "nowMs">, query: PageQuery): Promise<EventPage> {
  const now = new Date(deps.nowMs());
  const rows = await listEvents(deps.db, now, decodeCursor(query.cursor), query.limit + 1);
  return toPage(
    rows,
    query.limit,
    (event) => ({
      ...event,
      startsAt: event.startsAt.toISOString(),
      endsAt: event.endsAt.toISOString(),
    }),
    (event) => ({ at: event.startsAt, id: event.id }),
  );
}
