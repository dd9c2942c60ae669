// Values that a schema takes, or nearly: what the schema says of itself is followed, and now and then bent. Whatever a schema does not
// say (a refinement, a transform) is left to luck.

import * as z from "zod";
import type { Chance } from "./chance.ts";

type Schema = Readonly<Record<string, unknown>>;
const BENT_PERCENT = 4;
const ITEMS_MAX = 4;
const OPTIONAL_PERCENT = 50;
/** `^usr_[0-9a-z-]{1,40}$`, as ids are written. */
const ID_PATTERN = /^\^([a-z]+_)\[0-9a-z-\]/;
const TEXTS = ["a", "Aki", "広場", "a b", "", "x".repeat(64), "line\nline", "\u{1f600}"] as const;
const BENT = [null, -1, 0.5, 1e308, "", [], {}, true, "\u0000", "y".repeat(2_000)] as const;

/** The schema of a codec of JSON, as JSON Schema. */
export function describeSchema(schema: z.ZodType): Schema {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
}

const listOf = (value: unknown): readonly Schema[] => (Array.isArray(value) ? value : []);
const pick = <T>(chance: Chance, list: readonly T[]): T | undefined => list[chance.below(list.length)];

function number(chance: Chance, { type, minimum, maximum }: Schema): number {
  const from = typeof minimum === "number" ? Math.max(minimum, -1e6) : 0;
  const to = typeof maximum === "number" ? Math.min(maximum, from + 1e6) : from + 1_000;
  const value = chance.percent(20)
    ? (pick(chance, [from, to]) ?? from)
    : from + (chance.word() / 2 ** 32) * (to - from);
  return type === "integer" ? Math.round(value) : value;
}

function string(chance: Chance, { pattern, format }: Schema): string {
  const prefix = typeof pattern === "string" ? ID_PATTERN.exec(pattern)?.[1] : undefined;
  if (prefix !== undefined) return `${prefix}${chance.word().toString(36)}`;
  if (format === "uri") return "https://cdn.example/a.vrm";
  if (typeof pattern === "string" && pattern.includes("#")) return "#a0b1c2";
  return chance.one(TEXTS);
}

function object(chance: Chance, schema: Schema): Record<string, unknown> {
  const required = new Set(listOf(schema["required"]) as unknown as string[]);
  const made: Record<string, unknown> = {};
  for (const [name, of] of Object.entries((schema["properties"] ?? {}) as Readonly<Record<string, Schema>>))
    if (required.has(name) || chance.percent(OPTIONAL_PERCENT)) made[name] = generateJson(chance, of);
  return made;
}

/** A value of this schema, as the input of a parser. */
export function generateJson(chance: Chance, schema: Schema): unknown {
  // True and false are schemas too: anything, and nothing.
  if (typeof schema !== "object" || chance.percent(BENT_PERCENT)) return chance.one(BENT);
  if ("const" in schema) return schema["const"];
  if (Array.isArray(schema["enum"])) return pick(chance, schema["enum"]);
  const choices = [...listOf(schema["anyOf"]), ...listOf(schema["oneOf"])];
  if (choices.length > 0) return generateJson(chance, pick(chance, choices) ?? {});
  switch (schema["type"]) {
    case "object":
      return object(chance, schema);
    case "array":
      if (Array.isArray(schema["prefixItems"]))
        return listOf(schema["prefixItems"]).map((item) => generateJson(chance, item));
      return Array.from({ length: chance.below(ITEMS_MAX + 1) }, () =>
        generateJson(chance, (schema["items"] ?? {}) as Schema),
      );
    case "integer":
    case "number":
      return number(chance, schema);
    case "boolean":
      return chance.percent(50);
    case "null":
      return null;
    default:
      return string(chance, schema);
  }
}
