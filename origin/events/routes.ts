// Events over HTTP.

import * as z from "zod";
import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import {
  answerEventSchema,
  appointSchema,
  copyEventSchema,
  createEventSchema,
  updateEventSchema,
} from "../../shared/schema/event.ts";
import { eventIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { renewCalendarSchema, tokenHashSchema } from "../../shared/schema/internal/calendars.ts";
import { eventQuerySchema } from "../../shared/schema/public-api.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam, pageQuery } from "../route-params.ts";
import { answerEvent, getRsvp, listRsvpPage } from "./answer-event.ts";
import { appointMember, dismissMember, listMembers } from "./appoint-member.ts";
import {
  endCalendar,
  getCalendarState,
  listOrganiserCalendar,
  listSecretCalendar,
  renewCalendar,
} from "./calendar.ts";
import { copyEvent } from "./copy-event.ts";
import { createEvent } from "./create-event.ts";
import { getEvent, getOwnEvent, listEventPage, listOwnEventPage } from "./get-event.ts";
import { moveEvent } from "./move-event.ts";
import { updateEvent } from "./update-event.ts";

const moveSchema = z.enum(["publish", "cancel", "archive"]);

export function eventRoutes(deps: OriginDeps) {
  const eventId = (c: Parameters<OriginHandler>[0]) => idParam(c, "eventId", eventIdSchema);
  const userId = (c: Parameters<OriginHandler>[0]) => idParam(c, "userId", userIdSchema);

  const list: OriginHandler = async (c) =>
    c.json(await listEventPage(deps, parseOrProblem(eventQuerySchema, c.req.query(), "query")));
  const get: OriginHandler = async (c) => c.json(await getEvent(deps, eventId(c)));

  const create: OriginHandler = async (c) => {
    const body = parseOrProblem(createEventSchema, await readJson(c.req.raw), "body");
    const idempotencyKey = c.req.header("idempotency-key");
    return c.json(await createEvent(deps, { organiserId: actingUser(c), body, idempotencyKey }), 201);
  };
  const copy: OriginHandler = async (c) => {
    const { startsAt } = parseOrProblem(copyEventSchema, await readJson(c.req.raw), "body");
    const copying = { userId: actingUser(c), startsAt, idempotencyKey: c.req.header("idempotency-key") };
    return c.json(await copyEvent(deps, eventId(c), copying), 201);
  };
  const update: OriginHandler = async (c) => {
    const body = parseOrProblem(updateEventSchema, await readJson(c.req.raw), "body");
    return c.json(await updateEvent(deps, eventId(c), actingUser(c), body));
  };
  const move: OriginHandler = async (c) => {
    const act = parseOrProblem(moveSchema, c.req.param("act"), "path");
    return c.json(await moveEvent(deps, eventId(c), actingUser(c), act));
  };

  const members: OriginHandler = async (c) =>
    c.json({ items: await listMembers(deps, eventId(c), actingUser(c)) });
  const appoint: OriginHandler = async (c) => {
    const { role } = parseOrProblem(appointSchema, await readJson(c.req.raw), "body");
    return c.json(await appointMember(deps, eventId(c), actingUser(c), { userId: userId(c), role }));
  };
  const dismiss: OriginHandler = async (c) => {
    await dismissMember(deps, eventId(c), actingUser(c), userId(c));
    return c.body(null, 204);
  };

  const rsvp: OriginHandler = async (c) => c.json(await getRsvp(deps, eventId(c), userId(c)));
  const answer: OriginHandler = async (c) => {
    const body = parseOrProblem(answerEventSchema, await readJson(c.req.raw), "body");
    return c.json(await answerEvent(deps, eventId(c), userId(c), body.answer));
  };
  const rsvps: OriginHandler = async (c) => c.json(await listRsvpPage(deps, userId(c), pageQuery(c)));

  /** What a user is something to: also what nobody else may see. */
  const listOwn: OriginHandler = async (c) => c.json(await listOwnEventPage(deps, userId(c), pageQuery(c)));
  const getOwn: OriginHandler = async (c) => c.json(await getOwnEvent(deps, eventId(c), userId(c)));

  const organiserCalendar: OriginHandler = async (c) => c.json(await listOrganiserCalendar(deps, userId(c)));
  const secretCalendar: OriginHandler = async (c) =>
    c.json(await listSecretCalendar(deps, idParam(c, "tokenHash", tokenHashSchema)));
  const calendar: OriginHandler = async (c) => c.json(await getCalendarState(deps, userId(c)));
  const renew: OriginHandler = async (c) => {
    const { tokenHash } = parseOrProblem(renewCalendarSchema, await readJson(c.req.raw), "body");
    return c.json(await renewCalendar(deps, userId(c), tokenHash));
  };
  const end: OriginHandler = async (c) => {
    await endCalendar(deps, userId(c));
    return c.body(null, 204);
  };

  return {
    list,
    get,
    create,
    copy,
    update,
    move,
    members,
    appoint,
    dismiss,
    rsvp,
    answer,
    rsvps,
    listOwn,
    getOwn,
    organiserCalendar,
    secretCalendar,
    calendar,
    renewCalendar: renew,
    endCalendar: end,
  };
}
