// The edge's HTTP contract, once, for every runtime: the real edge in a process of its own, a real origin on a real database,
// the development object store and identity provider. Each runner hands in how its runtime starts the edge.

import { afterAll, beforeAll, describe, test } from "bun:test";
import { accessTokenContract } from "./contract/access-tokens.ts";
import { accountContract } from "./contract/account.ts";
import { apiDocumentContract } from "./contract/api-document.ts";
import { bodyContract } from "./contract/bodies.ts";
import { cachingContract } from "./contract/caching.ts";
import { catalogContract } from "./contract/catalog.ts";
import { configContract } from "./contract/config.ts";
import { crossSiteContract } from "./contract/cross-site.ts";
import { deviceContract } from "./contract/devices.ts";
import { firebaseContract } from "./contract/firebase.ts";
import { linkingContract } from "./contract/linking.ts";
import { moderationContract } from "./contract/moderation.ts";
import { notificationContract } from "./contract/notifications.ts";
import { oidcContract } from "./contract/oidc.ts";
import { outageContract } from "./contract/outage.ts";
import { pageContract } from "./contract/page.ts";
import { passkeyContract } from "./contract/passkeys.ts";
import { purgeContract } from "./contract/purge.ts";
import { queueContract } from "./contract/queue.ts";
import { roomContract } from "./contract/rooms.ts";
import { serviceContract } from "./contract/service.ts";
import { sessionContract } from "./contract/sessions.ts";
import { socialContract } from "./contract/social.ts";
import { uploadContract } from "./contract/uploads.ts";
import { webhookContract } from "./contract/webhook.ts";
import { createEdgeUnderTest, type Runtime } from "./edge-under-test.ts";

const START_MAX_MS = 40_000;
const STOP_MAX_MS = 15_000;

/** Declares the whole contract for one runtime, or one skipped test that says why the runtime is not here. */
export function edgeSuite(name: string, runtime: Runtime | { readonly missing: string }): void {
  if ("missing" in runtime) {
    test.skip(`the edge on ${name}: ${runtime.missing}`, () => {});
    return;
  }
  describe(`the edge on ${name}`, () => {
    const edge = createEdgeUnderTest(runtime);
    beforeAll(() => edge.start(), START_MAX_MS);
    afterAll(() => edge.stop(), STOP_MAX_MS);

    serviceContract(edge);
    apiDocumentContract(edge);
    bodyContract(edge);
    sessionContract(edge);
    accessTokenContract(edge);
    crossSiteContract(edge);
    oidcContract(edge);
    linkingContract(edge);
    firebaseContract(edge);
    deviceContract(edge);
    passkeyContract(edge);
    accountContract(edge);
    catalogContract(edge);
    cachingContract(edge);
    purgeContract(edge);
    roomContract(edge);
    queueContract(edge);
    socialContract(edge);
    notificationContract(edge);
    moderationContract(edge);
    uploadContract(edge);
    webhookContract(edge);
    pageContract(edge);
    configContract(edge);
    // Last, because it ends what the others need.
    outageContract(edge);
  });
}
