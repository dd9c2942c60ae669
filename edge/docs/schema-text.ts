// A JSON Schema in a few words and rows, for the API page: `text, 1 to 64 characters`, `list of World`.

import { alternatives, COMPONENTS, type JsonSchema } from "../../shared/contract/openapi/json-schema.ts";

export type Words = readonly (string | { readonly component: string })[];
export type FieldRow = {
  /** `settings.voice.k`; a list's items are `items[]`. */
  readonly path: string;
  readonly isRequired: boolean;
  readonly words: Words;
};

/** One row per field, those of objects written in place too. Named schemas are not followed. */
export function fieldRows(schema: JsonSchema, prefix = ""): readonly FieldRow[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name;
    const isRequired = schema.required?.includes(name) ?? false;
    return [{ path, isRequired, words: wordsOf(field) }, ...innerRows(field, path)];
  });
}

function innerRows(field: JsonSchema, path: string): readonly FieldRow[] {
  const inner = alternatives(field).of.find(({ properties }) => properties !== undefined);
  if (inner !== undefined) return fieldRows(inner, `${path}.`);
  return typeof field.items === "object" ? innerRows(field.items, `${path}[]`) : [];
}

/** What a value may be. */
export function wordsOf(schema: JsonSchema): Words {
  const fallback = schema.default === undefined ? [] : [` (default ${JSON.stringify(schema.default)})`];
  if (schema.$ref !== undefined) return [{ component: schema.$ref.slice(COMPONENTS.length) }, ...fallback];
  const { of, orNull } = alternatives(schema);
  const each = of.map((one) =>
    of.length === 1 && one === schema ? plainWords(one) : wordsOf(withoutDefault(one)),
  );
  const joined = each.flatMap((words, index) => (index === 0 ? words : [" or ", ...words]));
  return [...joined, ...(orNull ? [" or null"] : []), ...fallback];
}

function withoutDefault({ default: _, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function plainWords(schema: JsonSchema): Words {
  if (schema.const !== undefined) return [JSON.stringify(schema.const)];
  if (schema.enum !== undefined) return [schema.enum.map((value) => JSON.stringify(value)).join(" | ")];
  switch (schema.type) {
    case "array":
      return listWords(schema);
    case "object":
      return typeof schema.additionalProperties === "object"
        ? ["map of ", ...wordsOf(schema.additionalProperties)]
        : ["object"];
    case "string":
      return [`text${textLimits(schema)}`];
    case "integer":
    case "number":
      return [
        (schema.type === "integer" ? "whole number" : "number") + range(schema.minimum, schema.maximum, ""),
      ];
    case "boolean":
      return ["true | false"];
    default:
      return ["anything"];
  }
}

function listWords({ items, prefixItems, minItems, maxItems }: JsonSchema): Words {
  if (prefixItems !== undefined)
    return [
      "[",
      ...prefixItems.flatMap((item, index) => [...(index === 0 ? [] : [", "]), ...wordsOf(item)]),
      "]",
    ];
  return [
    "list of ",
    ...(typeof items === "object" ? wordsOf(items) : ["anything"]),
    range(minItems, maxItems, ""),
  ];
}

function textLimits({ format, pattern, minLength, maxLength }: JsonSchema): string {
  const shape = format !== undefined ? ` (${format})` : pattern !== undefined ? ` matching ${pattern}` : "";
  return shape + range(minLength, maxLength, " characters");
}

function range(from: number | undefined, to: number | undefined, unit: string): string {
  if (from === undefined && to === undefined) return "";
  if (from === undefined) return `, at most ${to}${unit}`;
  return to === undefined ? `, at least ${from}${unit}` : `, ${from} to ${to}${unit}`;
}
