// One operation as a command to type.

import type { Operation } from "../../shared/contract/openapi/document.ts";

/** Over several lines. `$TOKEN` stands for an access token. */
export function curlOf(method: string, url: string, operation: Operation): string {
  const body = operation.requestBody?.content["application/json"]?.example;
  const parts = [
    method === "get" ? "" : `-X ${method.toUpperCase()}`,
    operation.security.length === 0 ? "" : `-H "authorization: Bearer $TOKEN"`,
    body === undefined ? "" : `-H 'content-type: application/json'`,
    body === undefined ? "" : `-d ${quoted(JSON.stringify(body))}`,
  ].filter((part) => part !== "");
  return [`curl ${quoted(url)}`, ...parts].join(" \\\n  ");
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
