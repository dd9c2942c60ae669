// What a session's roles let its access token do, in the words of RFC 6749's scope.

import type { Scope } from "../../shared/contract/endpoint.ts";
import type { GrantedRole } from "../../shared/schema/internal/identity.ts";

const OF_EVERYBODY = ["account", "enter", "publish"] as const satisfies readonly Scope[];

/** In a fixed order, each once. */
export function scopesOf(roles: readonly GrantedRole[]): readonly Scope[] {
  const mayModerate = roles.includes("platform-moderator") || roles.includes("platform-admin");
  return mayModerate ? [...OF_EVERYBODY, "moderate"] : OF_EVERYBODY;
}
