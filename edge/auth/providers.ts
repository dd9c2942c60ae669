// The OpenID Connect providers of this server, by the id that links and redirects name them with.

import { Problem } from "../../shared/http/problem.ts";
import { type EdgeConfig, FIRST_PROVIDER_ID } from "../config.ts";
import type { EdgeDeps } from "../deps.ts";
import { createOidcClient, type OidcClient } from "./oidc.ts";

export type Provider = { readonly id: string; readonly label: string; readonly client: OidcClient };

export type Providers = {
  readonly all: readonly Provider[];
  /** The one of this id, or the first where none is named. Throws Problem OIDC_NOT_CONFIGURED or PROVIDER_UNKNOWN (404). */
  get(id: string | undefined): Provider;
};

export function createProviders(deps: Pick<EdgeDeps, "config" | "fetch" | "nowMs">): Providers {
  const all = configured(deps.config).map(({ id, label, ...settings }) => ({
    id,
    label,
    client: createOidcClient(settings, deps),
  }));
  return {
    all,
    get(id) {
      const [first] = all;
      if (first === undefined) throw notConfigured();
      const found = id === undefined ? first : all.find((provider) => provider.id === id);
      if (found === undefined) throw unknown(id, all);
      return found;
    },
  };
}

/** The one of OIDC_ISSUER, where there is one, and those of OIDC_PROVIDERS. */
function configured(config: EdgeConfig): EdgeConfig["oidcProviders"] {
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret } = config;
  if (issuer === null) return config.oidcProviders;
  return [
    { id: FIRST_PROVIDER_ID, label: new URL(issuer).host, issuer, clientId, clientSecret },
    ...config.oidcProviders,
  ];
}

function notConfigured(): Problem {
  return new Problem({
    status: 404,
    code: "OIDC_NOT_CONFIGURED",
    title: "This server has no sign-in provider",
    detail: "Sign in as a guest, or set OIDC_ISSUER or OIDC_PROVIDERS.",
  });
}

function unknown(id: string | undefined, all: readonly Provider[]): Problem {
  return new Problem({
    status: 404,
    code: "PROVIDER_UNKNOWN",
    title: "This server has no such sign-in provider",
    errors: [
      { name: "provider", message: "choose one of GET /v1/sign-in", actual: id, limit: all.map((p) => p.id) },
    ],
  });
}
