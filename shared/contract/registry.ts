// The public API: every endpoint there is, by id.

import { accountEndpoints } from "./account.ts";
import { assetVariantEndpoints } from "./asset-variants.ts";
import { assetVersionEndpoints } from "./asset-versions.ts";
import { avatarEndpoints } from "./avatars.ts";
import { booksEndpoints } from "./books.ts";
import { calendarEndpoints } from "./calendars.ts";
import { earningsEndpoints } from "./earnings.ts";
import type { AnswerOf, AskOf, InputOf } from "./endpoint.ts";
import { entryEndpoints } from "./entry.ts";
import { eventEndpoints } from "./events.ts";
import { giftEndpoints } from "./gifts.ts";
import { handleEndpoints } from "./handles.ts";
import { identityEndpoints } from "./identities.ts";
import { itemEndpoints } from "./items.ts";
import { moderationEndpoints } from "./moderation.ts";
import { noticeEndpoints } from "./notices.ts";
import { notificationEndpoints } from "./notifications.ts";
import { partyEndpoints } from "./parties.ts";
import { passkeyEndpoints } from "./passkeys.ts";
import type { ProblemCodeOf } from "./problems.ts";
import { searchEndpoints } from "./search.ts";
import { serviceEndpoints } from "./service.ts";
import { sessionEndpoints } from "./session.ts";
import { signInEndpoints } from "./sign-in.ts";
import { socialEndpoints } from "./social.ts";
import { storeEndpoints } from "./store.ts";
import { ticketEndpoints } from "./tickets.ts";
import { uploadEndpoints } from "./uploads.ts";
import { userEndpoints } from "./users.ts";
import { walletEndpoints } from "./wallet.ts";
import { worldVersionEndpoints } from "./world-versions.ts";
import { worldEndpoints } from "./worlds.ts";

export const contract = {
  ...signInEndpoints,
  ...sessionEndpoints,
  ...accountEndpoints,
  ...identityEndpoints,
  ...passkeyEndpoints,
  ...worldEndpoints,
  ...worldVersionEndpoints,
  ...eventEndpoints,
  ...calendarEndpoints,
  ...ticketEndpoints,
  ...walletEndpoints,
  ...storeEndpoints,
  ...giftEndpoints,
  ...earningsEndpoints,
  ...avatarEndpoints,
  ...itemEndpoints,
  ...assetVersionEndpoints,
  ...assetVariantEndpoints,
  ...entryEndpoints,
  ...socialEndpoints,
  ...noticeEndpoints,
  ...notificationEndpoints,
  ...partyEndpoints,
  ...userEndpoints,
  ...handleEndpoints,
  ...moderationEndpoints,
  ...booksEndpoints,
  ...searchEndpoints,
  ...uploadEndpoints,
  ...serviceEndpoints,
} as const;

export type EndpointId = keyof typeof contract;
/** What a handler of the endpoint named `Id` is given. */
export type Input<Id extends EndpointId> = InputOf<(typeof contract)[Id]>;
/** What a caller hands to the endpoint named `Id`, and is answered. */
export type Ask<Id extends EndpointId> = AskOf<(typeof contract)[Id]>;
export type Answer<Id extends EndpointId> = AnswerOf<(typeof contract)[Id]>;
/** What the endpoint named `Id` may refuse with. */
export type CodeOf<Id extends EndpointId> = ProblemCodeOf<(typeof contract)[Id]>;
