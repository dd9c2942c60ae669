// Entering a room: the origin picks room and host, the edge signs the ticket the host will ask for. Where every place is
// taken one waits, and asks again or listens until there is one.

import type { Context } from "hono";
import { Problem } from "../../shared/http/problem.ts";
import type { EntryOutcome, EntryTargetKind, QueuedInside } from "../../shared/schema/internal/entry.ts";
import type { Enter, Queued, RoomEntry } from "../../shared/schema/public-api.ts";
import type { Seat } from "../../shared/schema/room-spec.ts";
import { signTicket } from "../../shared/ticket.ts";
import type { EdgeDeps, EdgeEnv, EndpointHandler } from "../deps.ts";
import { publicOriginFor } from "../public-url.ts";
import { entryEvents, STREAM_MAX_MS } from "./entry-events.ts";
import { wantsEvents } from "./event-stream.ts";
import { createStreamPlaces, STREAMS_PER_USER_MAX } from "./stream-places.ts";

export function roomRoutes(deps: EdgeDeps) {
  const streams = createStreamPlaces(STREAM_MAX_MS);

  async function enter(
    c: Context<EdgeEnv>,
    kind: EntryTargetKind,
    id: string,
    { seat, party, ...wish }: Omit<Enter, "channel"> & { readonly seat?: Seat },
  ) {
    const requestId = c.get("requestId");
    // An origin of before knows of no such wishes, and takes none it does not know.
    const asked = {
      ...wish,
      ...(seat === "ghost" && { seat }),
      ...(party === "alone" && { party }),
      kind,
      id,
      regionHint: regionHint(c),
    };
    return answer(c, await deps.origin.enter(requestId, c.get("userId"), asked));
  }

  /** The region a proxy or the platform names, or the one this edge stands in. */
  function regionHint(c: Context<EdgeEnv>): string | null {
    const { regionHeader, region } = deps.config;
    return (regionHeader === null ? undefined : c.req.header(regionHeader)) ?? region;
  }

  async function answer(c: Context<EdgeEnv>, outcome: EntryOutcome): Promise<Response> {
    if (outcome.outcome === "entered") return c.json(await toEntry(c, outcome.place));
    return c.json(toQueued(c, outcome), 202, {
      "retry-after": String(Math.ceil(outcome.queue.pollAfterMs / 1000)),
    });
  }

  async function toEntry(
    c: Context<EdgeEnv>,
    place: Extract<EntryOutcome, { outcome: "entered" }>["place"],
  ): Promise<RoomEntry> {
    const { room, hostId, host, world, participant, seat, waiting } = place;
    const { token, expiresAtMs } = await signTicket(
      { room, host: hostId, participant, seat, requestId: c.get("requestId") },
      deps.keys.ticket.signing,
      deps.nowMs(),
    );
    return {
      room,
      hostId,
      host,
      ticket: token,
      ticketExpiresAt: new Date(expiresAtMs).toISOString(),
      world,
      seat,
      waiting: waiting === null ? null : toQueued(c, waiting),
    };
  }

  function toQueued(c: Context<EdgeEnv>, { queue, ghostSeat }: QueuedInside): Queued {
    const origin = publicOriginFor(c.req.raw, deps.publicUrl);
    return { queue, statusUrl: `${origin}/v1/queue/${queue.id}`, ghostSeat };
  }

  const enterWorld: EndpointHandler<"worlds.enter"> = (c, { params: { worldId }, body }) => {
    const { channel, ...wish } = body;
    return enter(c, channel === "beta" ? "beta" : "world", worldId, wish);
  };
  const enterEvent: EndpointHandler<"events.enter"> = (c, { params: { eventId }, body }) =>
    enter(c, "event", eventId, body);
  const enterUser: EndpointHandler<"users.enter"> = (c, { params: { userId }, body }) =>
    enter(c, "user", userId, body);

  const enterInvited: EndpointHandler<"invitations.enter"> = (c, { params: { invitationId }, body }) =>
    enter(c, "invitation", invitationId, body);

  const enterParty: EndpointHandler<"party.enter"> = (c, { body }) =>
    enter(c, "party", "", { ...body, party: "alone" });

  /** GET /v1/queue/{id}: once, or as events until one may enter. */
  const queue: EndpointHandler<"queue.get"> = async (c, { params: { queueId } }) => {
    const ask = () => deps.origin.askQueue(c.get("requestId"), c.get("userId"), queueId, regionHint(c));
    const first = await ask();
    if (!wantsEvents(c)) return answer(c, first);
    const ended = streams.take(c.get("userId"), deps.nowMs());
    if (ended === null) throw tooManyStreams();
    const events = entryEvents({
      first,
      ask,
      after: (delayMs) => new Promise((resolve) => setTimeout(resolve, delayMs)),
      render: async (outcome) =>
        outcome.outcome === "entered"
          ? { event: "entered", data: await toEntry(c, outcome.place) }
          : { event: "queued", data: toQueued(c, outcome) },
      ended,
    });
    // A proxy that collects an answer before passing it on would hold back every event.
    c.header("x-accel-buffering", "no");
    return c.body(events, 200, { "content-type": "text/event-stream", "cache-control": "no-store" });
  };

  /** DELETE /v1/queue/{id} */
  const leaveQueue: EndpointHandler<"queue.leave"> = async (c, { params: { queueId } }) => {
    await deps.origin.leaveQueue(c.get("requestId"), c.get("userId"), queueId);
    return c.body(null, 204);
  };

  return { enterWorld, enterEvent, enterUser, enterInvited, enterParty, queue, leaveQueue };
}

function tooManyStreams(): Problem {
  const limit = STREAMS_PER_USER_MAX;
  return new Problem({
    status: 503,
    code: "QUEUE_STREAMS_FULL",
    title: "You follow your places in the queue too often already",
    detail: "Ask for the place without an event stream instead.",
    errors: [{ name: "streams", message: "are open", actual: limit, limit }],
    headers: { "retry-after": "5" },
  });
}
