// What the edge says to the origin: one method per internal route it uses, gathered from one file per noun.
// Answers are checked by the shared schemas.

import {
  bearerOf,
  type Credential,
  createInternalClient,
  originAway,
} from "../../shared/http/internal-client.ts";
import { REQUEST_ID_HEADER } from "../../shared/http/service.ts";
import { internalPath } from "../../shared/schema/internal-api.ts";
import { accountCalls } from "./account.ts";
import { booksCalls } from "./books.ts";
import { askOrigin, type RequestId } from "./call.ts";
import { catalogCalls } from "./catalog.ts";
import { changeCalls } from "./changes.ts";
import { earningsCalls } from "./earnings.ts";
import { entryCalls } from "./entry.ts";
import { streamOpener } from "./event-stream.ts";
import { eventCalls } from "./events.ts";
import { giftCalls } from "./gifts.ts";
import { identityCalls } from "./identity.ts";
import { moderationCalls } from "./moderation.ts";
import { moneyCalls } from "./money.ts";
import { notificationCalls } from "./notifications.ts";
import { partyCalls } from "./parties.ts";
import { passkeyCalls } from "./passkeys.ts";
import { socialCalls } from "./social.ts";
import { storeCalls } from "./store.ts";
import { uploadCalls, uploadStreamCalls } from "./uploads.ts";
import { worldVersionCalls } from "./world-versions.ts";
import { worldCalls } from "./worlds.ts";

const HEALTH_TIMEOUT_MS = 2_000;
const STRIPE_TIMEOUT_MS = 10_000;

export type OriginClient = ReturnType<typeof createOriginClient>;

/** Makes the client. Every method throws the origin's own Problem, or ORIGIN_AWAY (503) when it cannot be reached. */
export function createOriginClient(deps: {
  readonly originUrl: string;
  readonly credential: Credential;
  readonly fetch: typeof fetch;
}) {
  const origin = askOrigin(createInternalClient(deps));
  const openStream = streamOpener(deps);
  return {
    ...identityCalls(origin),
    ...accountCalls(origin),
    ...passkeyCalls(origin),
    ...catalogCalls(origin),
    ...changeCalls(origin),
    ...entryCalls(origin),
    ...eventCalls(origin),
    ...moneyCalls(origin),
    ...booksCalls(origin),
    ...giftCalls(origin),
    ...earningsCalls(origin),
    ...socialCalls(origin),
    ...partyCalls(origin),
    ...storeCalls(origin),
    ...moderationCalls(origin),
    ...uploadCalls(origin),
    ...worldCalls(origin),
    ...worldVersionCalls(origin),
    ...uploadStreamCalls(openStream),
    ...notificationCalls(origin, openStream),

    /** Passes a webhook on byte for byte: Stripe's signature is over the raw body. The origin's answer goes back as it is. */
    stripeWebhook: async (
      requestId: RequestId,
      body: Uint8Array<ArrayBuffer>,
      signature: string,
    ): Promise<Response> =>
      deps
        .fetch(deps.originUrl + internalPath.stripeWebhook, {
          method: "POST",
          headers: {
            authorization: `Bearer ${await bearerOf(deps.credential, internalPath.stripeWebhook)}`,
            "content-type": "application/json",
            "stripe-signature": signature,
            [REQUEST_ID_HEADER]: requestId,
          },
          body,
          signal: AbortSignal.timeout(STRIPE_TIMEOUT_MS),
        })
        .catch((cause: unknown) => {
          throw originAway(cause);
        }),

    /** Rejects when the origin does not answer that it is alive. */
    async checkAlive(): Promise<void> {
      const response = await deps.fetch(`${deps.originUrl}/healthz`, {
        signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`the origin answered ${response.status}`);
    },
  };
}
