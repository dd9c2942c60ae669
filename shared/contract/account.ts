// One's own account.

import { wearAvatarSchema } from "../schema/public-api.ts";
import { updateMeSchema, userSchema } from "../schema/user.ts";
import type { Endpoints } from "./endpoint.ts";

export const accountEndpoints = {
  "me.get": {
    method: "GET",
    path: "/v1/me",
    about: "Tells who is signed in.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: userSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.update": {
    method: "PATCH",
    path: "/v1/me",
    about: "Changes one's name, what one says of oneself, or the language; only the fields that are sent.",
    auth: "session",
    scope: "account",
    caching: "private",
    body: updateMeSchema,
    answers: { 200: userSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.wearAvatar": {
    method: "PUT",
    path: "/v1/me/avatar",
    about: "Puts an avatar on, or takes it off with null.",
    auth: "session",
    scope: "account",
    caching: "private",
    body: wearAvatarSchema,
    answers: { 200: userSchema },
    problems: ["USER_NOT_FOUND", "ASSET_NOT_FOUND", "AVATAR_NOT_YOURS", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
