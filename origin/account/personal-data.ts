// Which tables say something of a user, which of their rows, and what becomes of those when the user asks for a copy and when
// the account is erased. A test walks the schema: a table that leads to a user and is not in here fails it.

import { eq, inArray, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import type { UserId } from "../../shared/schema/ids.ts";
import { assetVersions } from "../db/schema/asset-versions.ts";
import { auditEntries } from "../db/schema/audit.ts";
import { blockedFiles } from "../db/schema/blocked-files.ts";
import { catalogEntries, likes } from "../db/schema/catalog.ts";
import { earnings } from "../db/schema/earnings.ts";
import { calendarFeeds, eventMembers, eventRsvps, events } from "../db/schema/events.ts";
import { exchangeLots } from "../db/schema/exchange-lots.ts";
import { giftKinds, gifts } from "../db/schema/gifts.ts";
import { handles } from "../db/schema/handles.ts";
import {
  coinLots,
  coinTakings,
  ledgerAccounts,
  ledgerEntries,
  ledgerTransactions,
} from "../db/schema/ledger.ts";
import { reports, sanctions } from "../db/schema/moderation.ts";
import { stripeEvents } from "../db/schema/money.ts";
import { notices } from "../db/schema/notices.ts";
import { notificationBoxes, notifications } from "../db/schema/notifications.ts";
import { coinPacks, disputes, orders, reconciliations, refunds } from "../db/schema/orders.ts";
import { parties, partyInvitations, partyMembers } from "../db/schema/parties.ts";
import { coinValues, payoutAccounts, payoutRuns, payouts } from "../db/schema/payouts.ts";
import { revenueShares } from "../db/schema/revenue-shares.ts";
import {
  entryQueue,
  handoffs,
  keptRooms,
  reservations,
  roomSuspects,
  rooms,
  visits,
} from "../db/schema/rooms.ts";
import { identities, passkeys, refreshTokens, sessionFamilies } from "../db/schema/sign-in.ts";
import { follows, friendships, invitations, shuns } from "../db/schema/social.ts";
import { holdings, listings, purchases } from "../db/schema/store.ts";
import { ticketInvitations, tickets, ticketTypes } from "../db/schema/tickets.ts";
import { jobs, uploads } from "../db/schema/uploads.ts";
import { accountExports, assets, users } from "../db/schema/users.ts";
import { assetVariants } from "../db/schema/variants.ts";
import { worldCreations, worldMembers, worlds, worldVersions } from "../db/schema/worlds.ts";

export type PersonalTable = {
  readonly table: PgTable;
  /** Which rows are about the user: they are erased, and copied unless `copied` says otherwise. */
  readonly of: (userId: UserId) => SQL | undefined;
  readonly copied:
    | { readonly how: "whole" }
    /** Of the rows only these; the others are somebody else's to tell. */
    | { readonly how: "some"; readonly of: PersonalTable["of"]; readonly why: string }
    /** But for columns, by the schema's names. */
    | { readonly how: "without"; readonly columns: readonly string[]; readonly why: string }
    | { readonly how: "left-out"; readonly why: string };
  readonly erased:
    | { readonly how: "deleted" }
    /** The rows stay, with these columns emptied. */
    | { readonly how: "anonymised"; readonly columns: readonly string[]; readonly why: string }
    /** The rows stay as they are: nothing may delete them together with the user's row. */
    | { readonly how: "kept"; readonly why: string };
};

const WHOLE = { how: "whole" } as const;
const DELETED = { how: "deleted" } as const;
const leftOut = (why: string) => ({ how: "left-out", why }) as const;

const worldsOf = (userId: UserId) =>
  sql`(SELECT ${worlds.id} FROM ${worlds} WHERE ${worlds.ownerId} = ${userId})`;
const eventsOf = (userId: UserId) =>
  sql`(SELECT ${events.id} FROM ${events} WHERE ${events.organiserId} = ${userId})`;
const familiesOf = (userId: UserId) =>
  sql`(SELECT ${sessionFamilies.id} FROM ${sessionFamilies} WHERE ${sessionFamilies.userId} = ${userId})`;
const assetsOf = (userId: UserId) =>
  sql`(SELECT ${assets.id} FROM ${assets} WHERE ${assets.ownerId} = ${userId})`;
const uploadsOf = (userId: UserId) =>
  sql`(SELECT ${uploads.id} FROM ${uploads} WHERE ${uploads.ownerId} = ${userId})`;

const ordersOf = (userId: UserId) =>
  sql`(SELECT ${orders.id} FROM ${orders} WHERE ${orders.userId} = ${userId})`;
const accountsOf = (userId: UserId) =>
  sql`(SELECT ${ledgerAccounts.id} FROM ${ledgerAccounts} WHERE ${ledgerAccounts.ownerId} = ${userId})`;
const BOOKS = "books have to be kept by law; without the account an id in them is nobody's name";

/** Rows are erased in this order; what refers to another table's rows comes before it. */
export const personalTables: readonly PersonalTable[] = [
  {
    table: refreshTokens,
    of: (userId) => inArray(refreshTokens.familyId, familiesOf(userId)),
    copied: leftOut("hashes of secrets; session_families says when and where they were used"),
    erased: DELETED,
  },
  {
    table: sessionFamilies,
    of: (userId) => eq(sessionFamilies.userId, userId),
    copied: WHOLE,
    erased: DELETED,
  },
  { table: identities, of: (userId) => eq(identities.userId, userId), copied: WHOLE, erased: DELETED },
  { table: passkeys, of: (userId) => eq(passkeys.userId, userId), copied: WHOLE, erased: DELETED },
  {
    table: friendships,
    of: (userId) => or(eq(friendships.lowId, userId), eq(friendships.highId, userId)),
    copied: WHOLE,
    erased: DELETED,
  },
  {
    table: follows,
    of: (userId) => or(eq(follows.followerId, userId), eq(follows.followedId, userId)),
    copied: WHOLE,
    erased: DELETED,
  },
  {
    table: shuns,
    of: (userId) => or(eq(shuns.byId, userId), eq(shuns.targetId, userId)),
    copied: {
      how: "some",
      of: (userId) => eq(shuns.byId, userId),
      why: "whoever mutes or blocks somebody need not tell them",
    },
    erased: DELETED,
  },
  {
    table: invitations,
    of: (userId) =>
      or(
        eq(invitations.fromId, userId),
        eq(invitations.toId, userId),
        inArray(invitations.worldId, worldsOf(userId)),
      ),
    copied: {
      how: "some",
      of: (userId) => or(eq(invitations.fromId, userId), eq(invitations.toId, userId)),
      why: "who asked whom into a world is not its owner's to know",
    },
    erased: DELETED,
  },
  {
    table: notifications,
    of: (userId) => or(eq(notifications.userId, userId), eq(notifications.actorId, userId)),
    copied: {
      how: "some",
      of: (userId) => eq(notifications.userId, userId),
      why: "what others were told is theirs",
    },
    erased: DELETED,
  },
  {
    table: notificationBoxes,
    of: (userId) => eq(notificationBoxes.userId, userId),
    copied: leftOut("a counter of changes to notifications"),
    erased: DELETED,
  },
  { table: likes, of: (userId) => eq(likes.userId, userId), copied: WHOLE, erased: DELETED },
  {
    table: reservations,
    of: (userId) => eq(reservations.userId, userId),
    copied: WHOLE,
    erased: DELETED,
  },
  {
    table: partyInvitations,
    of: (userId) => or(eq(partyInvitations.userId, userId), eq(partyInvitations.byId, userId)),
    copied: WHOLE,
    erased: DELETED,
  },
  { table: partyMembers, of: (userId) => eq(partyMembers.userId, userId), copied: WHOLE, erased: DELETED },
  {
    table: parties,
    // Theirs alone, once they are in it no more: in any other somebody is.
    of: () => notInArray(parties.id, sql`(SELECT ${partyMembers.partyId} FROM ${partyMembers})`),
    copied: leftOut("party_members says who is in it"),
    erased: DELETED,
  },
  { table: entryQueue, of: (userId) => eq(entryQueue.userId, userId), copied: WHOLE, erased: DELETED },
  {
    table: visits,
    of: (userId) => eq(visits.userId, userId),
    copied: WHOLE,
    erased: {
      how: "anonymised",
      columns: ["userId"],
      why: "how many came to a room is its owner's history; who it was is nobody's any more",
    },
  },
  {
    table: jobs,
    of: (userId) => inArray(jobs.uploadId, uploadsOf(userId)),
    copied: leftOut("the work on an upload; uploads has what came of it"),
    erased: DELETED,
  },
  { table: uploads, of: (userId) => eq(uploads.ownerId, userId), copied: WHOLE, erased: DELETED },
  {
    table: worldCreations,
    of: (userId) => eq(worldCreations.userId, userId),
    copied: leftOut("keys of requests that made a world; worlds has what they made"),
    erased: DELETED,
  },
  {
    table: catalogEntries,
    of: (userId) => eq(catalogEntries.ownerId, userId),
    copied: {
      how: "without",
      columns: ["terms", "nameTerms", "tagTerms", "searchText", "indexVersion"],
      why: "what search makes of the other columns",
    },
    erased: DELETED,
  },
  {
    table: calendarFeeds,
    of: (userId) => eq(calendarFeeds.userId, userId),
    copied: leftOut("the hash of a secret"),
    erased: DELETED,
  },
  {
    table: eventMembers,
    of: (userId) => or(eq(eventMembers.userId, userId), inArray(eventMembers.eventId, eventsOf(userId))),
    copied: WHOLE,
    erased: DELETED,
  },
  {
    table: eventRsvps,
    of: (userId) => or(eq(eventRsvps.userId, userId), inArray(eventRsvps.eventId, eventsOf(userId))),
    copied: {
      how: "some",
      of: (userId) => eq(eventRsvps.userId, userId),
      why: "an organiser is told how many come, and not who",
    },
    erased: DELETED,
  },
  {
    table: tickets,
    of: (userId) => or(eq(tickets.ownerId, userId), inArray(tickets.eventId, eventsOf(userId))),
    copied: {
      how: "some",
      of: (userId) => eq(tickets.ownerId, userId),
      why: "an organiser is told how many come, and not who",
    },
    erased: DELETED,
  },
  {
    table: ticketInvitations,
    of: (userId) =>
      or(
        eq(ticketInvitations.userId, userId),
        inArray(
          ticketInvitations.typeId,
          sql`(SELECT ${ticketTypes.id} FROM ${ticketTypes} WHERE ${ticketTypes.eventId} IN ${eventsOf(userId)})`,
        ),
      ),
    copied: { how: "without", columns: ["codeHash"], why: "the hash of a secret" },
    erased: DELETED,
  },
  {
    table: ticketTypes,
    of: (userId) => inArray(ticketTypes.eventId, eventsOf(userId)),
    copied: WHOLE,
    erased: DELETED,
  },
  {
    table: events,
    of: (userId) => or(eq(events.organiserId, userId), inArray(events.worldId, worldsOf(userId))),
    copied: {
      how: "some",
      of: (userId) => eq(events.organiserId, userId),
      why: "what others organise in one's world is theirs",
    },
    erased: DELETED,
  },
  {
    table: handoffs,
    of: () => sql`false`,
    copied: leftOut("a live room on its way from one host to another"),
    erased: { how: "kept", why: "it is gone a minute later, whoever was in it" },
  },
  {
    table: roomSuspects,
    of: () => sql`false`,
    copied: leftOut("which hosts may serve a room; it names nobody"),
    erased: { how: "kept", why: "it is about hosts, and goes with the room" },
  },
  {
    table: keptRooms,
    of: () => sql`false`,
    copied: leftOut("what lies about in an open room, and what was decided there"),
    erased: { how: "kept", why: "it goes with the room, and a day after its host was lost at the latest" },
  },
  {
    table: rooms,
    of: (userId) => inArray(rooms.worldId, worldsOf(userId)),
    copied: leftOut("where and how a world runs; it names nobody"),
    erased: DELETED,
  },
  {
    table: assetVariants,
    of: (userId) => inArray(assetVariants.assetId, assetsOf(userId)),
    copied: leftOut("what the pipeline made of one's files; assets has the files"),
    erased: DELETED,
  },
  {
    table: assetVersions,
    of: (userId) => inArray(assetVersions.assetId, assetsOf(userId)),
    copied: WHOLE,
    erased: DELETED,
  },
  {
    table: blockedFiles,
    of: () => sql`false`,
    copied: leftOut("hashes of files that nobody may publish, by nobody's name"),
    erased: {
      how: "kept",
      why: "what was taken down must not come back with another account; a hash says of nobody whose it was",
    },
  },
  {
    // Of what others have of theirs nothing is the user's by then (origin/store/hand-down-held.ts).
    table: holdings,
    of: (userId) => or(eq(holdings.holderId, userId), inArray(holdings.assetId, assetsOf(userId))),
    copied: {
      how: "some",
      of: (userId) => eq(holdings.holderId, userId),
      why: "a creator is told how many were sold, and not to whom",
    },
    erased: DELETED,
  },
  { table: listings, of: (userId) => eq(listings.ownerId, userId), copied: WHOLE, erased: DELETED },
  { table: assets, of: (userId) => eq(assets.ownerId, userId), copied: WHOLE, erased: DELETED },
  {
    table: worldMembers,
    of: (userId) => or(eq(worldMembers.userId, userId), inArray(worldMembers.worldId, worldsOf(userId))),
    copied: WHOLE,
    erased: DELETED,
  },
  {
    // Of others' worlds the versions one made stay, and the key lets go of who it was.
    table: worldVersions,
    of: (userId) => inArray(worldVersions.worldId, worldsOf(userId)),
    copied: WHOLE,
    erased: DELETED,
  },
  { table: worlds, of: (userId) => eq(worlds.ownerId, userId), copied: WHOLE, erased: DELETED },
  { table: notices, of: (userId) => eq(notices.byId, userId), copied: WHOLE, erased: DELETED },
  {
    // Of what they were given the key lets go of who it was.
    table: gifts,
    of: (userId) => eq(gifts.fromId, userId),
    copied: {
      how: "some",
      of: (userId) => or(eq(gifts.fromId, userId), eq(gifts.toId, userId)),
      why: "what one was given is one's own to know, too",
    },
    erased: {
      how: "anonymised",
      columns: ["fromId", "text", "idempotencyKey", "requestHash"],
      why: "what a performer was given is theirs; who gave it is nobody's any more",
    },
  },
  {
    table: sanctions,
    of: (userId) => eq(sanctions.subjectId, userId),
    copied: {
      how: "without",
      columns: ["byId", "liftedBy", "appealDecidedBy", "reportId"],
      why: "which moderator decided, and who had reported it, is theirs",
    },
    erased: DELETED,
  },
  {
    table: reports,
    of: (userId) => eq(reports.reporterId, userId),
    copied: {
      how: "without",
      columns: ["subjectId", "claimedBy", "claimedUntil", "closedBy", "note", "evidence", "evidenceUntil"],
      why: "what others said and did, and what moderators made of it",
    },
    erased: {
      how: "anonymised",
      columns: ["reporterId"],
      why: "what was reported is still to be looked into, whoever reported it",
    },
  },
  {
    table: auditEntries,
    of: (userId) => eq(auditEntries.actorId, userId),
    copied: leftOut("the log of what moderators did, for admins"),
    erased: {
      how: "kept",
      why: "a log that can be edited is none; without the account an id in it is nobody's name",
    },
  },
  {
    table: accountExports,
    of: (userId) => eq(accountExports.userId, userId),
    copied: leftOut("this very copy"),
    erased: DELETED,
  },
  {
    table: stripeEvents,
    of: () => sql`false`,
    copied: leftOut("what Stripe said of payments, by Stripe's ids and none of ours"),
    erased: {
      how: "kept",
      why: "books have to be kept by law; without the account nothing here says whose payment it was",
    },
  },
  ...[refunds, disputes].map((table) => ({
    table,
    of: (userId: UserId) => inArray(table.orderId, ordersOf(userId)),
    copied: WHOLE,
    erased: { how: "kept", why: BOOKS } as const,
  })),
  {
    table: orders,
    of: (userId) => eq(orders.userId, userId),
    copied: {
      how: "without",
      columns: ["requestHash", "idempotencyKey", "returnUrl", "checkoutUrl", "askedAt"],
      why: "how requests are told apart, and addresses that are good for nothing any more",
    },
    erased: { how: "kept", why: BOOKS },
  },
  ...[earnings, payouts].map((table) => ({
    table,
    of: (userId: UserId) => eq(table.userId, userId),
    copied: WHOLE,
    erased: { how: "kept", why: BOOKS } as const,
  })),
  {
    table: purchases,
    of: (userId) => eq(purchases.buyerId, userId),
    copied: {
      how: "without",
      columns: ["requestHash", "idempotencyKey"],
      why: "how requests are told apart",
    },
    erased: { how: "kept", why: BOOKS },
  },
  {
    table: exchangeLots,
    of: (userId) => eq(exchangeLots.userId, userId),
    copied: WHOLE,
    erased: { how: "kept", why: BOOKS },
  },
  {
    table: coinTakings,
    of: (userId) =>
      inArray(
        coinTakings.lotId,
        sql`(SELECT ${coinLots.id} FROM ${coinLots} WHERE ${coinLots.userId} = ${userId})`,
      ),
    copied: WHOLE,
    erased: { how: "kept", why: BOOKS },
  },
  {
    table: coinLots,
    of: (userId) => eq(coinLots.userId, userId),
    copied: WHOLE,
    erased: { how: "kept", why: BOOKS },
  },
  {
    table: ledgerEntries,
    of: (userId) => inArray(ledgerEntries.accountId, accountsOf(userId)),
    copied: WHOLE,
    erased: { how: "kept", why: BOOKS },
  },
  {
    table: ledgerTransactions,
    of: (userId) =>
      inArray(
        ledgerTransactions.id,
        sql`(SELECT ${ledgerEntries.transactionId} FROM ${ledgerEntries} WHERE ${ledgerEntries.accountId} IN ${accountsOf(userId)})`,
      ),
    copied: { how: "without", columns: ["balanceTransactionId"], why: "Stripe's, and says nothing more" },
    erased: { how: "kept", why: BOOKS },
  },
  {
    table: ledgerAccounts,
    of: (userId) => eq(ledgerAccounts.ownerId, userId),
    copied: WHOLE,
    erased: { how: "kept", why: BOOKS },
  },
  {
    table: payoutAccounts,
    of: (userId) => eq(payoutAccounts.userId, userId),
    copied: WHOLE,
    erased: {
      how: "kept",
      why: "what was earned is still paid to it, and then it goes, too; it goes at once where nothing can be paid",
    },
  },
  {
    table: revenueShares,
    of: (userId) => eq(revenueShares.userId, userId),
    copied: WHOLE,
    erased: { how: "kept", why: BOOKS },
  },
  ...[coinPacks, coinValues, giftKinds, reconciliations].map((table) => ({
    table,
    of: () => sql`false`,
    copied: leftOut("of the house, and of nobody"),
    erased: { how: "kept", why: "it names nobody" } as const,
  })),
  {
    table: payoutRuns,
    of: () => sql`false`,
    copied: leftOut("of the house; while one is under way it knows the id that it stands at"),
    erased: { how: "kept", why: "it names nobody when it is over" },
  },
  { table: handles, of: (userId) => eq(handles.userId, userId), copied: WHOLE, erased: DELETED },
  { table: users, of: (userId) => eq(users.id, userId), copied: WHOLE, erased: DELETED },
];
