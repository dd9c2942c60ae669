// Versions of worlds, and those who work on them.

import * as z from "zod";
import { userIdSchema, worldIdSchema } from "../schema/ids.ts";
import {
  createVersionSchema,
  memberListSchema,
  publishVersionSchema,
  putMemberSchema,
  updateVersionSchema,
  versionListSchema,
  worldMemberSchema,
  worldVersionSchema,
} from "../schema/world-version.ts";
import type { Endpoints } from "./endpoint.ts";

const NUMBER = /^[1-9][0-9]{0,5}$/;
const worldParams = z.object({ worldId: worldIdSchema });
const versionParams = worldParams.extend({
  number: z.string().regex(NUMBER, "expected a version's number").transform(Number),
});
const memberParams = worldParams.extend({ userId: userIdSchema });
const AUTHED = { auth: "session", scope: "publish", caching: "private" } as const;
const NOT_THERE = ["WORLD_NOT_FOUND", "WORLD_NOT_YOURS", "ORIGIN_AWAY"] as const;

export const worldVersionEndpoints = {
  "worldVersions.list": {
    ...AUTHED,
    method: "GET",
    path: "/v1/worlds/:worldId/versions",
    about: "Lists the versions of a world one works on, newest first.",
    params: worldParams,
    answers: { 200: versionListSchema },
    problems: NOT_THERE,
  },
  "worldVersions.create": {
    ...AUTHED,
    method: "POST",
    path: "/v1/worlds/:worldId/versions",
    about: "Begins a draft, like the live version or another but for what is sent.",
    params: worldParams,
    body: createVersionSchema,
    answers: { 201: worldVersionSchema },
    problems: [
      ...NOT_THERE,
      "VERSION_NOT_FOUND",
      "VERSIONS_FULL",
      "WORLD_SPAWN_OUTSIDE",
      "WORLD_CONTENT_INVALID",
    ],
  },
  "worldVersions.update": {
    ...AUTHED,
    method: "PATCH",
    path: "/v1/worlds/:worldId/versions/:number",
    about: "Changes a draft; only the fields that are sent.",
    params: versionParams,
    body: updateVersionSchema,
    answers: { 200: worldVersionSchema },
    problems: [
      ...NOT_THERE,
      "VERSION_NOT_FOUND",
      "VERSION_NOT_DRAFT",
      "WORLD_SPAWN_OUTSIDE",
      "WORLD_CONTENT_INVALID",
    ],
  },
  "worldVersions.publish": {
    ...AUTHED,
    method: "POST",
    path: "/v1/worlds/:worldId/versions/:number/publish",
    about:
      "Makes a version the one others enter, or the one that is tried. Open rooms change at once; an older version goes back.",
    params: versionParams,
    body: publishVersionSchema,
    bodyIs: "optional",
    answers: { 200: worldVersionSchema },
    problems: [...NOT_THERE, "VERSION_NOT_FOUND", "WORLD_CONTENT_INVALID"],
  },
  "worldVersions.remove": {
    ...AUTHED,
    method: "DELETE",
    path: "/v1/worlds/:worldId/versions/:number",
    about: "Throws a draft away.",
    params: versionParams,
    answers: { 204: null },
    problems: [...NOT_THERE, "VERSION_NOT_FOUND", "VERSION_NOT_DRAFT"],
  },
  "worldMembers.list": {
    ...AUTHED,
    method: "GET",
    path: "/v1/worlds/:worldId/members",
    about: "Lists who works on a world with its owner.",
    params: worldParams,
    answers: { 200: memberListSchema },
    problems: NOT_THERE,
  },
  "worldMembers.put": {
    ...AUTHED,
    method: "PUT",
    path: "/v1/worlds/:worldId/members/:userId",
    about: "Lets a friend work on one's world, as editor or tester.",
    params: memberParams,
    body: putMemberSchema,
    answers: { 200: worldMemberSchema },
    problems: [...NOT_THERE, "USER_NOT_FOUND", "MEMBER_NOT_FRIEND", "MEMBERS_FULL"],
  },
  "worldMembers.remove": {
    ...AUTHED,
    method: "DELETE",
    path: "/v1/worlds/:worldId/members/:userId",
    about: "Lets somebody work on one's world no more; or leaves another's.",
    params: memberParams,
    answers: { 204: null },
    problems: NOT_THERE,
  },
} as const satisfies Endpoints;
