import { describe, expect, test } from "bun:test";
import { camelCase, pascalCase } from "../../../scripts/contract/csharp-names.ts";
import { createCsTypes } from "../../../scripts/contract/csharp-types.ts";

describe("a schema in C#", () => {
  test("is a type of the language, or a class for an object", () => {
    const types = createCsTypes({
      World: { type: "object", properties: { id: { type: "string" } }, required: ["id"] },
    });
    const nameOf = (schema: Parameters<typeof types.typeOf>[0]) => types.typeOf(schema, "Here").name;
    expect(nameOf({ type: "string" })).toBe("string");
    expect(nameOf({ type: "string", format: "date-time" })).toBe("DateTimeOffset");
    expect(nameOf({ type: "integer" })).toBe("long");
    expect(nameOf({ type: "array", items: { $ref: "#/components/schemas/World" } })).toBe("List<World>");
    expect(
      nameOf({ type: "object", additionalProperties: { type: "array", items: { type: "number" } } }),
    ).toBe("Dictionary<string, List<double>>");
    expect(nameOf({ anyOf: [{ type: "string" }, { type: "number" }] })).toBe("object");
    expect(types.classes().map(({ name }) => name)).toEqual(["World"]);
  });

  test("of several kinds of object is one class with the fields of all, required where all have them", () => {
    const types = createCsTypes({});
    const of = (kind: string, field: string) => ({
      type: "object" as const,
      properties: { kind: { const: kind }, [field]: { type: "string" as const } },
      required: ["kind", field],
    });
    expect(types.typeOf({ oneOf: [of("placed", "ticket"), of("queued", "place")] }, "Entry").name).toBe(
      "Entry",
    );
    const entry = types.classes().find(({ name }) => name === "Entry");
    expect(entry?.fields.map(({ jsonName, isRequired, type }) => [jsonName, isRequired, type.name])).toEqual([
      ["kind", true, "string"],
      ["ticket", false, "string"],
      ["place", false, "string"],
    ]);
  });

  test("may be null where null is one of its kinds, and keeps the values of an enumeration beside it", () => {
    const types = createCsTypes({});
    expect(types.typeOf({ type: ["integer", "null"] }, "Here")).toMatchObject({ name: "long", orNull: true });
    expect(types.typeOf({ enum: ["ja", "en"] }, "Locale").name).toBe("string");
    expect(types.constants()).toEqual([{ name: "LocaleValues", values: ["ja", "en"] }]);
  });
});

test("names become what C# takes", () => {
  expect(["nextCursor", "idempotency-key", "ROOMS_FULL", "0.x", "worlds.list"].map(pascalCase)).toEqual([
    "NextCursor",
    "IdempotencyKey",
    "RoomsFull",
    "_0X",
    "WorldsList",
  ]);
  expect(["worldId", "event", "q"].map(camelCase)).toEqual(["worldId", "@event", "q"]);
});
