// For which site a passkey is (WebAuthn §4, Relying Party): the host the public sees, or the domain an operator names for
// several hosts. The browser checks the domain against its address, the origin checks both against what was signed.

import type { RelyingParty } from "../../shared/schema/internal/passkeys.ts";
import type { EdgeDeps } from "../deps.ts";
import { publicOriginFor } from "../public-url.ts";

type Rim = {
  readonly publicUrl: string;
  readonly config: Pick<EdgeDeps["config"], "passkeyRpId" | "passkeyOrigins">;
};

export function relyingPartyFor(request: Request, { publicUrl, config }: Rim): RelyingParty {
  const origin = publicOriginFor(request, publicUrl);
  return {
    id: config.passkeyRpId ?? new URL(origin).hostname,
    origins: [origin, ...config.passkeyOrigins],
  };
}
