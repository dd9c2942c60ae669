// The table of shared/contract/README.md: the public API, made from the contract by `bun run generate`; a test holds the page to it.

import type { Endpoint } from "../../shared/contract/endpoint.ts";
import { contract } from "../../shared/contract/registry.ts";
import { markdownTable } from "../markdown/table.ts";

export const API_MAKER = "bun run generate";
export const API_PAGE = {
  english: "shared/contract/README.md",
  japanese: "shared/contract/README.ja.md",
} as const;

/** Name, request, what its token must be good for ("token": any; nothing: nobody is asked who they are), what it does. */
export function apiRows(): readonly (readonly string[])[] {
  return Object.entries<Endpoint>(contract).map(([id, { method, path, auth, scope, about }]) => [
    `\`${id}\``,
    `\`${method} ${path}\``,
    auth === "none" ? "" : scope === undefined ? "token" : `\`${scope}\``,
    about,
  ]);
}

export function apiTable(): string {
  return markdownTable([["name", "request", "token for", "what it does"], ...apiRows()]);
}
