// Reading what a caller sent: bodies checked by the shared schemas, with unknown fields told rather than dropped.

import type { Context } from "hono";
import type * as z from "zod";
import { Problem, parseOrProblem } from "../../shared/http/problem.ts";
import { readBody, readJson } from "../../shared/http/service.ts";
import type { EdgeEnv } from "../deps.ts";

const BODY_MAX_BYTES = 64 * 1024;

/** The JSON body as `schema` reads it. Throws JSON_MALFORMED (400), BODY_TOO_LARGE (413) or VALIDATION_FAILED (422). */
export async function parseBody<S extends z.ZodRawShape>(
  c: Context<EdgeEnv>,
  schema: z.ZodObject<S>,
): Promise<z.output<z.ZodObject<S, z.core.$strict>>> {
  return parseOrProblem(schema.strict(), await readJson(c.req.raw, BODY_MAX_BYTES), "body");
}

/** The same, where no body at all means `{}`. */
export async function parseOptionalBody<S extends z.ZodRawShape>(
  c: Context<EdgeEnv>,
  schema: z.ZodObject<S>,
): Promise<z.output<z.ZodObject<S, z.core.$strict>>> {
  const bytes = await readBody(c.req.raw, BODY_MAX_BYTES);
  const body = bytes.byteLength === 0 ? "{}" : bytes;
  return parseOrProblem(
    schema.strict(),
    await readJson(new Request(c.req.url, { method: "POST", body })),
    "body",
  );
}

/** An id of the path. One that could not be an id is one that does not exist: Problem NOT_FOUND (404). */
export function parseId<T extends z.ZodType>(c: Context<EdgeEnv>, name: string, schema: T): z.output<T> {
  const result = schema.safeParse(c.req.param(name));
  if (result.success) return result.data;
  throw new Problem({
    status: 404,
    code: "NOT_FOUND",
    title: "There is no such thing",
    detail: result.error.issues[0]?.message ?? "not an id",
  });
}
