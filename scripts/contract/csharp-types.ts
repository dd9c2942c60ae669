// Which C# type a schema becomes, and how one is read from JSON and written to it. Objects become classes, which are collected.

import {
  alternatives,
  COMPONENTS,
  type Components,
  type JsonSchema,
} from "../../shared/contract/openapi/json-schema.ts";
import { pascalCase } from "./csharp-names.ts";

export type CsType = {
  readonly name: string;
  /** It has no null of its own: a struct. */
  readonly isValue: boolean;
  readonly orNull: boolean;
  /** A function from JSON. */
  readonly read: string;
  /** JSON of the expression, which is not null. */
  readonly write: (expression: string) => string;
};
export type CsField = { readonly jsonName: string; readonly isRequired: boolean; readonly type: CsType };
export type CsClass = { readonly name: string; readonly fields: readonly CsField[] };
export type CsConstants = { readonly name: string; readonly values: readonly string[] };

export type CsTypes = {
  readonly typeOf: (schema: JsonSchema, nameInPlace: string) => CsType;
  readonly classes: () => readonly CsClass[];
  readonly constants: () => readonly CsConstants[];
};

const same = (expression: string) => expression;
const plain = (name: string, read: string, isValue: boolean, write = same) => ({
  name,
  read,
  isValue,
  write,
  orNull: false,
});

const TEXT: CsType = plain("string", "Read.Text", false);
const FLAG: CsType = plain("bool", "Read.Flag", true);
const INTEGER: CsType = plain("long", "Read.Integer", true);
const NUMBER: CsType = plain("double", "Read.Number", true);
const ANY: CsType = plain("object", "Read.Any", false);
const TIME: CsType = plain("DateTimeOffset", "Read.Time", true, (time) => `Write.Time(${time})`);

/** Types of the schemas of one document. */
export function createCsTypes(components: Components): CsTypes {
  const classes = new Map<string, CsClass>();
  const constants = new Map<string, CsConstants>();

  function typeOf(schema: JsonSchema, nameInPlace: string): CsType {
    if (schema.$ref !== undefined) {
      const name = schema.$ref.slice(COMPONENTS.length);
      return typeOf(components[name] ?? {}, name);
    }
    const { of, orNull } = alternatives(schema);
    const type = of.length === 1 ? oneType(of[0] ?? {}, nameInPlace) : unionType(of, nameInPlace);
    return { ...type, orNull: orNull || type.orNull };
  }

  function oneType(schema: JsonSchema, nameInPlace: string): CsType {
    if (schema.$ref !== undefined || schema.anyOf !== undefined || schema.oneOf !== undefined)
      return typeOf(schema, nameInPlace);
    if (schema.enum !== undefined) return enumType(schema.enum, nameInPlace);
    switch (schema.type ?? typeof schema.const) {
      case "object":
        return objectType(schema, nameInPlace);
      case "array":
        return listType(schema, nameInPlace);
      case "string":
        return schema.format === "date-time" ? TIME : TEXT;
      case "integer":
        return INTEGER;
      case "number":
        return NUMBER;
      case "boolean":
        return FLAG;
      default:
        return ANY;
    }
  }

  /** Text, so that a value of a later edge is no error; those of today are constants beside it. */
  function enumType(values: readonly unknown[], nameInPlace: string): CsType {
    const texts = values.filter((value) => typeof value === "string");
    if (texts.length < values.length) return ANY;
    const name = `${nameInPlace}Values`;
    constants.set(name, { name, values: texts });
    return TEXT;
  }

  function objectType(schema: JsonSchema, name: string): CsType {
    if (schema.properties === undefined) {
      if (typeof schema.additionalProperties !== "object") return ANY;
      const item = typeOf(schema.additionalProperties, `${name}Value`);
      return plain(
        `Dictionary<string, ${item.name}>`,
        `Read.MapOf(${reader(item)})`,
        false,
        (map) => `Write.Map(${map}, ${writer(item)})`,
      );
    }
    if (!classes.has(name)) {
      classes.set(name, { name, fields: [] }); // so that a schema within itself ends
      classes.set(name, { name, fields: fieldsOf(schema, name) });
    }
    return classType(name);
  }

  function listType({ items, prefixItems }: JsonSchema, name: string): CsType {
    const each = prefixItems?.[0] ?? (typeof items === "object" ? items : {});
    const item = typeOf(each, `${name}Item`);
    return plain(
      `List<${item.name}>`,
      `Read.ListOf(${reader(item)})`,
      false,
      (list) => `Write.List(${list}, ${writer(item)})`,
    );
  }

  function fieldsOf({ properties = {}, required = [] }: JsonSchema, owner: string): CsField[] {
    return Object.entries(properties).map(([jsonName, schema]) => ({
      jsonName,
      isRequired: required.includes(jsonName),
      type: typeOf(schema, owner + pascalCase(jsonName)),
    }));
  }

  /** Objects become one class with the fields of all; of other unions the values stay as JSON has them. */
  function unionType(of: readonly JsonSchema[], name: string): CsType {
    const each = of.map((one, index) => typeOf(one, `${name}${index + 1}`));
    const [first] = each;
    if (first !== undefined && each.every((type) => type.name === first.name)) return first;
    const merged = each.map((type) => classes.get(type.name));
    if (merged.some((one) => one === undefined)) return ANY;
    const fields = new Map<string, CsField>();
    for (const one of merged)
      for (const field of one?.fields ?? []) {
        const isInAll = merged.every((other) =>
          other?.fields.some(({ jsonName, isRequired }) => jsonName === field.jsonName && isRequired),
        );
        const known = fields.get(field.jsonName);
        const type = known === undefined || known.type.name === field.type.name ? field.type : ANY;
        fields.set(field.jsonName, { ...field, type, isRequired: isInAll });
      }
    classes.set(name, { name, fields: [...fields.values()] });
    return classType(name);
  }

  return { typeOf, classes: () => [...classes.values()], constants: () => [...constants.values()] };
}

function classType(name: string): CsType {
  return plain(name, `${name}.FromJson`, false, (value) => `${value}.ToJson()`);
}

/** A reader of something that may be null. C# 7 infers no type from a method's name alone where it is an argument's argument. */
function reader({ name, read }: CsType): string {
  return read.includes("(") ? read : `new ReadValue<${name}>(${read})`;
}

/** Its variable is another than those of the writers in it: C# 7 lets no name hide another. */
function writer({ write }: CsType): string {
  const depth = write("").split("=>").length;
  return `item${depth} => ${write(`item${depth}`)}`;
}
