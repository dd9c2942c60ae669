// Where the edge is that a script speaks to: said by flag, else by the variable the edge itself reads, else where it is by default.

import { VisitFailed } from "./visit-failed.ts";

/** The value of `--edge` when it is not given. */
export const DEFAULT_EDGE_URL = process.env["HIROBA_EDGE_URL"] ?? "http://localhost:8080";

/** Without its trailing slash. Throws VisitFailed for what is no http(s) URL. */
export function edgeUrlOf(raw: string): string {
  const url = raw.replace(/\/+$/, "");
  if (/^https?:\/\//.test(url) && URL.canParse(url)) return url;
  throw new VisitFailed(`--edge "${raw}" is not a URL such as http://localhost:8080.`, "usage");
}
