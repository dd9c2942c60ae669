import { describe, expect, test } from "bun:test";
import { fieldRows, wordsOf } from "../../../edge/docs/schema-text.ts";

const text = (words: ReturnType<typeof wordsOf>) =>
  words.map((word) => (typeof word === "string" ? word : `<${word.component}>`)).join("");

describe("a schema in words", () => {
  test.each([
    [{ type: "string", minLength: 1, maxLength: 64 }, "text, 1 to 64 characters"],
    [{ type: "string", format: "uri" }, "text (uri)"],
    [{ type: "integer", minimum: 1 }, "whole number, at least 1"],
    [{ type: "number", maximum: 1 }, "number, at most 1"],
    [{ type: ["string", "null"] }, "text or null"],
    [{ anyOf: [{ $ref: "#/components/schemas/World" }, { type: "null" }] }, "<World> or null"],
    [{ type: "array", items: { $ref: "#/components/schemas/World" } }, "list of <World>"],
    [{ type: "array", prefixItems: [{ type: "number" }, { type: "number" }] }, "[number, number]"],
    [{ type: "object", additionalProperties: { type: "string" } }, "map of text"],
    [{ enum: ["ja", "en"], default: "ja" }, '"ja" | "en" (default "ja")'],
    [{ const: true }, "true"],
    [{}, "anything"],
  ] as const)("%j is %s", (schema, words) => {
    expect(text(wordsOf(schema))).toBe(words);
  });

  test("has a row for each field, those of objects and lists in it too", () => {
    const rows = fieldRows({
      type: "object",
      required: ["owner"],
      properties: {
        owner: { type: "object", properties: { id: { type: "string" } } },
        items: { type: "array", items: { type: "object", properties: { x: { type: "number" } } } },
      },
    });
    expect(rows.map(({ path, isRequired }) => [path, isRequired])).toEqual([
      ["owner", true],
      ["owner.id", false],
      ["items", false],
      ["items[].x", false],
    ]);
  });
});
