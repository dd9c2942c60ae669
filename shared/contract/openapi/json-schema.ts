// As much of JSON Schema 2020-12 as zod writes for our schemas: what the document, its examples, the API page and the
// generated clients read.

type TypeName = "string" | "number" | "integer" | "boolean" | "object" | "array" | "null";

export type JsonSchema = {
  readonly $ref?: string;
  readonly type?: TypeName | readonly TypeName[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema | boolean;
  readonly prefixItems?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
};

export const COMPONENTS = "#/components/schemas/";

export type Components = Readonly<Record<string, JsonSchema>>;

/** The schema itself, whether it was named or written in place. Throws when the name is nobody's. */
export function resolved(schema: JsonSchema, components: Components): JsonSchema {
  if (schema.$ref === undefined) return schema;
  const found = components[schema.$ref.slice(COMPONENTS.length)];
  if (found === undefined) throw new Error(`${schema.$ref} is not among the components`);
  return resolved(found, components);
}

/** The alternatives of a union, with null told apart: most unions of ours are "this or null". */
export function alternatives(schema: JsonSchema): {
  readonly of: readonly JsonSchema[];
  readonly orNull: boolean;
} {
  const all = schema.anyOf ?? schema.oneOf ?? typesOf(schema);
  const of = all.filter(({ type }) => type !== "null");
  return { of, orNull: of.length < all.length };
}

function typesOf(schema: JsonSchema): readonly JsonSchema[] {
  return typeof schema.type === "object" ? schema.type.map((type) => ({ ...schema, type })) : [schema];
}
