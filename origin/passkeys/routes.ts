// Passkeys over HTTP: parse, call one verb, render.

import type { Context } from "hono";
import type * as z from "zod";
import { parseOrProblem } from "../../shared/http/problem.ts";
import { readJson } from "../../shared/http/service.ts";
import { userIdSchema } from "../../shared/schema/ids.ts";
import {
  beginPasskeySchema,
  beginSignUpSchema,
  finishAddSchema,
  finishSignInSchema,
  finishSignUpSchema,
} from "../../shared/schema/internal/passkeys.ts";
import { passkeySchema, renamePasskeySchema } from "../../shared/schema/passkey.ts";
import { actingSession, type OriginDeps, type OriginHandler } from "../deps.ts";
import { idParam } from "../route-params.ts";
import { addPasskey, signUpWithPasskey } from "./add-passkey.ts";
import { beginAdd, beginSignIn, beginSignUp } from "./begin-passkey.ts";
import { getPasskeys } from "./list-passkeys.ts";
import { removePasskey } from "./remove-passkey.ts";
import { renamePasskey } from "./rename-passkey.ts";
import { signInWithPasskey } from "./sign-in-with-passkey.ts";

export function passkeyRoutes(deps: OriginDeps) {
  const signInOptions: OriginHandler = async (c) =>
    c.json(await beginSignIn(deps, (await bodyOf(c, beginPasskeySchema)).rp));

  const signIn: OriginHandler = async (c) =>
    c.json(await signInWithPasskey(deps, await bodyOf(c, finishSignInSchema)));

  const signUpOptions: OriginHandler = async (c) =>
    c.json(await beginSignUp(deps, await bodyOf(c, beginSignUpSchema)));

  const signUp: OriginHandler = async (c) =>
    c.json(await signUpWithPasskey(deps, await bodyOf(c, finishSignUpSchema)));

  const list: OriginHandler = async (c) => c.json({ items: await getPasskeys(deps, userOf(c)) });

  const options: OriginHandler = async (c) =>
    c.json(await beginAdd(deps, signedInOf(c), (await bodyOf(c, beginPasskeySchema)).rp));

  const add: OriginHandler = async (c) =>
    c.json(await addPasskey(deps, signedInOf(c), await bodyOf(c, finishAddSchema)), 201);

  const rename: OriginHandler = async (c) => {
    const { label } = await bodyOf(c, renamePasskeySchema);
    return c.json(await renamePasskey(deps, userOf(c), { id: passkeyOf(c), label }));
  };

  const remove: OriginHandler = async (c) => {
    await removePasskey(deps, signedInOf(c), passkeyOf(c));
    return c.body(null, 204);
  };

  return { signInOptions, signIn, signUpOptions, signUp, list, options, add, rename, remove };
}

async function bodyOf<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  return parseOrProblem(schema, await readJson(c.req.raw), "body");
}

const userOf = (c: Context) => idParam(c, "userId", userIdSchema);
const signedInOf = (c: Context) => ({ userId: userOf(c), sessionId: actingSession(c) });
const passkeyOf = (c: Context) => idParam(c, "passkeyId", passkeySchema.shape.id);
