// The zod schemas of the contract as JSON Schema, each once under its name. A schema that a caller may fill in less fully
// than we answer it (defaults) is there twice: `World` as answered, `WorldInput` as sent.

import * as z from "zod";
import { problemSchema } from "../../http/problem.ts";
import type { Endpoints } from "../endpoint.ts";
import { COMPONENTS, type Components, type JsonSchema } from "./json-schema.ts";
import { nameSchemas } from "./schema-names.ts";

export type ContractSchemas = {
  readonly components: Components;
  /** References. Throw for a schema that is no part of the contract. */
  readonly sent: (schema: z.ZodType) => JsonSchema;
  readonly answered: (schema: z.ZodType) => JsonSchema;
};

type Direction = "sent" | "answered";

/** Converts every schema of `endpoints`, in one go. Components hold more than is referred to: see `usedComponents`. */
export function contractSchemas(endpoints: Endpoints): ContractSchemas {
  const names = nameSchemas(endpoints);
  const nameOf = (schema: z.ZodType): string => {
    const name = names.get(schema);
    if (name === undefined) throw new Error("a schema that is no part of the contract");
    return name;
  };
  const answeredReference = (schema: z.ZodType) => ({ $ref: COMPONENTS + nameOf(schema) });
  const sent = convert(names, "sent");
  const answered = usedComponents(
    convert(names, "answered"),
    Object.values(endpoints).flatMap(({ answers }) =>
      [problemSchema, ...Object.values(answers)].map((answer) =>
        answer === null ? null : answeredReference(answer),
      ),
    ),
  );
  const differing = namesThatDiffer(sent, answered);
  const sentName = (name: string) => (differing.has(name) ? `${name}Input` : name);
  const renamedSent = Object.entries(sent).map(([name, schema]) => [
    sentName(name),
    renamed(schema, sentName),
  ]);
  return {
    components: { ...Object.fromEntries(renamedSent), ...answered },
    sent: (schema) => ({ $ref: COMPONENTS + sentName(nameOf(schema)) }),
    answered: answeredReference,
  };
}

/** Those of `components` that `used` refers to, by way of others too; in alphabetical order. */
export function usedComponents(components: Components, used: unknown): Components {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    for (const name of referencesIn(value)) {
      if (found.has(name)) continue;
      found.add(name);
      look(components[name]);
    }
  };
  look(used);
  return Object.fromEntries([...found].sort().map((name) => [name, components[name] ?? {}]));
}

function convert(names: ReadonlyMap<z.ZodType, string>, direction: Direction): Components {
  const registry = z.registry<{ id: string }>();
  for (const [schema, id] of names) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => COMPONENTS + id,
    // What is on the wire is what a reader's parse begins with, whichever way it goes.
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      plain(jsonSchema);
      if (direction === "answered") requireAllWeFill(zodSchema, jsonSchema);
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema, $id, ...schema }]) => [name, schema as JsonSchema]),
  );
}

/** Leaves out what only says that a JavaScript number is one, and the calendar as a pattern beside `format`. */
function plain(schema: z.core.JSONSchema.BaseSchema): void {
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.format === "date-time") delete schema.pattern;
}

/** We answer what a caller may leave out: its default. */
function requireAllWeFill(zodSchema: z.core.$ZodType, schema: z.core.JSONSchema.BaseSchema): void {
  const { def } = zodSchema._zod;
  if (def.type !== "object" || !("shape" in def)) return;
  const shape = def.shape as Readonly<Record<string, z.core.$ZodType>>;
  const filled = Object.keys(shape).filter((key) => shape[key]?._zod.optout !== "optional");
  if (filled.length > 0) schema.required = filled;
}

function namesThatDiffer(sent: Components, answered: Components): ReadonlySet<string> {
  const names = Object.keys(answered);
  const differing = new Set(
    names.filter((name) => JSON.stringify(sent[name]) !== JSON.stringify(answered[name])),
  );
  // Whoever refers to one that differs, differs.
  for (let before = -1; before !== differing.size; ) {
    before = differing.size;
    for (const name of names)
      if (referencesIn(sent[name]).some((other) => differing.has(other))) differing.add(name);
  }
  return differing;
}

function referencesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "$ref" && typeof inner === "string" && inner.startsWith(COMPONENTS)
      ? [inner.slice(COMPONENTS.length)]
      : referencesIn(inner),
  );
}

function renamed(schema: JsonSchema, name: (name: string) => string): JsonSchema {
  return JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === "$ref" && typeof value === "string" && value.startsWith(COMPONENTS)
      ? COMPONENTS + name(value.slice(COMPONENTS.length))
      : value,
  );
}
