// One's own account.

import { wearAvatarSchema } from "../schema/public-api.ts";
import { accountExportSchema, leavingSchema, updateMeSchema, userSchema } from "../schema/user.ts";
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
    problems: ["USER_NOT_FOUND", "ASSET_NOT_FOUND", "AVATAR_NOT_YOURS", "AVATAR_NOT_BOUGHT", "ORIGIN_AWAY"],
  },
  "me.export": {
    method: "GET",
    path: "/v1/me/export",
    about:
      "Tells whether the copy of everything about one is ready, with a URL that is good for five minutes.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: accountExportSchema },
    problems: ["EXPORT_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.requestExport": {
    method: "POST",
    path: "/v1/me/export",
    about: "Asks for a copy of everything about one, as JSON; within ten minutes it is the same copy.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 202: accountExportSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.leave": {
    method: "DELETE",
    path: "/v1/me",
    about:
      "Deletes one's account: hidden and signed out at once, erased after 14 days; a guest's is erased at once. Needs a sign-in of the last ten minutes.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 202: leavingSchema },
    problems: ["SIGN_IN_NOT_FRESH", "SESSION_ENDED", "USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.restore": {
    method: "POST",
    path: "/v1/me/restore",
    about: "Keeps an account that was about to be erased; everything is as it was.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: userSchema },
    problems: ["ACCOUNT_NOT_LEAVING", "ACCOUNT_ERASING", "USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
