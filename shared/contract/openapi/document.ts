// The public API as an OpenAPI 3.1 document, written from the contract: nothing in it was typed a second time.

import { problemSchema } from "../../http/problem.ts";
import type { Endpoint, Endpoints } from "../endpoint.ts";
import { problemCodesOf, problemKind } from "../problems.ts";
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
  readonly headers?: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>>;
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
    readonly examples: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
  };
};

/** Statuses whose problems say when to come back. */
const RETRY_LATER: ReadonlySet<string> = new Set(["429", "503"]);
const RETRY_AFTER = {
  "Retry-After": { description: "When to try again, in seconds.", schema: { type: "integer" } },
} as const;
const EVENT_STREAM = "text/event-stream";
const PROBLEM_TYPE = "application/problem+json";
const ABOUT = `Everything a client of Hiroba asks over HTTP. Rooms are MQTT: entering one tells where.

A problem is RFC 9457 with a stable \`code\`. Answers may gain fields: skip those you do not know. A request with a field
nobody knows is refused. \`x-request-id\` of a request, or one of ours, comes back and is in every log.`;

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
    if (answer === null) return [status, { description }];
    const schema = schemas.answered(answer);
    const example = endpoint.example?.answer ?? exampleOf(schema, schemas.components);
    const whole = { [endpoint.answerType ?? "application/json"]: { schema, example } };
    const content = status === "200" ? { ...whole, ...eventsOf(endpoint, example) } : whole;
    return [status, { description, content }];
  });
  return Object.fromEntries(answers);
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
        ...(RETRY_LATER.has(status) ? { headers: RETRY_AFTER } : {}),
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
