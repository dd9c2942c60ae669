// The one table at the end: what runs, where, what to open.

import { relative } from "node:path";
import type { StartConfig } from "./config.ts";
import type { Addresses } from "./environments.ts";
import { table } from "./terminal.ts";

export type SummaryOptions = {
  readonly config: StartConfig;
  readonly addresses: Addresses;
  readonly databaseUrl: string;
  readonly dataDir: string;
  readonly tookMs: number;
};

/** Ready to print. Names no secret. */
export function summary({ config, addresses, databaseUrl, dataDir, tookMs }: SummaryOptions): string {
  const yours = (isYours: boolean) => (isYours ? "yours" : "");
  const isDouble = config.stripeSecretKey === null;
  const rows = [
    ["edge", "public API and page", addresses.edge, ""],
    ["room host", "MQTT over WebSocket", addresses.roomWs, ""],
    ["", "MQTT over TCP", addresses.roomTcp, ""],
    ["", "metrics", `${addresses.roomMetrics}/metrics`, ""],
    ["origin", "internal API", addresses.origin, ""],
    ["UGC worker", "checks uploads", "", ""],
    ["object store", "S3", addresses.s3, yours(config.s3Endpoint !== null)],
    ["identity provider", "OpenID Connect", addresses.idp, yours(config.oidcIssuer !== null)],
    ["Stripe", isDouble ? "a double: no money moves" : "payments", addresses.stripe, yours(!isDouble)],
    ["Postgres", "", withoutPassword(databaseUrl), yours(config.databaseUrl !== null)],
    ["data, logs", "", shortest(dataDir), ""],
  ];
  const notes = isEverywhere(config.bind) && config.publicHost === null ? [EVERYWHERE_NOTE] : [];
  return [
    "",
    `Hiroba is running (ready in ${(tookMs / 1000).toFixed(1)} s)`,
    "",
    table(rows),
    "",
    ...notes,
    `Open ${addresses.edge} and sign in as a guest. Ctrl-C stops everything.`,
    "",
  ].join("\n");
}

const EVERYWHERE_NOTE =
  "Other machines can connect, but are told addresses of this one: set HIROBA_PUBLIC_HOST to its name.\n";

function isEverywhere(bind: string): boolean {
  return bind === "0.0.0.0" || bind === "::";
}

/** From here when it is below, else whole. */
function shortest(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.startsWith("..") ? path : fromHere;
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  url.password = "";
  return url.href;
}
