// What a session's roles let its access token do, in the words of RFC 6749's scope.

import type { Scope } from "../../shared/contract/endpoint.ts";
import type { GrantedRole } from "../../shared/schema/internal/identity.ts";

const OF_EVERYBODY = ["account", "enter", "publish"] as const satisfies readonly Scope[];

/** In a fixed order, each once. Whoever is banned has none: what asks for no scope is still theirs. */
export function scopesOf(roles: readonly GrantedRole[]): readonly Scope[] {
  if (roles.includes("banned")) return [];
  const mayModerate = roles.includes("platform-moderator") || roles.includes("platform-admin");
  if (!mayModerate) return OF_EVERYBODY;
  return roles.includes("platform-admin")
    ? [...OF_EVERYBODY, "moderate", "administer"]
    : [...OF_EVERYBODY, "moderate"];
}
