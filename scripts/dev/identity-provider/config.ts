// What the development identity provider reads from its environment.

import { address, choice, port, type SettingsOf, type SettingsTable, url } from "../../../shared/env.ts";

const HTTP = ["http", "https"] as const;

/** The one client it knows: the edge, by its default name. */
export const CLIENT_ID = "hiroba";

export const identityProviderSettings = {
  port: port({
    name: "HIROBA_IDP_PORT",
    fallback: 8084,
    describe: "port of the development identity provider",
  }),
  bind: address({ name: "HIROBA_BIND", fallback: "127.0.0.1", describe: "address to listen on" }),
  issuer: url({
    name: "HIROBA_IDP_ISSUER",
    schemes: HTTP,
    fallback: null,
    describe: "its issuer, as browsers reach it; unset: http://127.0.0.1:<HIROBA_IDP_PORT>",
  }),
  edgeUrl: url({
    name: "HIROBA_EDGE_URL",
    schemes: HTTP,
    fallback: "http://localhost:8080",
    describe: "where signed-in people may be sent back to",
  }),
  log: choice({
    name: "HIROBA_LOG",
    choices: ["json", "pretty"],
    fallback: "json",
    describe: "form of the log lines",
  }),
} as const satisfies SettingsTable;

export type IdentityProviderConfig = SettingsOf<typeof identityProviderSettings>;
