// The one name of a user that nobody else has.

import * as z from "zod";
import { handleSchema, takeHandleSchema } from "../schema/handle.ts";
import { profileSchema } from "../schema/public-api.ts";
import { userSchema } from "../schema/user.ts";
import type { Endpoints } from "./endpoint.ts";

export const handleEndpoints = {
  "me.takeHandle": {
    method: "PUT",
    path: "/v1/me/handle",
    about:
      "Takes a handle, or changes it; the one before stays one's own for 30 days. One that looks like somebody else's is taken.",
    auth: "session",
    scope: "account",
    caching: "private",
    limit: "social",
    body: takeHandleSchema,
    answers: { 200: userSchema },
    problems: [
      "HANDLE_TAKEN",
      "HANDLE_RESERVED",
      "HANDLE_CHANGED_OFTEN",
      "HANDLE_NOT_FOR_GUESTS",
      "USER_NOT_FOUND",
      "ORIGIN_AWAY",
    ],
    example: { body: { handle: "aoi" } },
  },
  "me.dropHandle": {
    method: "DELETE",
    path: "/v1/me/handle",
    about: "Gives one's handle up; for 30 days nobody else can take it.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: userSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "handles.get": {
    method: "GET",
    path: "/v1/handles/:handle",
    about: "Tells the public profile of whoever has the handle, or had it within the last 30 days.",
    auth: "none",
    caching: "shared",
    params: z.object({ handle: handleSchema }),
    answers: { 200: profileSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
