// The API page: everything the OpenAPI document says, for a person to read. One file, nothing fetched, nothing from elsewhere.

import { html, raw } from "hono/html";
import type { ApiDocument } from "../../shared/contract/openapi/document.ts";
import { type Html, type Listed, renderOperation, renderProse, renderSchema } from "./operation.ts";
import { SCRIPT } from "./script.ts";
import { STYLE } from "./style.ts";

/** The whole page, and the policy (CSP level 3) under which it needs nothing but itself. */
export async function renderApiPage(
  document: ApiDocument,
): Promise<{ readonly page: string; readonly contentSecurityPolicy: string }> {
  const page = String(await layout(document));
  const [style, script] = await Promise.all([STYLE, SCRIPT].map(sha256Source));
  return {
    page,
    contentSecurityPolicy: `default-src 'none'; style-src ${style}; script-src ${script}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  };
}

async function sha256Source(text: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}

function layout(document: ApiDocument): Html {
  const groups = groupsOf(document);
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hiroba API</title>
<link rel="icon" href="data:,">
<style>${raw(STYLE)}</style>
</head>
<body>
<div class="page">
${renderIndex(groups)}
<main>
${renderIntroduction(document)}
<p class="none" hidden>Nothing here has all of these words.</p>
${[...groups].map(
  ([tag, listed]) =>
    html`<section data-group><h2>${tag}</h2>${listed.map((one) => renderOperation(one, document))}</section>`,
)}
<section data-group>
<h2>Types</h2>
${Object.entries(document.components.schemas).map(([name, schema]) => renderSchema(name, schema))}
</section>
</main>
</div>
<script>${raw(SCRIPT)}</script>
</body>
</html>`;
}

function groupsOf(document: ApiDocument): ReadonlyMap<string, readonly Listed[]> {
  const groups = new Map<string, Listed[]>();
  for (const [path, operations] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(operations)) {
      const [tag = ""] = operation.tags;
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, operation }]);
    }
  return groups;
}

function renderIndex(groups: ReadonlyMap<string, readonly Listed[]>): Html {
  return html`<nav aria-label="Operations">
    <input class="search" type="search" placeholder="Search: path, word, code" aria-label="Search">
    <details open>
      <summary>All operations</summary>
      ${[...groups].map(
        ([tag, listed]) =>
          html`<div data-group><h2>${tag}</h2><ul>
            ${listed.map(
              ({ method, path, operation }) =>
                html`<li data-find="${[operation.operationId, method, path, operation.summary].join(" ").toLowerCase()}">
                  <a href="#${operation.operationId}"><span class="method ${method}">${method.toUpperCase()}</span> ${operation.operationId}</a></li>`,
            )}
          </ul></div>`,
      )}
    </details>
  </nav>`;
}

function renderIntroduction({ info, servers }: ApiDocument): Html {
  const url = servers[0]?.url ?? "";
  return html`<section>
    <h1>${info.title} API</h1>
    ${info.description.split("\n\n").map((paragraph) => html`<p>${renderProse(paragraph)}</p>`)}
    <p>For programs: <a href="/openapi.json">openapi.json</a> (OpenAPI 3.1). Base address: <code>${url}</code></p>
    <h3>Begin</h3>
    <pre><code>TOKEN=$(curl -s '${url}/v1/sign-in/guest' -H 'content-type: application/json' \\
  -d '{"displayName":"Aoi"}' | grep -o '"accessToken":"[^"]*' | cut -d'"' -f4)
curl '${url}/v1/me' -H "authorization: Bearer $TOKEN"</code></pre>
    <h3>When it is refused</h3>
    <pre><code>HTTP/1.1 404 Not Found
content-type: application/problem+json

{ "type": "urn:hiroba:problem:world-not-found", "title": "There is no such world",
  "status": 404, "code": "WORLD_NOT_FOUND", "requestId": "0b5c4a5e-…" }</code></pre>
    <p>Switch on <code>code</code>. Below, * marks what is always there.</p>
  </section>`;
}
