// A schema in one line, as a reader of JSON would write it: `{text: string, id?: string ≤ 64}`. Names what our schemas use and refuses
// the rest, so that nothing is left out without a word.

import * as z from "zod";

type JsonSchema = {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly default?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
};

/**
 * The shape of what a schema reads, or of what it writes: in the latter nothing that has a default is left out.
 * Throws Error for what it has no words for.
 */
export function shapeOf(schema: z.ZodType, direction: "reads" | "writes"): string {
  return shape(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema, direction);
}

function shape(schema: JsonSchema, direction: "reads" | "writes"): string {
  const some = schema.anyOf ?? schema.oneOf;
  if (some !== undefined) return some.map((one) => shape(one, direction)).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const { type } = schema;
  if (typeof type === "object")
    return type.map((one) => shape({ ...schema, type: one }, direction)).join(" | ");
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  switch (type) {
    case undefined:
      return "any JSON";
    case "object":
      return objectShape(schema, direction);
    case "array":
      return arrayShape(schema, direction);
    case "string":
      return stringShape(schema);
    case "integer":
    case "number":
      return numberShape(schema, type);
    case "boolean":
    case "null":
      return type;
    default:
      throw new Error(`no words for JSON of type ${type}`);
  }
}

function objectShape({ properties = {}, required = [] }: JsonSchema, direction: "reads" | "writes"): string {
  const members = Object.entries(properties).map(([name, member]) => {
    const isSure = required.includes(name) || (direction === "writes" && member.default !== undefined);
    const fallback = !isSure && member.default !== undefined ? ` = ${JSON.stringify(member.default)}` : "";
    return `${name}${isSure ? "" : "?"}: ${shape(member, direction)}${fallback}`;
  });
  return `{${members.join(", ")}}`;
}

function arrayShape({ prefixItems, items }: JsonSchema, direction: "reads" | "writes"): string {
  if (prefixItems !== undefined) return `[${prefixItems.map((item) => shape(item, direction)).join(", ")}]`;
  if (typeof items !== "object") throw new Error("no words for a list of anything");
  return `[${shape(items, direction)}, …]`;
}

const ID = /^\^(\w+)_/;

function stringShape({ pattern, maxLength }: JsonSchema): string {
  const id = pattern === undefined ? null : ID.exec(pattern);
  if (id !== null) return `"${id[1]}_…"`;
  if (pattern?.startsWith("^#") === true) return '"#rrggbb"';
  if (pattern !== undefined) throw new Error(`no words for text like ${pattern}`);
  return maxLength === undefined ? "string" : `string ≤ ${maxLength}`;
}

function numberShape({ minimum, exclusiveMinimum, maximum }: JsonSchema, type: string): string {
  const least = minimum ?? (exclusiveMinimum === undefined ? undefined : exclusiveMinimum + 1);
  const most = maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum;
  if (least === undefined || most === undefined) return type === "integer" ? "whole number" : "number";
  return type === "integer" ? `${least} to ${most}` : `number ${least} to ${most}`;
}
