// Generated requests to one operation of the contract: right, almost right, and hostile in every part.

import fc from "fast-check";
import type { Operation, Parameter } from "../../../shared/contract/openapi/document.ts";
import type { Components } from "../../../shared/contract/openapi/json-schema.ts";
import { damaged, fitting, type Json, nastyJson, nastyText } from "./json-arbitrary.ts";

export type GeneratedRequest = {
  readonly method: string;
  /** Path and query, encoded. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer> | null;
};

export type Surrounding = {
  readonly components: Components;
  /** Access tokens that are good for something. */
  readonly tokens: readonly string[];
  /** Ids and other words that exist. */
  readonly known: readonly string[];
  /** Of a page each. */
  readonly cursors: readonly string[];
};

/** Long enough to be refused, short enough for the line and the header fields of a request. */
const TEXT_MAX_CHARS = 1_500;
const BODY_MAX_BYTES = 64 * 1024;

/** Requests by `method` to `path`, which has `{name}`s. Half of them are wholly right. */
export function requestTo(
  method: string,
  path: string,
  operation: Operation,
  around: Surrounding,
): fc.Arbitrary<GeneratedRequest> {
  const parts = (isRight: boolean) =>
    fc
      .record({
        target: targetOf(path, operation.parameters, around, isRight),
        headers: headersOf(operation, around, isRight),
        body: bodyOf(operation, around, isRight),
      })
      .map(({ target, headers, body: { type, content } }) => ({
        method: method.toUpperCase(),
        target,
        headers: { ...headers, ...(type === null ? {} : { "content-type": type }) },
        body: content,
      }));
  return fc.oneof(parts(true), parts(false));
}

function targetOf(
  path: string,
  parameters: readonly Parameter[],
  around: Surrounding,
  isRight: boolean,
): fc.Arbitrary<string> {
  const valuesOf = (parameter: Parameter) => {
    const fits = fitting(parameter.schema, around.components, around.known).map(textOf);
    const isCursor = parameter.name === "cursor";
    const right = isCursor ? fc.oneof(fc.constantFrom(...around.cursors), forgedCursor, fits) : fits;
    return isRight ? right : fc.oneof(right, nastyText);
  };
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const pathValues = fc.tuple(...inPath.map((parameter) => valuesOf(parameter).map(segment)));
  const queryValues = fc.tuple(
    ...inQuery.map((parameter) =>
      fc.option(valuesOf(parameter), { freq: parameter.required && isRight ? 1e6 : 2 }),
    ),
  );
  const others = isRight ? fc.constant([]) : fc.array(fc.tuple(nastyText, nastyText), { maxLength: 2 });
  return fc.tuple(pathValues, queryValues, others).map(([segments, values, extra]) => {
    const filled = inPath.reduce(
      (text, { name }, index) => text.replace(`{${name}}`, () => segments[index] ?? "x"),
      path,
    );
    const query = [...inQuery.map(({ name }, index) => [name, values[index]] as const), ...extra].filter(
      (pair): pair is [string, string] => typeof pair[1] === "string",
    );
    const search = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join("&");
    return search === "" ? filled : `${filled}?${search}`;
  });
}

/** What a cursor looks like from outside, with something else in it. */
const forgedCursor = fc
  .oneof(
    nastyJson.map((json) => JSON.stringify(json)),
    nastyText,
  )
  .map((inside) => Buffer.from(inside).toString("base64url").slice(0, TEXT_MAX_CHARS));

/** One that is a segment to every reader of URLs: not empty, not dots. */
function segment(text: string): string {
  return /^\.{0,2}$/.test(text) ? "x" : encoded(text);
}

/** Percent-encoded UTF-8; half a surrogate pair as the bytes it would have, which are no UTF-8. */
function encoded(text: string): string {
  const [...characters] = text.slice(0, TEXT_MAX_CHARS);
  return characters.map((one) => (one.isWellFormed() ? encodeURIComponent(one) : "%ED%A0%80")).join("");
}

function textOf(json: Json): string {
  return typeof json === "string" ? json : JSON.stringify(json);
}

function headersOf(
  operation: Operation,
  around: Surrounding,
  isRight: boolean,
): fc.Arbitrary<Readonly<Record<string, string>>> {
  const named = Object.fromEntries(
    operation.parameters
      .filter((parameter) => parameter.in === "header")
      .map(({ name, schema }) => [
        name,
        fc.oneof(
          fitting(schema, around.components, []).map((json) => fieldValue(textOf(json))),
          fieldText,
        ),
      ]),
  );
  const good = fc.constantFrom(...around.tokens).map((token) => `Bearer ${token}`);
  const bad = fc.oneof(
    fieldText,
    fieldText.map((text) => `Bearer ${text}`),
    fc.constantFrom(...around.tokens).map((token) => `Bearer ${token.slice(0, -3)}AAA`),
    fc.constantFrom("Bearer eyJhbGciOiJub25lIn0.e30.", "Basic YTpi", "Bearer", "bearer  x"),
  );
  const needsToken = operation.security.length > 0;
  const strange = {
    cookie: fieldText,
    origin: fc.oneof(fieldText, fc.constantFrom("null", "https://elsewhere.example")),
    "sec-fetch-site": fc.constantFrom("same-origin", "cross-site", "x"),
    "x-request-id": fieldText,
    "if-none-match": fieldText,
    "accept-language": fieldText,
    "stripe-signature": fieldText,
    "x-hiroba-signature": fieldText,
    "last-event-id": fieldText,
    "x-hiroba-user": fc.oneof(fieldText, fc.constantFrom(...around.known)),
  };
  const fields: Record<string, fc.Arbitrary<string>> = {
    ...named,
    ...(isRight ? {} : strange),
    ...(needsToken || !isRight ? { authorization: isRight ? good : fc.oneof(good, bad) } : {}),
  };
  return fc.record(fields, { requiredKeys: needsToken && isRight ? ["authorization"] : [] });
}

/** What fetch lets through: a field's value is bytes, and no line ends (RFC 9110 §5.5). */
const fieldText = fc.oneof(fc.string({ unit: "binary-ascii", maxLength: 60 }), nastyText).map(fieldValue);

function fieldValue(text: string): string {
  return text
    .replace(/[^\x20-\x7e\x80-\xff]/gu, "?")
    .slice(0, TEXT_MAX_CHARS)
    .trim();
}

type GeneratedBody = { readonly type: string | null; readonly content: GeneratedRequest["body"] };

function bodyOf(operation: Operation, around: Surrounding, isRight: boolean): fc.Arbitrary<GeneratedBody> {
  const [[type, media] = [null, null]] = Object.entries(operation.requestBody?.content ?? {});
  const nothing = fc.constant<GeneratedBody>({ type: null, content: null });
  if (media === null || type === null) return isRight ? nothing : fc.oneof(nothing, anyBody);
  const example = media.example === undefined ? [] : [fc.constant(media.example as Json)];
  const right = fc.oneof(...example, fitting(media.schema, around.components, around.known));
  const asJson = (json: fc.Arbitrary<Json>) =>
    json.map((value): GeneratedBody => ({ type, content: JSON.stringify(value) }));
  return isRight
    ? asJson(right)
    : fc.oneof({ weight: 3, arbitrary: asJson(damaged(right)) }, asJson(nastyJson), nothing, anyBody);
}

const anyBody: fc.Arbitrary<GeneratedBody> = fc.record({
  type: fc.oneof(
    fc.constant("application/json"),
    fc.constantFrom(
      "text/plain",
      "application/x-www-form-urlencoded",
      "application/json; charset=utf-16",
      "multipart/form-data",
      "application/problem+json",
      ",",
    ),
    fc.constant(null),
  ),
  content: fc.oneof(
    fc.constantFrom(
      "",
      "{",
      '{"a":',
      "[1,]",
      "{'a':1}",
      "\ufeff{}",
      '{"a":1}{"a":1}',
      `{"__proto__":{"a":1}}`,
      "[".repeat(10_000),
      `"${"x".repeat(BODY_MAX_BYTES)}"`,
    ),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => new Uint8Array(bytes)),
    nastyText.map((text) => JSON.stringify({ text })),
  ),
});
