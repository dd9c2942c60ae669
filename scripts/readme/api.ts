// The README's table of the public API, made from the contract. In the Japanese twin only the sentences are written by hand:
// they stay with their endpoint when the table is made again.

import type { Endpoint } from "../../shared/contract/endpoint.ts";
import { contract } from "../../shared/contract/registry.ts";

const BEGIN = "<!-- made by: bun run generate -->";
const END = "<!-- /made -->";

type Row = readonly [id: string, operation: string, needs: string, about: string];

/** `needs`: the scope the access token must have, "token" for any, nothing where nobody is asked who they are. */
function rows(): readonly Row[] {
  return Object.entries<Endpoint>(contract).map(([id, { method, path, auth, scope, about }]) => [
    `\`${id}\``,
    `\`${method} ${path}\``,
    auth === "none" ? "" : scope === undefined ? "token" : `\`${scope}\``,
    about,
  ]);
}

export function apiTable(): string {
  return table([["name", "request", "token for", "what it does"], ...rows()]);
}

/** The table of the twin `markdown`, with the sentences it already has; the English one where it has none. */
export function japaneseApiTable(markdown: string): string {
  const known = new Map(
    [...markdown.matchAll(/^\| (`[\w.]+`) +\|[^|]*\|[^|]*\| (.*?) *\|$/gm)].map(([, id = "", about = ""]) => [
      id,
      about,
    ]),
  );
  const told = rows().map(
    ([id, operation, needs, about]): Row => [id, operation, needs, known.get(id) ?? about],
  );
  return table([["名前", "リクエスト", "トークンの権限", "何をするか"], ...told]);
}

/** `markdown` with `made` where its table is. Throws when it has no place for one. */
export function withApiTable(markdown: string, made: string): string {
  const [before, rest = ""] = markdown.split(BEGIN);
  const end = rest.indexOf(END);
  if (end < 0) throw new Error(`there is no ${BEGIN} … ${END}`);
  return `${before}${BEGIN}\n\n${made}\n\n${rest.slice(end)}`;
}

function table([head, ...body]: readonly (readonly string[])[]): string {
  const all = [head ?? [], ...body];
  const widths = (head ?? []).map((_, column) =>
    Math.max(...all.map((row) => Bun.stringWidth(row[column] ?? ""))),
  );
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - Bun.stringWidth(cell))).join(" | ")} |`;
  const rule = `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`;
  return [line(head ?? []), rule, ...body.map(line)].join("\n");
}

if (import.meta.main) console.log(apiTable());
