// The public API as an OpenAPI 3.1 document, written from the contract: nothing in it was typed a second time.

import { problemSchema } from "../../http/problem.ts";
import type { Endpoint, Endpoints } from "../endpoint.ts";
import { isCounted, problemCodesOf, problemKind } from "../problems.ts";
import { type ContractSchemas, contractSchemas, usedComponents } from "./components.ts";
import { exampleOf } from "./example.ts";
import { type Components, type JsonSchema, resolved } from "./json-schema.ts";

export type MediaContent = Readonly<
  Record<string, { readonly schema: JsonSchema; readonly example?: unknown; readonly examples?: object }>
>;
export type Parameter = {
  readonly name: string;
  readonly in: "path" | "query" | "header";
  readonly required: boolean;
  readonly schema: JsonSchema;
  readonly example?: unknown;
};
export type Answer = {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: MediaContent;
};
export type RequestBody = { readonly required: boolean; readonly content: MediaContent };
export type Operation = {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, Answer>>;
};
export type ApiDocument = {
  readonly openapi: "3.1.1";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly securitySchemes: object;
    readonly schemas: Components;
    readonly headers: Readonly<
      Record<string, { readonly description: string; readonly schema: JsonSchema; readonly example: unknown }>
    >;
    readonly examples: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
  };
};

/** Statuses whose problems say when to come back. */
const RETRY_LATER: ReadonlySet<string> = new Set(["429", "503"]);
const HEADERS = {
  "Retry-After": {
    description: "When to try again, in seconds.",
    schema: { type: "integer" },
    example: 12,
  },
  RateLimit: {
    description: "Of each limit: requests left (r), seconds until there is one again (t).",
    schema: { type: "string" },
    example: '"requests";r=5999;t=0',
  },
  "RateLimit-Policy": {
    description: "Of each limit: requests (q) in so many seconds (w).",
    schema: { type: "string" },
    example: '"requests";q=6000;w=60',
  },
  ETag: {
    description: "Names this very answer, where it may change at any time.",
    schema: { type: "string" },
    example: '"B6MvpDUBWu1UO25-0ECCqA"',
  },
  "Cache-Control": {
    description: "How long caches may keep it.",
    schema: { type: "string" },
    example: "public, max-age=60",
  },
} as const;
const COUNTED = ["RateLimit", "RateLimit-Policy"] as const;
const KEPT = ["ETag", "Cache-Control"] as const;
const EVENT_STREAM = "text/event-stream";
const PROBLEM_TYPE = "application/problem+json";
const ABOUT = `Everything a client of Hiroba asks over HTTP. Rooms are MQTT: entering one tells where.

A problem is RFC 9457 with a stable \`code\`. Answers may gain fields: skip those you do not know. A request with a field
nobody knows is refused. \`x-request-id\` of a request, or one of ours, comes back and is in every log.

Pages of every site may call this with an access token; a session cookie is for our own page. \`RateLimit\` tells what is left of
each limit (draft-ietf-httpapi-ratelimit-headers-10). An \`ETag\` sent as \`If-None-Match\` is answered 304 while nothing has changed.`;

/** The document for an edge the public reaches at `serverUrl`. */
export function openApiDocument(endpoints: Endpoints, serverUrl: string): ApiDocument {
  const schemas = contractSchemas(endpoints);
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [id, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, "{$1}");
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(id, endpoint, schemas) };
  }
  const codes = [...new Set(Object.values(endpoints).flatMap(problemCodesOf))].sort();
  return {
    openapi: "3.1.1",
    info: { title: "Hiroba", version: "1", description: ABOUT },
    servers: [{ url: serverUrl }],
    tags: [...new Set(Object.keys(endpoints).map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        accessToken: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
      },
      schemas: usedComponents(schemas.components, paths),
      headers: HEADERS,
      examples: Object.fromEntries(codes.map((code) => [code, problemExample(code)])),
    },
  };
}

function operationOf(id: string, endpoint: Endpoint, schemas: ContractSchemas): Operation {
  const limited = endpoint.limit === undefined ? [] : [`Counted by the rate limit "${endpoint.limit}".`];
  const cached =
    endpoint.caching === "shared" ? ["The same for everybody: answers with an ETag may be kept."] : [];
  const description = [...limited, ...cached].join(" ");
  const requestBody = requestBodyOf(endpoint, schemas);
  return {
    operationId: id,
    tags: [tagOf(id)],
    summary: endpoint.about,
    ...(description === "" ? {} : { description }),
    security:
      endpoint.auth === "none" ? [] : [{ accessToken: endpoint.scope === undefined ? [] : [endpoint.scope] }],
    parameters: [
      ...parametersOf("path", endpoint.params, schemas),
      ...parametersOf("query", endpoint.query, schemas),
      ...parametersOf("header", endpoint.headers, schemas),
    ],
    ...(requestBody === null ? {} : { requestBody }),
    responses: { ...answersOf(endpoint, schemas), ...refusalsOf(endpoint, schemas) },
  };
}

/**
 * Whether callers may hold its answer and ask whether it is as it was. If-None-Match is HTTP's own and no parameter: a client made
 * of the document would take a 304 for an answer.
 */
function isKept({ caching, method }: Endpoint): boolean {
  return caching === "shared" && method === "GET";
}

/** An answer's fields; nothing where there are none. */
function headersOf(names: readonly (keyof typeof HEADERS)[]): Pick<Answer, "headers"> {
  if (names.length === 0) return {};
  return {
    headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
  };
}

function tagOf(id: string): string {
  return id.slice(0, id.indexOf("."));
}

function parametersOf(
  place: Parameter["in"],
  schema: Endpoint["params"],
  schemas: ContractSchemas,
): readonly Parameter[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = resolved(schemas.sent(schema), schemas.components);
  return Object.entries(properties).map(([name, inner]) => {
    const isRequired = place === "path" || required.includes(name);
    const example = isRequired ? { example: exampleOf(inner, schemas.components, name) } : {};
    return { name, in: place, required: isRequired, schema: inner, ...example };
  });
}

function requestBodyOf(endpoint: Endpoint, schemas: ContractSchemas): RequestBody | null {
  if (endpoint.rawBody !== undefined)
    return { required: true, content: { [endpoint.rawBody]: { schema: {} } } };
  if (endpoint.body === undefined) return null;
  const schema = schemas.sent(endpoint.body);
  const example = endpoint.example?.body ?? exampleOf(schema, schemas.components);
  return {
    required: endpoint.bodyIs !== "optional",
    content: { "application/json": { schema, example } },
  };
}

function answersOf(endpoint: Endpoint, schemas: ContractSchemas): Readonly<Record<string, Answer>> {
  const answers = Object.entries(endpoint.answers).map(([status, answer]): [string, Answer] => {
    const description = descriptionOf(Number(status));
    const headers = headersOf([
      ...(isKept(endpoint) ? KEPT : []),
      // A shared read that is warm asks nobody and is not counted.
      ...(isCounted(endpoint) && endpoint.caching === "private" ? COUNTED : []),
    ]);
    if (answer === null) return [status, { description, ...headers }];
    const schema = schemas.answered(answer);
    const example = endpoint.example?.answer ?? exampleOf(schema, schemas.components);
    const whole = { [endpoint.answerType ?? "application/json"]: { schema, example } };
    const content = status === "200" ? { ...whole, ...eventsOf(endpoint, example) } : whole;
    return [status, { description, ...headers, content }];
  });
  const unchanged = { description: "As it was: `If-None-Match` has its ETag.", ...headersOf(KEPT) };
  return Object.fromEntries(isKept(endpoint) ? [...answers, ["304", unchanged]] : answers);
}

/** OpenAPI 3.1 has no word for the events of a stream: their names, and the first as it comes. */
function eventsOf({ events }: Endpoint, data: unknown): MediaContent {
  if (events === undefined) return {};
  const description = `Server-sent events: ${events.join(", ")}.`;
  const example = `event: ${events[0]}\ndata: ${JSON.stringify(data)}\n\n`;
  return { [EVENT_STREAM]: { schema: { type: "string", description }, example } };
}

function descriptionOf(status: number): string {
  if (status === 201) return "Made.";
  if (status === 202) return "Taken; it goes on.";
  if (status === 204) return "Done.";
  return status >= 300 && status < 400 ? "Elsewhere: see Location." : "As asked.";
}

/** One answer per status, with every code it may carry. */
function refusalsOf(endpoint: Endpoint, schemas: ContractSchemas): Readonly<Record<string, Answer>> {
  const byStatus = new Map<string, string[]>();
  for (const code of problemCodesOf(endpoint)) {
    const status = String(problemKind(code)?.status ?? "default");
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const refusals = [...byStatus]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `${code}: ${problemKind(code)?.about ?? code}`).join("\n"),
        ...headersOf([
          ...(RETRY_LATER.has(status) ? (["Retry-After"] as const) : []),
          ...(status === "429" ? COUNTED : []),
        ]),
        content: {
          [PROBLEM_TYPE]: {
            schema: {
              allOf: [
                schemas.answered(problemSchema),
                { type: "object", properties: { code: { enum: codes } } },
              ],
            },
            examples: Object.fromEntries(
              codes.map((code) => [code, { $ref: `#/components/examples/${code}` }]),
            ),
          },
        },
      },
    ]);
  return Object.fromEntries(refusals);
}

function problemExample(code: string): { summary: string; value: unknown } {
  const about = problemKind(code)?.about ?? code;
  return {
    summary: about,
    value: {
      type: `urn:hiroba:problem:${code.toLowerCase().replaceAll("_", "-")}`,
      title: about,
      status: problemKind(code)?.status ?? 400,
      code,
      requestId: "0b5c4a5e-6f0d-4c58-9a53-1f6f7d3f2a10",
    },
  };
}
