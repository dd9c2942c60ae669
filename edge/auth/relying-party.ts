// For which site a passkey is (WebAuthn §4, Relying Party): the host the public sees, or the domain an operator names for
// several hosts. The browser checks the domain against its address, the origin checks both against what was signed.

import { EnvError } from "../../shared/env.ts";
import type { RelyingParty } from "../../shared/schema/internal/passkeys.ts";
import type { EdgeDeps } from "../deps.ts";
import { publicOriginFor } from "../public-url.ts";

type Rim = {
  readonly publicUrl: string;
  readonly config: Pick<EdgeDeps["config"], "passkeyRpId" | "passkeyOrigins">;
};

/**
 * Throws EnvError when the domain is not one that the page's browser would take: it must be the public host or a parent of it.
 * Whether it is a registrable one (not `com`, say) only browsers know.
 */
export function requireUsableRelyingParty({ publicUrl, config }: Rim): void {
  const { passkeyRpId } = config;
  const { hostname } = new URL(publicUrl);
  if (passkeyRpId === null || hostname === passkeyRpId || hostname.endsWith(`.${passkeyRpId}`)) return;
  throw new EnvError([
    {
      name: "HIROBA_PASSKEY_RP_ID",
      message: `"${passkeyRpId}" is neither ${hostname}, the host the public sees, nor a parent domain of it`,
    },
  ]);
}

export function relyingPartyFor(request: Request, { publicUrl, config }: Rim): RelyingParty {
  const origin = publicOriginFor(request, publicUrl);
  return {
    id: config.passkeyRpId ?? new URL(origin).hostname,
    origins: [origin, ...config.passkeyOrigins],
  };
}
