// Generated JSON: what a schema of the contract allows, what it does not, and what no schema would.

import fc from "fast-check";
import {
  alternatives,
  type Components,
  type JsonSchema,
  resolved,
} from "../../../shared/contract/openapi/json-schema.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Texts that have broken something somewhere: other alphabets, control and bidi characters, half a pair, markup, SQL, paths. */
export const nastyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: "grapheme", maxLength: 20 }),
  fc.constantFrom(
    "",
    " ",
    "\u0000",
    "\ud800",
    "\udfff\ud800",
    "\u202eevil",
    "\u200b",
    "e\u0301".repeat(40),
    "👩‍👩‍👧‍👦",
    "名".repeat(33),
    "null",
    "undefined",
    "NaN",
    "-0",
    "1e999",
    "__proto__",
    "constructor",
    "' OR 1=1 --",
    "%' ESCAPE '",
    "<script>alert(1)</script>",
    "../../../etc/passwd",
    "%00",
    "%ff",
    "a".repeat(2_000),
    "2026-02-30T25:61:61Z",
    "http://127.0.0.1:1/",
  ),
);

const nastyNumber = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-1, -0, 0, 0.5, 1e308, 2 ** 31, 2 ** 53, -(2 ** 63), 1e-320),
);

/** Any JSON, from a lone null to a tower of arrays. */
export const nastyJson: fc.Arbitrary<Json> = fc.oneof(
  nastyText,
  nastyNumber,
  fc.boolean(),
  fc.constantFrom<Json>(null, [], {}, [[[[[[[[[[]]]]]]]]]], { $ref: "#" }),
  fc.array(fc.oneof(nastyText, nastyNumber), { maxLength: 5 }),
  fc.dictionary(nastyText, fc.oneof(nastyText, nastyNumber, fc.constant(null)), { maxKeys: 4 }),
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

/** What `schema` allows, as far as JSON Schema says it; ids from `known` where it has one that fits. */
export function fitting(
  schema: JsonSchema,
  components: Components,
  known: readonly string[],
): fc.Arbitrary<Json> {
  const whole = resolved(schema, components);
  if (whole.const !== undefined) return fc.constant(whole.const as Json);
  if (whole.enum !== undefined) return fc.constantFrom(...(whole.enum as Json[]));
  const { of, orNull } = alternatives(whole);
  if (orNull || of.length > 1)
    return fc.oneof(
      ...of.map((one) => fitting(one, components, known)),
      ...(orNull ? [fc.constant(null)] : []),
    );
  switch (whole.type) {
    case "object":
      return fittingObject(whole, components, known);
    case "array":
      return fittingArray(whole, components, known);
    case "integer":
      return fc.integer({ min: Math.ceil(whole.minimum ?? -(2 ** 31)), max: whole.maximum ?? 2 ** 31 });
    case "number":
      return fc.double({ min: whole.minimum ?? -1e6, max: whole.maximum ?? 1e6, noNaN: true });
    case "boolean":
      return fc.boolean();
    case "string":
      return fittingText(whole, known);
    default:
      return nastyJson;
  }
}

function fittingObject(
  { properties = {}, required = [], additionalProperties }: JsonSchema,
  components: Components,
  known: readonly string[],
): fc.Arbitrary<Json> {
  if (typeof additionalProperties === "object")
    return fc.dictionary(fc.string({ maxLength: 12 }), fitting(additionalProperties, components, known), {
      maxKeys: 3,
    });
  const fields = Object.entries(properties).map(([name, field]) => [name, fitting(field, components, known)]);
  return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<Json>>, {
    requiredKeys: [...required],
  });
}

function fittingArray(
  schema: JsonSchema,
  components: Components,
  known: readonly string[],
): fc.Arbitrary<Json> {
  if (schema.prefixItems !== undefined)
    return fc.tuple(...schema.prefixItems.map((item) => fitting(item, components, known)));
  const item = typeof schema.items === "object" ? fitting(schema.items, components, known) : nastyJson;
  return fc.array(item, { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 4, 8) });
}

function fittingText(schema: JsonSchema, known: readonly string[]): fc.Arbitrary<string> {
  const { pattern, format, minLength = 0, maxLength = 40 } = schema;
  if (format === "date-time") return fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
  if (format === "uri") return fc.webUrl();
  if (pattern === undefined) {
    const longest = Math.max(minLength, Math.min(maxLength, 80));
    return fc.oneof(
      fc.string({ minLength, maxLength: longest }),
      fc.string({ unit: "grapheme", minLength, maxLength: longest }),
    );
  }
  const shape = new RegExp(pattern);
  const fits = known.filter((id) => shape.test(id));
  const made = fc.stringMatching(shape);
  return fits.length === 0 ? made : fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...fits) }, made);
}

/** `json` with something in it put in another's place, taken out or put in, up to three times. */
export function damaged(json: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const wound = fc.record({
    at: fc.nat(1_000),
    kind: fc.constantFrom("replace", "remove", "add"),
    by: nastyJson,
    key: nastyText,
  });
  return fc.tuple(json, fc.array(wound, { minLength: 1, maxLength: 3 })).map(([whole, wounds]) =>
    wounds.reduce<Json>((hurt, { at, kind, by, key }) => {
      const paths = pathsOf(hurt);
      const path = paths[at % paths.length] ?? [];
      if (kind === "replace") return changedAt(hurt, path, () => by);
      if (kind === "remove") return changedAt(hurt, path, () => undefined);
      return changedAt(hurt, path, (old) => (isRecord(old) ? { ...old, [key]: by } : by));
    }, whole),
  );
}

type Path = readonly (string | number)[];

function pathsOf(json: Json): readonly Path[] {
  if (typeof json !== "object" || json === null) return [[]];
  const inner = Object.entries(json).flatMap(([key, value]: [string, Json]) =>
    pathsOf(value).map((path) => [Array.isArray(json) ? Number(key) : key, ...path]),
  );
  return [[], ...inner];
}

function changedAt(json: Json, [key, ...rest]: Path, change: (old: Json) => Json | undefined): Json {
  if (key === undefined) return change(json) ?? null;
  if (Array.isArray(json))
    return json.map((item: Json, index) => (index === key ? changedAt(item, rest, change) : item));
  if (!isRecord(json)) return json;
  const entries = Object.entries(json).flatMap(([name, value]) => {
    if (name !== key) return [[name, value] as const];
    const changed = rest.length === 0 ? change(value) : changedAt(value, rest, change);
    return changed === undefined ? [] : [[name, changed] as const];
  });
  return Object.fromEntries(entries);
}

function isRecord(json: Json): json is Readonly<Record<string, Json>> {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
