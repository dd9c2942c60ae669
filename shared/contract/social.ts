// What people are to one another: friends, blocks, mutes; and who may see and join one.

import * as z from "zod";
import { userIdSchema } from "../schema/ids.ts";
import { pageQuerySchema } from "../schema/public-api.ts";
import { friendListSchema, friendStateSchema, personPageSchema, relationSchema } from "../schema/social.ts";
import { privacySchema } from "../schema/user.ts";
import type { Endpoints } from "./endpoint.ts";

const friendParams = z.object({ friendId: userIdSchema });
const userParams = z.object({ userId: userIdSchema });
const own = { auth: "session", scope: "account", caching: "private" } as const;

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
    ...own,
    limit: "social",
    params: friendParams,
    answers: { 200: friendStateSchema },
    problems: ["USER_NOT_FOUND", "FRIEND_IS_SELF", "FRIENDS_FULL", "USER_BLOCKED", "ORIGIN_AWAY"],
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
  "blocks.list": {
    method: "GET",
    path: "/v1/me/blocks",
    about: "Lists whom one has blocked, the newest first.",
    ...own,
    query: pageQuerySchema,
    answers: { 200: personPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "blocks.put": {
    method: "PUT",
    path: "/v1/me/blocks/:userId",
    about:
      "Blocks somebody: friendship, requests and follows end both ways, and in rooms neither hears or sees the other, at once where both are in one.",
    ...own,
    limit: "social",
    params: userParams,
    answers: { 204: null },
    problems: ["USER_NOT_FOUND", "SHUN_IS_SELF", "SHUNS_FULL", "ORIGIN_AWAY"],
  },
  "blocks.remove": {
    method: "DELETE",
    path: "/v1/me/blocks/:userId",
    about: "Takes a block back. What it ended stays ended.",
    ...own,
    params: userParams,
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
  "mutes.list": {
    method: "GET",
    path: "/v1/me/mutes",
    about: "Lists whom one has muted, the newest first.",
    ...own,
    query: pageQuerySchema,
    answers: { 200: personPageSchema },
    problems: ["CURSOR_INVALID", "ORIGIN_AWAY"],
  },
  "mutes.put": {
    method: "PUT",
    path: "/v1/me/mutes/:userId",
    about:
      "Mutes somebody, who is not told: what they do notifies one no more, and a client does not show or play what they say.",
    ...own,
    limit: "social",
    params: userParams,
    answers: { 204: null },
    problems: ["USER_NOT_FOUND", "SHUN_IS_SELF", "SHUNS_FULL", "ORIGIN_AWAY"],
  },
  "mutes.remove": {
    method: "DELETE",
    path: "/v1/me/mutes/:userId",
    about: "Takes a mute back.",
    ...own,
    params: userParams,
    answers: { 204: null },
    problems: ["ORIGIN_AWAY"],
  },
  "relations.get": {
    method: "GET",
    path: "/v1/me/relations/:userId",
    about:
      "Tells what somebody is to one: friend, followed, blocked, muted. That they blocked one is not told.",
    ...own,
    params: userParams,
    answers: { 200: relationSchema },
    problems: ["USER_NOT_FOUND", "ORIGIN_AWAY"],
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
