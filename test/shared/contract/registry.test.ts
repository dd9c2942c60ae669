import { describe, expect, test } from "bun:test";
import { accountEndpoints } from "../../../shared/contract/account.ts";
import { assetVariantEndpoints } from "../../../shared/contract/asset-variants.ts";
import { assetVersionEndpoints } from "../../../shared/contract/asset-versions.ts";
import { avatarEndpoints } from "../../../shared/contract/avatars.ts";
import { booksEndpoints } from "../../../shared/contract/books.ts";
import { calendarEndpoints } from "../../../shared/contract/calendars.ts";
import { earningsEndpoints } from "../../../shared/contract/earnings.ts";
import type { Endpoint, Endpoints } from "../../../shared/contract/endpoint.ts";
import { entryEndpoints } from "../../../shared/contract/entry.ts";
import { eventEndpoints } from "../../../shared/contract/events.ts";
import { giftEndpoints } from "../../../shared/contract/gifts.ts";
import { handleEndpoints } from "../../../shared/contract/handles.ts";
import { identityEndpoints } from "../../../shared/contract/identities.ts";
import { itemEndpoints } from "../../../shared/contract/items.ts";
import { moderationEndpoints } from "../../../shared/contract/moderation.ts";
import { noticeEndpoints } from "../../../shared/contract/notices.ts";
import { notificationEndpoints } from "../../../shared/contract/notifications.ts";
import { partyEndpoints } from "../../../shared/contract/parties.ts";
import { passkeyEndpoints } from "../../../shared/contract/passkeys.ts";
import { contract } from "../../../shared/contract/registry.ts";
import { searchEndpoints } from "../../../shared/contract/search.ts";
import { serviceEndpoints } from "../../../shared/contract/service.ts";
import { sessionEndpoints } from "../../../shared/contract/session.ts";
import { signInEndpoints } from "../../../shared/contract/sign-in.ts";
import { socialEndpoints } from "../../../shared/contract/social.ts";
import { storeEndpoints } from "../../../shared/contract/store.ts";
import { ticketEndpoints } from "../../../shared/contract/tickets.ts";
import { uploadEndpoints } from "../../../shared/contract/uploads.ts";
import { userEndpoints } from "../../../shared/contract/users.ts";
import { walletEndpoints } from "../../../shared/contract/wallet.ts";
import { worldVersionEndpoints } from "../../../shared/contract/world-versions.ts";
import { worldEndpoints } from "../../../shared/contract/worlds.ts";

const endpoints = Object.entries<Endpoint>(contract);

describe("the registry", () => {
  test("has every endpoint of every noun, none hiding another of the same id", () => {
    const nouns: readonly Endpoints[] = [
      accountEndpoints,
      assetVariantEndpoints,
      assetVersionEndpoints,
      avatarEndpoints,
      booksEndpoints,
      calendarEndpoints,
      storeEndpoints,
      ticketEndpoints,
      walletEndpoints,
      earningsEndpoints,
      entryEndpoints,
      eventEndpoints,
      socialEndpoints,
      notificationEndpoints,
      giftEndpoints,
      handleEndpoints,
      identityEndpoints,
      itemEndpoints,
      moderationEndpoints,
      noticeEndpoints,
      searchEndpoints,
      userEndpoints,
      partyEndpoints,
      passkeyEndpoints,
      serviceEndpoints,
      sessionEndpoints,
      signInEndpoints,
      uploadEndpoints,
      worldEndpoints,
      worldVersionEndpoints,
    ];
    expect(endpoints.length).toBe(nouns.reduce((sum, noun) => sum + Object.keys(noun).length, 0));
  });

  test("names each method of a path once", () => {
    const routes = endpoints.map(([, { method, path }]) => `${method} ${path}`);
    expect([...new Set(routes)]).toEqual(routes);
  });
});

describe.each(endpoints)("%s", (_id, endpoint) => {
  test("describes every name in its path, and no other", () => {
    const named = [...endpoint.path.matchAll(/:([a-zA-Z]+)/g)].map(([, name]) => name);
    expect(Object.keys(endpoint.params?.shape ?? {})).toEqual(named as string[]);
  });

  test("is kept by shared caches only where nobody is asked who they are", () => {
    if (endpoint.caching === "shared") expect([endpoint.auth, endpoint.method]).toEqual(["none", "GET"]);
    else expect(["private"]).toContain(endpoint.caching);
  });

  test("tells unknown fields of a body instead of dropping them", () => {
    if (endpoint.body === undefined) return;
    expect(endpoint.body.safeParse({ "no such field": 1 }).error?.issues.map(({ code }) => code)).toContain(
      "unrecognized_keys",
    );
  });
});
