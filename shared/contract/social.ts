// Friends, and who may see and join one.

import * as z from "zod";
import { userIdSchema } from "../schema/ids.ts";
import { friendListSchema, friendStateSchema } from "../schema/social.ts";
import { privacySchema } from "../schema/user.ts";
import type { Endpoints } from "./endpoint.ts";

const friendParams = z.object({ friendId: userIdSchema });

export const socialEndpoints = {
  "friends.list": {
    method: "GET",
    path: "/v1/me/friends",
    about: "Lists friends, where they are as far as they let one see it, and requests both ways.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: friendListSchema },
    problems: ["ORIGIN_AWAY"],
  },
  "friends.put": {
    method: "PUT",
    path: "/v1/me/friends/:friendId",
    about: "Asks somebody to be a friend, or says yes to whoever asked.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: friendParams,
    answers: { 200: friendStateSchema },
    problems: ["USER_NOT_FOUND", "FRIEND_IS_SELF", "FRIENDS_FULL", "ORIGIN_AWAY"],
  },
  "friends.remove": {
    method: "DELETE",
    path: "/v1/me/friends/:friendId",
    about: "Ends a friendship, takes a request back, or declines one.",
    auth: "session",
    scope: "account",
    caching: "private",
    params: friendParams,
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
  "me.privacy": {
    method: "GET",
    path: "/v1/me/privacy",
    about: "Tells who may see which world one is in, and who may come there.",
    auth: "session",
    scope: "account",
    caching: "private",
    answers: { 200: privacySchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
  "me.setPrivacy": {
    method: "PUT",
    path: "/v1/me/privacy",
    about: "Changes who may see which world one is in, and who may come there.",
    auth: "session",
    scope: "account",
    caching: "private",
    body: privacySchema,
    answers: { 200: privacySchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
  },
} as const satisfies Endpoints;
