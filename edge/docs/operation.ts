// One operation, and one schema, of the API page.

import { html } from "hono/html";
import type { Answer, ApiDocument, MediaContent, Operation } from "../../shared/contract/openapi/document.ts";
import { type JsonSchema, resolved } from "../../shared/contract/openapi/json-schema.ts";
import { curlOf } from "./curl.ts";
import { type FieldRow, fieldRows, type Words, wordsOf } from "./schema-text.ts";

export type Html = ReturnType<typeof html>;

export type Listed = { readonly method: string; readonly path: string; readonly operation: Operation };

/** A sentence of ours: what is in back ticks is code. */
export function renderProse(text: string): Html {
  return html`${text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

/** The operation folded: its line is enough to find it. */
export function renderOperation(listed: Listed, document: ApiDocument): Html {
  const { method, path, operation } = listed;
  const codes = Object.keys(operation.responses).filter((status) => isRefusal(operation, status));
  return html`<details class="op" id="${operation.operationId}" data-find="${findTextOf(listed)}">
    <summary>
      <span class="method ${method}">${method.toUpperCase()}</span>
      <code class="path">${path}</code>
      <p>${renderProse(operation.summary)}</p>
    </summary>
    <div class="inside">
      <ul class="chips">
        <li>${operation.operationId}</li>
        ${operation.security.flatMap((one) => Object.values(one)).map((scopes) => html`<li>${["access token", ...scopes].join(" with scope ")}</li>`)}
        ${operation.description === undefined ? "" : html`<li>${operation.description}</li>`}
      </ul>
      ${renderParameters(operation)}
      ${operation.requestBody === undefined ? "" : renderContent("Body", operation.requestBody.content, document)}
      <h3>Try it</h3>
      <pre><code>${curlOf(method, document.servers[0]?.url + exampleUrl(path, operation), operation)}</code></pre>
      ${Object.entries(operation.responses)
        .filter(([status]) => !codes.includes(status))
        .map(([status, answer]) => renderAnswer(status, answer, document))}
      <h3>Problems</h3>
      ${renderProblems(operation, codes)}
    </div>
  </details>`;
}

/** A named schema with its fields. */
export function renderSchema(name: string, schema: JsonSchema): Html {
  return html`<details class="op" id="schema-${name}" data-find="${name.toLowerCase()}">
    <summary><span class="method">type</span><code class="path">${name}</code></summary>
    <div class="inside">${schema.properties === undefined ? html`<p>${renderWords(wordsOf(schema))}</p>` : renderFields(fieldRows(schema))}</div>
  </details>`;
}

function findTextOf({ method, path, operation }: Listed): string {
  const refusals = Object.values(operation.responses).map(({ description }) => description);
  return [operation.operationId, method, path, operation.summary, ...refusals].join(" ").toLowerCase();
}

function isRefusal(operation: Operation, status: string): boolean {
  return operation.responses[status]?.content?.["application/problem+json"] !== undefined;
}

function renderParameters({ parameters }: Operation): Html | string {
  if (parameters.length === 0) return "";
  const rows = parameters.map(({ name, in: place, required, schema }) => ({
    path: `${name} (${place})`,
    isRequired: required,
    words: wordsOf(schema),
  }));
  return html`<h3>Parameters</h3>${renderFields(rows)}`;
}

function renderAnswer(status: string, answer: Answer, document: ApiDocument): Html {
  if (answer.content === undefined)
    return html`<h3>${status}</h3><p>${renderProse(answer.description)} No body.</p>`;
  return renderContent(`${status} ${answer.description}`, answer.content, document);
}

function renderContent(title: string, content: MediaContent, document: ApiDocument): Html {
  return html`${Object.entries(content).map(([type, { schema, example }]) => {
    const rows = fieldRows(resolved(schema, document.components.schemas));
    return html`<h3>${title}</h3>
      <p><code>${type}</code> ${schema.$ref === undefined ? "" : renderWords(wordsOf(schema))}</p>
      ${rows.length === 0 ? "" : renderFields(rows)}
      ${example === undefined ? "" : html`<details class="more"><summary>Example</summary><pre><code>${textOf(example)}</code></pre></details>`}`;
  })}`;
}

function renderFields(rows: readonly FieldRow[]): Html {
  return html`<table>
    <tbody>
      ${rows.map(
        ({ path, isRequired, words }) =>
          html`<tr><td><code class="${isRequired ? "required" : "optional"}">${path}</code></td><td>${renderWords(words)}</td></tr>`,
      )}
    </tbody>
  </table>`;
}

function renderWords(words: Words): Html {
  return html`${words.map((word) =>
    typeof word === "string" ? word : html`<a href="#schema-${word.component}">${word.component}</a>`,
  )}`;
}

function renderProblems(operation: Operation, statuses: readonly string[]): Html {
  return html`<table>
    <tbody>
      ${statuses.flatMap((status) =>
        (operation.responses[status]?.description ?? "").split("\n").map((line) => {
          const [code = "", about = ""] = splitAt(line, ": ");
          return html`<tr><td><code>${status} ${code}</code></td><td>${renderProse(about)}</td></tr>`;
        }),
      )}
    </tbody>
  </table>`;
}

function splitAt(line: string, separator: string): readonly [string, string] {
  const at = line.indexOf(separator);
  return at < 0 ? [line, ""] : [line.slice(0, at), line.slice(at + separator.length)];
}

/** With everything the route cannot do without. */
function exampleUrl(path: string, { parameters }: Operation): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    String(parameters.find((parameter) => parameter.name === name)?.example ?? name),
  );
  const query = parameters
    .filter((parameter) => parameter.in === "query" && parameter.required)
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`);
  return query.length === 0 ? filled : `${filled}?${query.join("&")}`;
}

function textOf(example: unknown): string {
  return typeof example === "string" ? example : JSON.stringify(example, null, 2);
}
