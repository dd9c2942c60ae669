// Events planned and taken through their life, who is appointed to what, and who comes. The origin decides; the edge says who acts.

import type { Context } from "hono";
import { cacheTag } from "../../shared/schema/cache-tag.ts";
import type { EventId } from "../../shared/schema/ids.ts";
import type { CatalogCache } from "../cache/catalog.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";

export function eventRoutes(deps: EdgeDeps, cache: CatalogCache) {
  const { origin } = deps;
  /** Told by the origin too, but its organiser must see it at once, even where no purge is set up. */
  const forget = (eventId: EventId): void => cache.purge([cacheTag.events, cacheTag.event(eventId)]);

  /** POST /v1/events: repeated with the same Idempotency-Key it is created once. A draft is in no list yet. */
  const create: EndpointHandler<"events.create"> = async (c, { body, headers }) => {
    const idempotencyKey = headers["idempotency-key"];
    const event = await origin.createEvent(c.get("requestId"), c.get("userId"), body, idempotencyKey);
    return c.json(event, 201, { location: `/v1/me/events/${event.id}` });
  };

  const copy: EndpointHandler<"events.copy"> = async (c, { params: { eventId }, body, headers }) => {
    const key = headers["idempotency-key"];
    const event = await origin.copyEvent(c.get("requestId"), c.get("userId"), eventId, body, key);
    return c.json(event, 201, { location: `/v1/me/events/${event.id}` });
  };

  const update: EndpointHandler<"events.update"> = async (c, { params: { eventId }, body }) => {
    const event = await origin.updateEvent(c.get("requestId"), c.get("userId"), eventId, body);
    forget(eventId);
    return c.json(event);
  };

  async function move(c: Context<EdgeEnv>, eventId: EventId, act: "publish" | "cancel" | "archive") {
    const event = await origin.moveEvent(c.get("requestId"), c.get("userId"), eventId, act);
    forget(eventId);
    return c.json(event);
  }
  const publish: EndpointHandler<"events.publish"> = (c, { params }) => move(c, params.eventId, "publish");
  const cancel: EndpointHandler<"events.cancel"> = (c, { params }) => move(c, params.eventId, "cancel");
  const archive: EndpointHandler<"events.archive"> = (c, { params }) => move(c, params.eventId, "archive");

  const listOwn: EndpointHandler<"me.events"> = async (c, { query }) =>
    c.json(await origin.ownEvents(c.get("requestId"), c.get("userId"), query));
  const getOwn: EndpointHandler<"me.event"> = async (c, { params: { eventId } }) =>
    c.json(await origin.ownEvent(c.get("requestId"), c.get("userId"), eventId));

  const members: EndpointHandler<"events.members"> = async (c, { params: { eventId } }) =>
    c.json(await origin.eventMembers(c.get("requestId"), c.get("userId"), eventId));
  const appoint: EndpointHandler<"events.appoint"> = async (c, { params, body: { role } }) =>
    c.json(await origin.appointMember(c.get("requestId"), c.get("userId"), { ...params, role }));
  const dismiss: EndpointHandler<"events.dismiss"> = async (c, { params }) => {
    await origin.dismissMember(c.get("requestId"), c.get("userId"), params);
    return c.body(null, 204);
  };

  const rsvp: EndpointHandler<"events.rsvp"> = async (c, { params: { eventId } }) =>
    c.json(await origin.rsvp(c.get("requestId"), c.get("userId"), eventId));
  const answer: EndpointHandler<"events.answer"> = async (c, { params: { eventId }, body }) => {
    const said = await origin.answerEvent(c.get("requestId"), c.get("userId"), eventId, body.answer);
    // Counts move by themselves and nobody is told of each; whoever answered sees their own.
    cache.purge([cacheTag.event(eventId)]);
    return c.json(said);
  };
  const rsvps: EndpointHandler<"me.rsvps"> = async (c, { query }) =>
    c.json(await origin.rsvps(c.get("requestId"), c.get("userId"), query));

  return {
    create,
    copy,
    update,
    publish,
    cancel,
    archive,
    listOwn,
    getOwn,
    members,
    appoint,
    dismiss,
    rsvp,
    answer,
    rsvps,
  };
}
