// Reading what a caller sent: bodies checked by the shared schemas, with unknown fields told rather than dropped.

import type { Context } from "hono";
import type * as z from "zod";
import { Problem, parseOrProblem } from "../../shared/http/problem.ts";
import { decodeJson, readBody } from "../../shared/http/service.ts";
import type { EdgeEnv } from "../deps.ts";

const BODY_MAX_BYTES = 64 * 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * The JSON body as `schema` reads it. Throws CONTENT_TYPE_UNSUPPORTED (415), JSON_MALFORMED (400), BODY_TOO_LARGE (413) or
 * VALIDATION_FAILED (422).
 */
export async function parseBody<S extends z.ZodRawShape>(
  c: Context<EdgeEnv>,
  schema: z.ZodObject<S>,
): Promise<z.output<z.ZodObject<S, z.core.$strict>>> {
  requireJson(c);
  return parseOrProblem(schema.strict(), decodeJson(await readBody(c.req.raw, BODY_MAX_BYTES)), "body");
}

/** The same, where no body at all means `{}`. */
export async function parseOptionalBody<S extends z.ZodRawShape>(
  c: Context<EdgeEnv>,
  schema: z.ZodObject<S>,
): Promise<z.output<z.ZodObject<S, z.core.$strict>>> {
  const bytes = await readBody(c.req.raw, BODY_MAX_BYTES);
  if (bytes.byteLength === 0) return parseOrProblem(schema.strict(), {}, "body");
  requireJson(c);
  return parseOrProblem(schema.strict(), decodeJson(bytes), "body");
}

/** A form or plain text could come from any site's page without asking first (CSRF); JSON cannot. */
function requireJson(c: Context<EdgeEnv>): void {
  const contentType = c.req.header("content-type") ?? "";
  if (JSON_TYPE.test(contentType)) return;
  throw new Problem({
    status: 415,
    code: "CONTENT_TYPE_UNSUPPORTED",
    title: "The body must be JSON",
    detail: `Send it with \`content-type: application/json\`, not ${contentType === "" ? "without one" : contentType.slice(0, 100)}.`,
    headers: { accept: "application/json" },
  });
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
