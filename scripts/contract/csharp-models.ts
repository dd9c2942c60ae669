// The classes of the C# client: what goes over the wire.

import type { ApiDocument } from "../../shared/contract/openapi/document.ts";
import { indented, pascalCase, stringLiteral, summary } from "./csharp-names.ts";
import type { CsClass, CsConstants, CsField, CsTypes } from "./csharp-types.ts";

/** Lines of every class and table of constants that `types` has met. */
export function modelLines(types: CsTypes, document: ApiDocument): string[] {
  const classes = types
    .classes()
    .toSorted(byName)
    .flatMap((one) => ["", ...classLines(one)]);
  const constants = types
    .constants()
    .toSorted(byName)
    .flatMap((one) => ["", ...constantLines(one, () => "")]);
  const examples = document.components.examples;
  const codes = { name: "ProblemCode", values: Object.keys(examples) };
  return [...constantLines(codes, (code) => examples[code]?.summary ?? ""), ...constants, ...classes];
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : 1;
}

function constantLines({ name, values }: CsConstants, about: (value: string) => string): string[] {
  return [
    `public static class ${name}`,
    "{",
    ...values.flatMap((value) =>
      indented([
        ...summary(about(value)),
        `public const string ${pascalCase(value)} = ${stringLiteral(value)};`,
      ]),
    ),
    "}",
  ];
}

function classLines({ name, fields }: CsClass): string[] {
  return [
    `public sealed class ${name}`,
    "{",
    ...indented([
      ...fields.flatMap((field) => fieldLines(field, name)),
      "",
      `public static ${name} FromJson(object json, string path)`,
      "{",
      ...indented([
        "var from = Read.Object(json, path);",
        `return new ${name}`,
        "{",
        ...indented(fields.map((field) => `${memberName(field, name)} = ${readOf(field)},`)),
        "};",
      ]),
      "}",
      "",
      "public object ToJson()",
      "{",
      ...indented([
        "var json = new Dictionary<string, object>();",
        ...fields.map((field) => writeOf(field, name)),
        "return json;",
      ]),
      "}",
    ]),
    "}",
  ];
}

function isNullable({ isRequired, type }: CsField): boolean {
  return !isRequired || type.orNull;
}

/** A member may not be called as its class. */
function memberName({ jsonName }: CsField, className: string): string {
  const name = pascalCase(jsonName);
  return name === className ? `${name}Value` : name;
}

function fieldLines(field: CsField, className: string): readonly string[] {
  const { name, isValue } = field.type;
  const type = isNullable(field) && isValue ? `${name}?` : name;
  return [
    ...summary(isNullable(field) ? "May be null." : ""),
    `public ${type} ${memberName(field, className)} { get; set; }`,
  ];
}

function readOf(field: CsField): string {
  const { name, isValue, read } = field.type;
  const how = isNullable(field) ? (isValue ? "OptionalValue" : "Optional") : "Required";
  return `Read.${how}<${name}>(from, ${stringLiteral(field.jsonName)}, path, ${read})`;
}

function writeOf(field: CsField, className: string): string {
  const member = memberName(field, className);
  const key = `json[${stringLiteral(field.jsonName)}]`;
  if (!isNullable(field)) return `${key} = ${field.type.write(member)};`;
  const written = field.type.write(field.type.isValue ? `${member}.Value` : member);
  if (!field.isRequired) return `if (${member} != null) ${key} = ${written};`;
  return `${key} = ${member} == null ? null : (object)${written};`;
}
