// Reading what a caller sent, by the contract: ids of the path, the query, the body. Every offence is told at once.

import type { Context } from "hono";
import * as z from "zod";
import type { Endpoint } from "../../shared/contract/endpoint.ts";
import type { EndpointId, Input } from "../../shared/contract/registry.ts";
import { Problem, validationProblem } from "../../shared/http/problem.ts";
import { decodeJson, readBody } from "../../shared/http/service.ts";
import type { EdgeEnv } from "../deps.ts";

const BODY_MAX_BYTES = 64 * 1024;
const JSON_TYPE = /^application\/json\s*(;|$)/i;

/**
 * What `endpoint` wants of this request. Throws NOT_FOUND (404: a path that names nothing), CONTENT_TYPE_UNSUPPORTED (415),
 * JSON_MALFORMED (400), BODY_TOO_LARGE (413) or VALIDATION_FAILED (422).
 */
export async function readInput<Id extends EndpointId>(
  c: Context<EdgeEnv>,
  endpoint: Endpoint,
): Promise<Input<Id>> {
  const params = endpoint.params === undefined ? undefined : parseParams(c, endpoint.params);
  const read: Record<string, unknown> = {
    query: c.req.query(),
    headers: headersOf(c, endpoint.headers),
    body: endpoint.body === undefined ? undefined : await readJsonBody(c, endpoint.bodyIs),
  };
  const input: Record<string, unknown> = { params };
  const offences: z.ZodError[] = [];
  const places: string[] = [];
  for (const part of ["query", "headers", "body"] as const) {
    const result = endpoint[part]?.safeParse(read[part]);
    if (result?.success === false) {
      offences.push(result.error);
      places.push(part);
    }
    input[part] = result?.data;
  }
  if (offences.length > 0)
    throw validationProblem(new z.ZodError(offences.flatMap(({ issues }) => issues)), places.join(" and "));
  // The registry's entry for Id is `endpoint`: its own schemas made these parts.
  return input as Input<Id>;
}

/** Only those the schema names: a request has many others. */
function headersOf(c: Context<EdgeEnv>, schema: Endpoint["headers"]): Readonly<Record<string, string>> {
  const given = Object.keys(schema?.shape ?? {}).flatMap((name) => {
    const value = c.req.header(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(given);
}

async function readJsonBody(c: Context<EdgeEnv>, bodyIs: Endpoint["bodyIs"] = "required"): Promise<unknown> {
  const bytes = await readBody(c.req.raw, BODY_MAX_BYTES);
  if (bytes.byteLength === 0 && bodyIs === "optional") return {};
  requireJson(c);
  return decodeJson(bytes);
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

/** Ids. One that could not be an id is one that does not exist. */
function parseParams(c: Context<EdgeEnv>, schema: z.ZodObject): unknown {
  const result = schema.safeParse(c.req.param());
  if (result.success) return result.data;
  throw new Problem({
    status: 404,
    code: "NOT_FOUND",
    title: "There is no such thing",
    detail: result.error.issues[0]?.message ?? "not an id",
  });
}
