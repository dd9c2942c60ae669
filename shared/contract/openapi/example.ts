// An example of a schema, made from the schema: what a reader of the documentation sees. Knows what our fields are called,
// not which endpoint they belong to.

import { alternatives, type Components, type JsonSchema, resolved } from "./json-schema.ts";

/** What a text in a field of this name looks like. */
const TEXTS: Readonly<Record<string, string>> = {
  name: "Harbour Stage",
  displayName: "Aoi",
  description: "A stage by the sea, open every evening.",
  accessToken: "eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl",
  refreshToken: "rt_3q9mZk2vX7cT1bN8",
  ticket: "eyJhbGciOiJFZERTQSJ9.e30.dGlja2V0",
  address: "203.0.113.7",
  wsUrl: "wss://room.example.com/mqtt",
  uploadUrl: "https://store.example.com/hiroba-upload",
  statusApiUrl: "https://hiroba.example.com/v1/upload/avatar/upl_7h2kq0v4m9x3c8n5/status",
  licenceUrl: "https://vrm.dev/licenses/1.0/",
  fileName: "aoi.vrm",
  contentType: "application/octet-stream",
  nextCursor: "bmV4dA",
  cursor: "bmV4dA",
  step: "validate-vrm",
  code: "TEXTURE_LARGE",
  pointer: "/textures/0",
  ja: "2048 ピクセル以下にしてください。",
  en: "Make it 2048 pixels or less.",
  authors: "Aoi",
  region: "local",
  timeZone: "Asia/Tokyo",
  recurrence: "FREQ=WEEKLY;BYDAY=FR",
  secret: "wq2mZk2vX7cT1bN8c0hO9y4Lr5sUe3pQfJdA6tGiV_k",
  number: "2",
  note: "A brighter sky, and a bench by the stage.",
  bio: "I build stages.",
  device: "Firefox on Windows",
  label: "My phone",
  issuer: "https://accounts.example.com",
  provider: "account",
  rpId: "hiroba.example.com",
  idToken: "eyJhbGciOiJSUzI1NiJ9.e30.c2lnbmF0dXJl",
  tag: "live",
  tags: "live",
  q: "stage",
  month: "2026-11",
  on: "2026-11-03",
  actual: "4096",
  limit: "2048",
  reason: "A texture is too large.",
  statusUrl: "https://hiroba.example.com/v1/queue/que_7h2kq0v4m9x3c8n5",
  completeUrl: "https://hiroba.example.com/v1/upload/avatar/upl_7h2kq0v4m9x3c8n5/complete",
  authorizationUrl: "https://accounts.example.com/authorize?response_type=code",
  thumbnailUrl: "https://files.example.com/thumbnails/2c26b46b.webp",
};
/** What a number in a field of this name may be, as near to it as its schema lets it be. */
const NUMBERS: Readonly<Record<string, number>> = {
  capacity: 50,
  headCount: 12,
  likeCount: 34,
  count: 34,
  tcpPort: 1883,
  position: 3,
  pollAfterMs: 2_000,
  expiresInMs: 30_000,
  sizeBytes: 4_200_000,
  fileSize: 4_200_000,
  halfSizeM: 24,
  tickMs: 50,
  plainPoseHz: 10,
  timeout: 600_000,
  alg: -7,
  stepsTotal: 4,
};
const DATE_TIME = "2026-04-01T12:00:00.000Z";
const SHA256 = "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae";

/** A value that fits `schema`, as full as it can be. `field` is the name it is under. */
export function exampleOf(schema: JsonSchema, components: Components, field = ""): unknown {
  const { $ref: _, ...beside } = schema;
  const whole = { ...resolved(schema, components), ...beside };
  if (whole.examples?.[0] !== undefined) return whole.examples[0];
  if (whole.const !== undefined) return whole.const;
  if (whole.default !== undefined && !lacksRequired(whole)) return whole.default;
  if (whole.enum !== undefined) return whole.enum[0];
  const [alternative] = alternatives(whole).of;
  if (alternative !== undefined && alternative !== whole) return exampleOf(alternative, components, field);
  if (whole.allOf !== undefined)
    return Object.assign({}, ...whole.allOf.map((part) => exampleOf(part, components, field)));
  switch (whole.type) {
    case "object":
      return exampleObject(whole, components);
    case "array":
      return exampleArray(whole, components, field);
    case "integer":
    case "number":
      return exampleNumber(whole, field);
    case "boolean":
      return true;
    case "string":
      return exampleText(whole, field);
    default:
      return null;
  }
}

function exampleObject(
  { properties = {}, propertyNames, additionalProperties }: JsonSchema,
  components: Components,
): unknown {
  const named = Object.entries(properties).map(([name, inner]) => [name, exampleOf(inner, components, name)]);
  const isMap = named.length === 0 && typeof additionalProperties === "object";
  if (!isMap) return Object.fromEntries(named);
  const key = propertyNames === undefined ? "key" : exampleOf(propertyNames, components, "key");
  return { [String(key)]: exampleOf(additionalProperties, components) };
}

function exampleArray(schema: JsonSchema, components: Components, field: string): unknown {
  if (schema.prefixItems !== undefined)
    return schema.prefixItems.map((item) => exampleOf(item, components, field));
  if (typeof schema.items !== "object") return [];
  const item = exampleOf(schema.items, components, field);
  return Array<unknown>(Math.max(1, schema.minItems ?? 1)).fill(item);
}

/** A default is what may be left out of it; an answer leaves out nothing. */
function lacksRequired({ default: given, required = [] }: JsonSchema): boolean {
  return typeof given === "object" && given !== null && required.some((name) => !(name in given));
}

function exampleNumber({ minimum, maximum }: JsonSchema, field: string): number {
  const likely = NUMBERS[field];
  const atLeast = minimum ?? (likely === undefined ? 0 : Number.MIN_SAFE_INTEGER);
  return Math.min(Math.max(atLeast, likely ?? 1), maximum ?? Number.MAX_SAFE_INTEGER);
}

function exampleText(
  { format, pattern = "", maxLength = Number.MAX_SAFE_INTEGER }: JsonSchema,
  field: string,
): string {
  const prefix = /^\^([a-z]+_)\[/.exec(pattern)?.[1];
  if (prefix !== undefined) return `${prefix}7h2kq0v4m9x3c8n5`;
  if (format === "date-time") return DATE_TIME;
  if (format === "date") return DATE_TIME.slice(0, 10);
  if (format === "uuid") return "0b5c4a5e-6f0d-4c58-9a53-1f6f7d3f2a10";
  if (pattern.startsWith("^#[0-9a-f")) return "#bfe3ff";
  const hexDigits = /^\^\[0-9a-f\]\{(\d+)\}\$$/.exec(pattern)?.[1];
  if (hexDigits !== undefined) return SHA256.slice(0, Number(hexDigits));
  const text = TEXTS[field] ?? (format === "uri" ? `https://hiroba.example.com/${field}` : field || "text");
  return text.slice(0, maxLength);
}
