// Identity over HTTP: parse, call one verb, render.

import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import {
  createGuestSchema,
  linkIdentitySchema,
  resolveUserSchema,
} from "../../shared/schema/internal/identity.ts";
import { wearAvatarSchema } from "../../shared/schema/public-api.ts";
import { identitySchema, updateMeSchema } from "../../shared/schema/user.ts";
import { actingSession, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { getProfile } from "./get-profile.ts";
import { getUser } from "./get-user.ts";
import { linkIdentity } from "./link-identity.ts";
import { getIdentities } from "./list-identities.ts";
import { createGuest, resolveUser } from "./resolve-user.ts";
import { unlinkIdentity } from "./unlink-identity.ts";
import { updateMe } from "./update-me.ts";
import { wearAvatar } from "./wear-avatar.ts";

export function userRoutes(deps: OriginDeps) {
  const guest: OriginHandler = async (c) =>
    c.json(await createGuest(deps, parseOrProblem(createGuestSchema, await readJson(c.req.raw), "body")));

  const resolve: OriginHandler = async (c) =>
    c.json(await resolveUser(deps, parseOrProblem(resolveUserSchema, await readJson(c.req.raw), "body")));

  const user: OriginHandler = async (c) => c.json(await getUser(deps, idParam(c, "userId", userIdSchema)));

  const avatar: OriginHandler = async (c) => {
    const userId = idParam(c, "userId", userIdSchema);
    const { avatarId } = parseOrProblem(wearAvatarSchema, await readJson(c.req.raw), "body");
    return c.json(await wearAvatar(deps, userId, avatarId));
  };

  const identities: OriginHandler = async (c) =>
    c.json({ items: await getIdentities(deps, idParam(c, "userId", userIdSchema)) });

  const link: OriginHandler = async (c) => {
    const identity = parseOrProblem(linkIdentitySchema, await readJson(c.req.raw), "body");
    const by = { userId: idParam(c, "userId", userIdSchema), sessionId: actingSession(c) };
    return c.json(await linkIdentity(deps, by, identity), 201);
  };

  const unlink: OriginHandler = async (c) => {
    const by = { userId: idParam(c, "userId", userIdSchema), sessionId: actingSession(c) };
    await unlinkIdentity(deps, by, idParam(c, "identityId", identitySchema.shape.id));
    return c.body(null, 204);
  };

  const profile: OriginHandler = async (c) =>
    c.json(await getProfile(deps, idParam(c, "userId", userIdSchema)));

  const update: OriginHandler = async (c) => {
    const change = parseOrProblem(updateMeSchema, await readJson(c.req.raw), "body");
    return c.json(await updateMe(deps, idParam(c, "userId", userIdSchema), change));
  };

  return { profile, update, guest, resolve, user, avatar, identities, link, unlink };
}
