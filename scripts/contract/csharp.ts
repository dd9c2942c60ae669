// The generated half of the C# client, from the OpenAPI document; the other half, beside it, is written by hand.

import { openApiDocument } from "../../shared/contract/openapi/document.ts";
import { contract } from "../../shared/contract/registry.ts";
import { apiLines } from "./csharp-api.ts";
import { modelLines } from "./csharp-models.ts";
import { indented } from "./csharp-names.ts";
import { createCsTypes } from "./csharp-types.ts";

export const CSHARP_FOLDER = "shared/client/csharp";

/** Texts by file name. */
export function csharpFiles(): Readonly<Record<string, string>> {
  const document = openApiDocument(contract, "https://hiroba.example.com");
  const types = createCsTypes(document.components.schemas);
  types.typeOf({ $ref: "#/components/schemas/Problem" }, "Problem");
  const api = apiLines(types, document); // meets the types
  return { "HirobaClient.cs": fileOf(api), "Models.cs": fileOf(modelLines(types, document)) };
}

function fileOf(lines: readonly string[]): string {
  return `${[
    "// Made by `bun run generate` from the contract (shared/contract): change that instead.",
    "",
    "using System;",
    "using System.Collections.Generic;",
    "using System.Threading;",
    "using System.Threading.Tasks;",
    "",
    "namespace Hiroba",
    "{",
    ...indented(lines),
    "}",
  ].join("\n")}\n`;
}
