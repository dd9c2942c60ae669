// The origin as one Hono app: every route on one screen. Nobody reaches it but our own processes, the object store and,
// through the edge, Stripe.

import { sql } from "drizzle-orm";
import type { HonoBase } from "hono/hono-base";
import type { Log } from "../shared/http/log.ts";
import { createService, type ServiceEnv } from "../shared/http/service.ts";
import { internalPath } from "../shared/schema/internal-api.ts";
import { refuseLeaving } from "./account/refuse-leaving.ts";
import { accountRoutes } from "./account/routes.ts";
import { assetRoutes } from "./assets/routes.ts";
import { catalogRoutes } from "./catalog/routes.ts";
import { changeRoutes } from "./changes/routes.ts";
import { problemOfDatabase } from "./db/database-problem.ts";
import type { OriginDeps, OriginHandler } from "./deps.ts";
import { eventRoutes } from "./events/routes.ts";
import { giftRoutes } from "./gifts/routes.ts";
import { handleRoutes } from "./handles/routes.ts";
import { hookRoutes } from "./hooks/routes.ts";
import { refuseBanned } from "./moderation/refuse-banned.ts";
import { moderationRoutes } from "./moderation/routes.ts";
import { booksRoutes } from "./money/books/routes.ts";
import { moneyRoutes } from "./money/routes.ts";
import { noticeRoutes } from "./notices/routes.ts";
import { notificationRoutes } from "./notifications/routes.ts";
import { partyRoutes } from "./parties/routes.ts";
import { passkeyRoutes } from "./passkeys/routes.ts";
import { payoutRoutes } from "./payouts/routes.ts";
import { requireCaller, requireSecretInQuery } from "./require-caller.ts";
import { roomRoutes } from "./rooms/routes.ts";
import { sessionRoutes } from "./sessions/routes.ts";
import { socialRoutes } from "./social/routes.ts";
import { storeRoutes } from "./store/routes.ts";
import { ticketRoutes } from "./tickets/routes.ts";
import { userRoutes } from "./users/routes.ts";
import { worldRoutes } from "./worlds/routes.ts";
import { worldVersionRoutes } from "./worlds/versions/routes.ts";

type Route = readonly ["GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, handler: OriginHandler];

/** Builds the app; call its `fetch(request)`. */
export function createApp(deps: OriginDeps & { readonly log: Log }): HonoBase<ServiceEnv> {
  const app = createService({
    log: deps.log,
    nowMs: deps.nowMs,
    checks: { database: async () => void (await deps.db.execute(sql`SELECT 1`)) },
    problemOf: problemOfDatabase,
  });
  const changes = changeRoutes(deps);
  const catalog = catalogRoutes(deps);
  const social = socialRoutes(deps);
  const notifications = notificationRoutes(deps);
  const parties = partyRoutes(deps);
  const users = userRoutes(deps);
  const handles = handleRoutes(deps);
  const passkeys = passkeyRoutes(deps);
  const sessions = sessionRoutes(deps);
  const account = accountRoutes(deps);
  const worlds = worldRoutes(deps);
  const versions = worldVersionRoutes(deps);
  const events = eventRoutes(deps);
  const assets = assetRoutes(deps);
  const rooms = roomRoutes(deps);
  const moderation = moderationRoutes(deps);
  const notices = noticeRoutes(deps);
  const money = moneyRoutes(deps);
  const books = booksRoutes(deps);
  const payouts = payoutRoutes(deps);
  const tickets = ticketRoutes(deps);
  const store = storeRoutes(deps);
  const gifts = giftRoutes(deps);
  const hooks = hookRoutes(deps);

  const ours = requireCaller(deps);
  app.use("/internal/*", ours);
  app.use(internalPath.stripeWebhook, ours);
  app.use(internalPath.s3Events, requireSecretInQuery(deps));
  app.use("/internal/*", refuseBanned(deps));
  app.use("/internal/*", refuseLeaving(deps));

  const routes: readonly Route[] = [
    ["POST", internalPath.createGuest, users.guest],
    ["POST", internalPath.resolveUser, users.resolve],
    ["GET", internalPath.user, users.user],
    ["PUT", internalPath.wearAvatar, users.avatar],
    ["GET", internalPath.identities, users.identities],
    ["POST", internalPath.identities, users.link],
    ["DELETE", internalPath.identity, users.unlink],
    ["GET", internalPath.passkeys, passkeys.list],
    ["POST", internalPath.passkeys, passkeys.add],
    ["POST", internalPath.passkeyOptions, passkeys.options],
    ["PATCH", internalPath.passkey, passkeys.rename],
    ["DELETE", internalPath.passkey, passkeys.remove],
    ["POST", internalPath.passkeySignInOptions, passkeys.signInOptions],
    ["POST", internalPath.passkeySignIn, passkeys.signIn],
    ["POST", internalPath.passkeySignUpOptions, passkeys.signUpOptions],
    ["POST", internalPath.passkeySignUp, passkeys.signUp],
    ["POST", internalPath.rotateSession, sessions.rotate],
    ["POST", internalPath.endSession, sessions.end],
    ["GET", internalPath.sessions, sessions.list],
    ["DELETE", internalPath.sessions, sessions.endAll],
    ["DELETE", internalPath.session, sessions.endOne],
    ["DELETE", internalPath.account, account.remove],
    ["POST", internalPath.restoreAccount, account.undo],
    ["GET", internalPath.accountExport, account.copy],
    ["POST", internalPath.accountExport, account.askCopy],

    ["GET", internalPath.worlds, worlds.list],
    ["POST", internalPath.worlds, worlds.create],
    ["GET", internalPath.world, worlds.get],
    ["GET", internalPath.avatars, assets.avatars],
    ["GET", internalPath.events, events.list],
    ["PATCH", internalPath.world, worlds.update],
    ["GET", internalPath.worldVersions, versions.list],
    ["POST", internalPath.worldVersions, versions.create],
    ["PATCH", internalPath.worldVersion, versions.update],
    ["DELETE", internalPath.worldVersion, versions.remove],
    ["POST", internalPath.publishVersion, versions.publish],
    ["GET", internalPath.worldMembers, versions.members],
    ["PUT", internalPath.worldMember, versions.member],
    ["DELETE", internalPath.worldMember, versions.dismiss],
    ["GET", internalPath.worldRooms, worlds.rooms],
    ["GET", internalPath.ownWorlds, worlds.listOwn],
    ["GET", internalPath.ownWorld, worlds.getOwn],
    ["GET", internalPath.avatar, assets.avatar],
    ["GET", internalPath.assetVersions, assets.versions],
    ["DELETE", internalPath.assetVersion, assets.forgetVersion],
    ["POST", internalPath.showAssetVersion, assets.showVersion],
    ["GET", internalPath.assetVariants, assets.variantList],
    ["GET", internalPath.items, assets.items],
    ["GET", internalPath.item, assets.item],
    ["GET", internalPath.event, events.get],
    ["POST", internalPath.events, events.create],
    ["PATCH", internalPath.event, events.update],
    ["POST", internalPath.copyEvent, events.copy],
    ["POST", internalPath.moveEvent, events.move],
    ["GET", internalPath.eventMembers, events.members],
    ["PUT", internalPath.eventMember, events.appoint],
    ["DELETE", internalPath.eventMember, events.dismiss],
    ["GET", internalPath.rsvp, events.rsvp],
    ["PUT", internalPath.rsvp, events.answer],
    ["GET", internalPath.rsvps, events.rsvps],
    ["GET", internalPath.ownEvents, events.listOwn],
    ["GET", internalPath.ownEvent, events.getOwn],
    ["GET", internalPath.organiserCalendar, events.organiserCalendar],
    ["GET", internalPath.ownCalendar, events.calendar],
    ["PUT", internalPath.ownCalendar, events.renewCalendar],
    ["DELETE", internalPath.ownCalendar, events.endCalendar],
    ["GET", internalPath.secretCalendar, events.secretCalendar],
    ["GET", internalPath.profile, users.profile],
    ["PUT", internalPath.handle, handles.take],
    ["DELETE", internalPath.handle, handles.drop],
    ["GET", internalPath.profileOfHandle, handles.profile],
    ["PATCH", internalPath.user, users.update],
    ["GET", internalPath.search, catalog.search],
    ["GET", internalPath.tags, catalog.tags],
    ["GET", internalPath.likes, catalog.likes],
    ["PUT", internalPath.like, catalog.like],
    ["DELETE", internalPath.like, catalog.unlike],
    ["PUT", internalPath.featured, catalog.feature],
    ["DELETE", internalPath.featured, catalog.feature],
    ["GET", internalPath.changes, changes.list],
    ["GET", internalPath.roomNews, changes.roomNews],

    ["POST", internalPath.enter, rooms.enter],
    ["GET", internalPath.queue, rooms.queue],
    ["DELETE", internalPath.queue, rooms.leave],
    ["GET", internalPath.regions, rooms.regions],
    ["GET", internalPath.friends, social.list],
    ["PUT", internalPath.friend, social.put],
    ["DELETE", internalPath.friend, social.remove],
    ["GET", internalPath.shunned, social.shunned],
    ["PUT", internalPath.shun, social.putShun],
    ["DELETE", internalPath.shun, social.removeShun],
    ["GET", internalPath.followers, social.followers],
    ["GET", internalPath.following, social.following],
    ["PUT", internalPath.follow, social.putFollow],
    ["DELETE", internalPath.follow, social.removeFollow],
    ["POST", internalPath.invitations, social.createInvitation],
    ["GET", internalPath.broughtAlong, rooms.broughtAlong],
    ["GET", internalPath.relation, social.relation],
    ["GET", internalPath.party, parties.get],
    ["DELETE", internalPath.party, parties.leave],
    ["PUT", internalPath.partyInvitation, parties.invite],
    ["DELETE", internalPath.partyInvitation, parties.uninvite],
    ["DELETE", internalPath.partyMember, parties.remove],
    ["PUT", internalPath.partyLeader, parties.lead],
    ["POST", internalPath.joinParty, parties.join],
    ["DELETE", internalPath.joinParty, parties.decline],
    ["GET", internalPath.notifications, notifications.list],
    ["PUT", internalPath.notificationsRead, notifications.readAll],
    ["PUT", internalPath.notificationRead, notifications.read],
    ["GET", internalPath.notificationNews, notifications.news],
    ["GET", internalPath.notificationEvents, notifications.events],
    ["GET", internalPath.privacy, social.privacy],
    ["PUT", internalPath.privacy, social.putPrivacy],
    ["POST", internalPath.registerHost, rooms.register],
    ["POST", internalPath.heartbeat, rooms.heartbeat],
    ["GET", internalPath.roomSpec, rooms.spec],
    ["POST", internalPath.roomReport, rooms.report],
    ["POST", internalPath.roomHandoff, rooms.handOver],
    ["GET", internalPath.roomHandoff, rooms.handoff],
    ["PUT", internalPath.roomKept, rooms.keep],
    ["GET", internalPath.participant, rooms.participant],
    ["GET", internalPath.assetUse, store.use],

    ["POST", internalPath.uploads, assets.upload],
    ["GET", internalPath.uploads, assets.own],
    ["GET", internalPath.uploadLimits, assets.limits],
    ["POST", internalPath.multipartUploads, assets.multipart],
    ["GET", internalPath.upload, assets.status],
    ["DELETE", internalPath.upload, assets.abort],
    ["GET", internalPath.uploadEvents, assets.events],
    ["POST", internalPath.completeUpload, assets.complete],
    ["POST", internalPath.arrivals, assets.arrival],
    ["POST", internalPath.claimJob, assets.claim],
    ["POST", internalPath.jobProgress, assets.progress],
    ["POST", internalPath.jobAdmission, assets.admission],
    ["POST", internalPath.jobVariants, assets.variants],
    ["POST", internalPath.jobPictures, assets.pictures],
    ["POST", internalPath.jobDone, assets.done],

    ["POST", internalPath.notices, notices.publish],
    ["GET", internalPath.hostNotices, notices.ofHost],
    ["POST", internalPath.reports, moderation.file],
    ["GET", internalPath.reports, moderation.reports],
    ["POST", internalPath.claimNextReport, moderation.claimNext],
    ["GET", internalPath.report, moderation.report],
    ["PUT", internalPath.reportClaim, moderation.claim],
    ["DELETE", internalPath.reportClaim, moderation.release],
    ["POST", internalPath.closeReport, moderation.close],
    ["POST", internalPath.roomEvidence, moderation.evidence],
    ["POST", internalPath.sanctions, moderation.decide],
    ["GET", internalPath.sanctions, moderation.sanctions],
    ["GET", internalPath.sanction, moderation.sanction],
    ["POST", internalPath.liftSanction, moderation.lift],
    ["POST", internalPath.appeal, moderation.appeal],
    ["POST", internalPath.decideAppeal, moderation.decideAppeal],
    ["GET", internalPath.standing, moderation.standing],
    ["GET", internalPath.audit, moderation.audit],
    ["POST", internalPath.verifyAudit, moderation.verifyAudit],
    ["GET", internalPath.team, moderation.team],
    ["PUT", internalPath.teamMember, moderation.changeRole],

    ["GET", internalPath.coinPacks, money.packs],
    ["GET", internalPath.wallet, money.wallet],
    ["GET", internalPath.coinHistory, money.history],
    ["GET", internalPath.store, store.list],
    ["GET", internalPath.listing, store.get],
    ["PUT", internalPath.listing, store.sell],
    ["DELETE", internalPath.listing, store.withdraw],
    ["POST", internalPath.purchases, store.buy],
    ["GET", internalPath.ownListings, store.own],
    ["GET", internalPath.holdings, store.holdings],
    ["GET", internalPath.holding, store.holding],
    ["GET", internalPath.orders, money.orders],
    ["POST", internalPath.orders, money.place],
    ["GET", internalPath.order, money.order],
    ["POST", internalPath.cancelOrder, money.cancel],
    ["GET", internalPath.receipt, money.receipt],
    ["GET", internalPath.earnings, payouts.earnings],
    ["GET", internalPath.earningHistory, payouts.history],
    ["GET", internalPath.statement, payouts.statement],
    ["GET", internalPath.statementFile, payouts.statementFile],
    ["GET", internalPath.payouts, payouts.payouts],
    ["GET", internalPath.payoutAccount, payouts.account],
    ["POST", internalPath.onboarding, payouts.onboard],
    ["POST", internalPath.payoutDashboard, payouts.dashboard],
    ["GET", internalPath.housePayouts, payouts.ofHouse],
    ["POST", internalPath.runPayouts, payouts.run],
    ["GET", internalPath.payoutRuns, payouts.runs],
    ["GET", internalPath.coinValues, payouts.values],
    ["POST", internalPath.coinValues, payouts.setValue],
    ["GET", internalPath.ticketTypes, tickets.types],
    ["POST", internalPath.ticketTypes, tickets.createType],
    ["GET", internalPath.ownTicketTypes, tickets.ownTypes],
    ["PATCH", internalPath.ticketType, tickets.updateType],
    ["GET", internalPath.ticketInvitations, tickets.invitations],
    ["POST", internalPath.ticketInvitations, tickets.invite],
    ["DELETE", internalPath.ticketInvitation, tickets.uninvite],
    ["GET", internalPath.tickets, tickets.list],
    ["POST", internalPath.transferTicket, tickets.transfer],
    ["POST", internalPath.returnTicket, money.returnTicket],
    ["GET", internalPath.giftKinds, gifts.kinds],
    ["PUT", internalPath.giftKind, gifts.setKind],
    ["POST", internalPath.roomGifts, gifts.send],
    ["GET", internalPath.receivedGifts, gifts.received],
    ["POST", internalPath.giftNews, gifts.news],

    ["GET", internalPath.payments, books.payments],
    ["GET", internalPath.payment, books.payment],
    ["POST", internalPath.askPayment, books.ask],
    ["GET", internalPath.paymentRefund, books.preview],
    ["POST", internalPath.paymentRefund, books.refund],
    ["POST", internalPath.retryRefund, books.retry],
    ["GET", internalPath.reconciliations, books.reconciliations],
    ["POST", internalPath.reconciliations, books.reconcile],
    ["GET", internalPath.reconciliation, books.reconciliation],
    ["GET", internalPath.unusedBalance, books.unused],
    ["GET", internalPath.housePacks, books.packs],
    ["PUT", internalPath.housePack, books.putPack],
    ["POST", internalPath.withdrawPack, books.withdraw],
    ["POST", internalPath.coinGrants, books.give],
    ["POST", internalPath.exchangeTickets, books.issueTickets],
    ["GET", internalPath.revenueShares, books.shares],
    ["POST", internalPath.revenueShares, books.addShare],

    ["POST", internalPath.s3Events, hooks.s3Events],
    ["POST", internalPath.stripeWebhook, money.stripeWebhook],
  ];
  for (const [method, path, handler] of routes) app.on(method, path, handler);
  return app;
}
