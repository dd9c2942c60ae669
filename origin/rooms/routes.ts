// Entering worlds, and what room hosts say, over HTTP. Specs and participants are made by shared/adapter.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { hostIdSchema, queueIdSchema, roomIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { internalEnterSchema } from "../../shared/schema/internal/entry.ts";
import {
  handOverSchema,
  KEPT_MAX_CHARS,
  keepRoomSchema,
  SNAPSHOT_MAX_CHARS,
} from "../../shared/schema/internal/handoff.ts";
import {
  beatSeqSchema,
  heartbeatSchema,
  registerHostSchema,
  roomReportSchema,
} from "../../shared/schema/internal/hosts.ts";
import { HELD_SANCTIONS_MAX } from "../../shared/schema/internal/moderation.ts";
import { listHeldForLeaving } from "../account/held-for-leaving.ts";
import { actingUser, type OriginDeps, type OriginHandler } from "../deps.ts";
import { listHeldSanctions } from "../moderation/standing.ts";
import { idParam } from "../route-params.ts";
import { getBlockedIds } from "../social/shun.ts";
import { askQueue, enter, leaveQueue } from "./enter-room.ts";
import { getHandoff, handOverRoom } from "./hand-over-room.ts";
import { listRegions, registerHost } from "./hosts.ts";
import { keepRoom } from "./keep-room.ts";
import { getRoomParticipant, getRoomSpec, takeRoomReport } from "./open-room.ts";
import { takeHeartbeat } from "./take-heartbeat.ts";

/** A thousand entries of a report, or of a host's rooms. */
const REPORT_MAX_BYTES = 512 * 1024;
/** A snapshot as a string of JSON, in which every quote takes two. */
const HANDOFF_MAX_BYTES = 2 * SNAPSHOT_MAX_CHARS;
const KEPT_MAX_BYTES = 2 * KEPT_MAX_CHARS;

export function roomRoutes(deps: OriginDeps) {
  const enterRoom: OriginHandler = async (c) => {
    const wish = parseOrProblem(internalEnterSchema, await readJson(c.req.raw), "body");
    return c.json(await enter(deps, actingUser(c), wish));
  };

  const queue: OriginHandler = async (c) => {
    const queueId = idParam(c, "queueId", queueIdSchema);
    return c.json(await askQueue(deps, actingUser(c), queueId, c.req.query("region") ?? null));
  };

  const leave: OriginHandler = async (c) => {
    await leaveQueue(deps, actingUser(c));
    return c.body(null, 204);
  };

  const regions: OriginHandler = async (c) => c.json({ items: await listRegions(deps) });

  const register: OriginHandler = async (c) =>
    c.json(await registerHost(deps, parseOrProblem(registerHostSchema, await readJson(c.req.raw), "body")));

  const heartbeat: OriginHandler = async (c) => {
    const hostId = idParam(c, "hostId", hostIdSchema);
    const body = await readJson(c.req.raw, REPORT_MAX_BYTES);
    return c.json(await takeHeartbeat(deps, hostId, parseOrProblem(heartbeatSchema, body, "body")));
  };

  const spec: OriginHandler = async (c) => {
    const roomId = idParam(c, "roomId", roomIdSchema);
    const hostId = parseOrProblem(hostIdSchema, c.req.query("host"), "host");
    const seq = parseOrProblem(beatSeqSchema, c.req.query("seq"), "seq");
    return c.json(await getRoomSpec(deps, roomId, { hostId, seq }));
  };

  const report: OriginHandler = async (c) => {
    const roomId = idParam(c, "roomId", roomIdSchema);
    const body = await readJson(c.req.raw, REPORT_MAX_BYTES);
    await takeRoomReport(deps, roomId, parseOrProblem(roomReportSchema, body, "body"));
    return c.body(null, 204);
  };

  const handOver: OriginHandler = async (c) => {
    const roomId = idParam(c, "roomId", roomIdSchema);
    const body = parseOrProblem(handOverSchema, await readJson(c.req.raw, HANDOFF_MAX_BYTES), "body");
    return c.json({ host: await handOverRoom(deps, roomId, body) });
  };

  const handoff: OriginHandler = async (c) => {
    const roomId = idParam(c, "roomId", roomIdSchema);
    return c.json(await getHandoff(deps, roomId, parseOrProblem(hostIdSchema, c.req.query("host"), "host")));
  };

  const keep: OriginHandler = async (c) => {
    const roomId = idParam(c, "roomId", roomIdSchema);
    const body = parseOrProblem(keepRoomSchema, await readJson(c.req.raw, KEPT_MAX_BYTES), "body");
    await keepRoom(deps, roomId, body);
    return c.body(null, 204);
  };

  const participant: OriginHandler = async (c) => {
    const roomId = idParam(c, "roomId", roomIdSchema);
    return c.json(await getRoomParticipant(deps, roomId, idParam(c, "userId", userIdSchema)));
  };

  const broughtAlong: OriginHandler = async (c) => {
    const userId = idParam(c, "userId", userIdSchema);
    const [users, leaving, decided] = await Promise.all([
      getBlockedIds(deps, userId),
      listHeldForLeaving(deps, userId),
      listHeldSanctions(deps, userId),
    ]);
    return c.json({ users, sanctions: [...leaving, ...decided].slice(0, HELD_SANCTIONS_MAX) });
  };

  return {
    broughtAlong,
    enter: enterRoom,
    queue,
    leave,
    regions,
    register,
    heartbeat,
    spec,
    report,
    handOver,
    handoff,
    keep,
    participant,
  };
}
