// The methods of the C# client, one per operation a program may call: a class for each noun.

import type { ApiDocument, Operation, Parameter } from "../../shared/contract/openapi/document.ts";
import { camelCase, indented, pascalCase, stringLiteral, summary } from "./csharp-names.ts";
import type { CsType, CsTypes } from "./csharp-types.ts";

type Method = {
  readonly noun: string;
  readonly verb: string;
  readonly httpMethod: string;
  readonly path: string;
  readonly operation: Operation;
  readonly answer: CsType | null;
};

/** Lines of the nouns' classes and of HirobaClient, which has them all. */
export function apiLines(types: CsTypes, document: ApiDocument): string[] {
  const byNoun = Map.groupBy(methodsOf(types, document), ({ noun }) => noun);
  const nouns = [...byNoun.keys()];
  const client = [
    ...summary("Everything the public API offers a program."),
    "public sealed class HirobaClient",
    "{",
    ...indented([
      ...summary("Who is signed in. Signing in through SignIn puts somebody there."),
      "public readonly HirobaSession Current;",
      ...nouns.map((noun) => `public readonly ${noun}Api ${noun};`),
      "",
      "public HirobaClient(string edgeUrl) : this(edgeUrl, new HttpClientTransport()) { }",
      "",
      "public HirobaClient(string edgeUrl, IHirobaTransport transport)",
      "{",
      ...indented([
        "Current = new HirobaSession(edgeUrl, transport);",
        ...nouns.map((noun) => `${noun} = new ${noun}Api(Current);`),
      ]),
      "}",
    ]),
    "}",
  ];
  return [...client, ...[...byNoun].flatMap(([noun, methods]) => ["", ...nounLines(noun, methods, types)])];
}

function methodsOf(types: CsTypes, document: ApiDocument): readonly Method[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, operation]) => isForPrograms(operation))
      .map(([method, operation]) => {
        const [noun = "", verb = ""] = operation.operationId.split(".").map(pascalCase);
        return {
          noun,
          verb,
          httpMethod: method.toUpperCase(),
          path,
          operation,
          answer: answerOf(operation, types, noun + verb),
        };
      }),
  );
}

/** What the API says of itself is for generators such as this one. */
const NOT_FOR_PROGRAMS = "api";

/** Not those that send a browser elsewhere, show it a page, or are other servers' to call. */
function isForPrograms({ tags, responses, requestBody }: Operation): boolean {
  const successes = Object.entries(responses).filter(([status]) => status.startsWith("2"));
  const isRaw =
    requestBody !== undefined && requestBody.content["application/json"]?.schema.$ref === undefined;
  return (
    !tags.includes(NOT_FOR_PROGRAMS) &&
    successes.length > 0 &&
    !isRaw &&
    successes.every(([, { content }]) => content === undefined || "application/json" in content)
  );
}

function successSchemas({ responses }: Operation) {
  return Object.entries(responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, { content }]) => content?.["application/json"]?.schema ?? null);
}

/** Null where no answer has a body. Answers of several kinds are one class with the fields of all. */
function answerOf(operation: Operation, types: CsTypes, name: string): CsType | null {
  const answers = successSchemas(operation).filter((schema) => schema !== null);
  if (answers.length === 0) return null;
  const [only, ...others] = answers;
  const schema = only !== undefined && others.length === 0 ? only : { anyOf: answers };
  const type = types.typeOf(schema, `${name}Answer`);
  return { ...type, orNull: answers.length < successSchemas(operation).length };
}

function nounLines(noun: string, methods: readonly Method[], types: CsTypes): string[] {
  return [
    `public sealed class ${noun}Api`,
    "{",
    ...indented([
      "readonly HirobaSession session;",
      "",
      `internal ${noun}Api(HirobaSession session)`,
      "{",
      ...indented(["this.session = session;"]),
      "}",
      ...methods.flatMap((method) => ["", ...methodLines(method, types)]),
    ]),
    "}",
  ];
}

function methodLines(method: Method, types: CsTypes): string[] {
  const { verb, operation, answer } = method;
  const kind = answer?.name ?? "bool";
  const parameters = parametersOf(method, types);
  const signature = parameters.map(({ declared }) => declared).join(", ");
  const handed = parameters.map(({ name }) => name).join(", ");
  const send = kind === "SessionGrant" ? "SignInAsync" : "CallAsync";
  const cancel = "CancellationToken cancel = default(CancellationToken)";
  return [
    ...summary(`${operation.summary} Refusals: ${refusalsOf(operation).join(", ")}.`),
    `public ${answer === null ? "Task" : `Task<${kind}>`} ${verb}Async(${[signature, cancel].filter((text) => text !== "").join(", ")})`,
    "{",
    ...indented([`return session.${send}(${verb}Call(${handed}), cancel);`]),
    "}",
    "",
    `internal static HirobaCall<${kind}> ${verb}Call(${signature})`,
    "{",
    ...indented(callLines(method, parameters)),
    "}",
  ];
}

function callLines(
  { httpMethod, path, operation, answer }: Method,
  parameters: readonly CsParameter[],
): string[] {
  const read = answer === null ? "response => true" : readAnswer(answer);
  const made = [
    stringLiteral(httpMethod),
    stringLiteral(path),
    String(operation.security.length > 0),
    read,
  ].join(", ");
  const parts = parameters.map(({ part }) => indented([part])[0] ?? "");
  const lines = [`return new HirobaCall<${answer?.name ?? "bool"}>(${made})`, ...parts];
  return [...lines.slice(0, -1), `${lines.at(-1)};`];
}

function readAnswer({ read, orNull }: CsType): string {
  const some = `${read}(Json.Parse(response.Body), "answer")`;
  return `response => ${orNull ? `response.Body == "" ? null : ${some}` : some}`;
}

type CsParameter = { readonly name: string; readonly declared: string; readonly part: string };

/** What must be given first, as C# wants it. */
function parametersOf({ operation, noun, verb }: Method, types: CsTypes): readonly CsParameter[] {
  const body = operation.requestBody?.content["application/json"];
  const bodyType = body === undefined ? null : types.typeOf(body.schema, `${noun}${verb}Body`);
  const isRequired = operation.requestBody?.required === true;
  const bodyParameter: readonly (CsParameter & { isRequired: boolean })[] =
    bodyType === null
      ? []
      : [
          {
            isRequired,
            name: "body",
            declared: `${bodyType.name} body${isRequired ? "" : " = null"}`,
            part: `.Json(${isRequired ? bodyType.write("body") : `body == null ? null : ${bodyType.write("body")}`})`,
          },
        ];
  const all = [...operation.parameters.map((one) => parameterOf(one, types)), ...bodyParameter];
  return [...all.filter((one) => one.isRequired), ...all.filter((one) => !one.isRequired)];
}

function parameterOf(
  { name, in: place, required, schema }: Parameter,
  types: CsTypes,
): CsParameter & { isRequired: boolean } {
  const type = types.typeOf(schema, pascalCase(name));
  const csName = camelCase(name);
  const declared = required
    ? `${type.name} ${csName}`
    : `${type.name}${type.isValue ? "?" : ""} ${csName} = null`;
  const call = place === "path" ? "Param" : place === "query" ? "Query" : "Header";
  const text = type.name === "string" ? csName : `Write.Text(${csName})`;
  return { name: csName, isRequired: required, declared, part: `.${call}(${stringLiteral(name)}, ${text})` };
}

function refusalsOf({ responses }: Operation): readonly string[] {
  return Object.values(responses).flatMap(({ content }) =>
    Object.keys(content?.["application/problem+json"]?.examples ?? {}),
  );
}
