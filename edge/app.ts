// The edge as one Hono app on web standards: every endpoint of the contract and who answers it, on one screen. Only entry/
// knows the runtime around it.

import type { Endpoint } from "../shared/contract/endpoint.ts";
import { contract, type EndpointId } from "../shared/contract/registry.ts";
import type { Log } from "../shared/http/log.ts";
import { Problem } from "../shared/http/problem.ts";
import { createService } from "../shared/http/service.ts";
import { createFirebaseVerifier, type FirebaseVerifier } from "./auth/firebase.ts";
import { createProviders } from "./auth/providers.ts";
import { createCatalogCache } from "./cache/catalog.ts";
import { createWarmAnswers } from "./cache/warm-answers.ts";
import { optionsFields, readableAnywhere } from "./cross-origin.ts";
import type { Edge, EdgeDeps, EdgeEnv, EdgeHandler, EndpointHandler } from "./deps.ts";
import { createLimits } from "./middleware/limits.ts";
import { requireSession } from "./middleware/session.ts";
import { accountRoutes } from "./routes/account.ts";
import { apiDocumentRoutes } from "./routes/api-document.ts";
import { booksRoutes } from "./routes/books.ts";
import { calendarRoutes } from "./routes/calendars.ts";
import { catalogRoutes } from "./routes/catalog.ts";
import { deviceRoutes } from "./routes/devices.ts";
import { earningsRoutes } from "./routes/earnings.ts";
import { eventRoutes } from "./routes/events.ts";
import { giftRoutes } from "./routes/gifts.ts";
import { identityRoutes } from "./routes/identities.ts";
import { readInput } from "./routes/input.ts";
import { jwksRoutes } from "./routes/jwks.ts";
import { likeRoutes } from "./routes/likes.ts";
import { moderationRoutes } from "./routes/moderation.ts";
import { moneyRoutes } from "./routes/money.ts";
import { notificationRoutes } from "./routes/notifications.ts";
import { oidcRoutes } from "./routes/oidc.ts";
import { pageRoutes } from "./routes/page.ts";
import { partyRoutes } from "./routes/parties.ts";
import { passkeyRoutes } from "./routes/passkeys.ts";
import { purgeRoutes } from "./routes/purge.ts";
import { roomRoutes } from "./routes/rooms.ts";
import { sessionRoutes } from "./routes/session.ts";
import { signInRoutes } from "./routes/sign-in.ts";
import { socialRoutes } from "./routes/social.ts";
import { storeRoutes } from "./routes/store.ts";
import { stripeRoutes } from "./routes/stripe.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { worldVersionRoutes } from "./routes/world-versions.ts";
import { worldRoutes } from "./routes/worlds.ts";

/** What is the API's rather than the page's. */
const READABLE_ANYWHERE = ["/v1/*", "/.well-known/*", "/openapi.json"];

type Handlers = { readonly [Id in EndpointId]: EndpointHandler<Id> };

/** Builds the app, with what is warm in front of it. */
export function createApp(deps: EdgeDeps & { readonly log: Log }): Edge {
  const app = createService<EdgeEnv>({
    log: deps.log,
    nowMs: deps.nowMs,
    checks: { origin: deps.origin.checkAlive },
  });
  for (const path of READABLE_ANYWHERE) app.use(path, readableAnywhere);
  const cache = createCatalogCache({
    changes: (after) => deps.origin.changes(crypto.randomUUID(), after),
    nowMs: deps.nowMs,
  });
  const warm = createWarmAnswers(cache, deps);
  const limits = createLimits(deps);
  const providers = createProviders(deps);
  const firebase = createFirebase(deps);
  const signIn = signInRoutes(deps, providers, firebase);
  const oidc = oidcRoutes(deps, providers);
  const identities = identityRoutes(deps, firebase);
  const session = sessionRoutes(deps);
  const account = accountRoutes(deps);
  const devices = deviceRoutes(deps);
  const catalog = catalogRoutes(deps, { cache, warm, limits });
  const likes = likeRoutes(deps);
  const social = socialRoutes(deps);
  const notifications = notificationRoutes(deps);
  const parties = partyRoutes(deps);
  const passkeys = passkeyRoutes(deps);
  const worlds = worldRoutes(deps, cache);
  const moderation = moderationRoutes(deps);
  const events = eventRoutes(deps, cache);
  const calendars = calendarRoutes(deps, { cache, limits });
  const versions = worldVersionRoutes(deps, cache);
  const stripe = stripeRoutes(deps);
  const money = moneyRoutes(deps);
  const books = booksRoutes(deps);
  const store = storeRoutes(deps, cache);
  const gifts = giftRoutes(deps);
  const earnings = earningsRoutes(deps);
  const rooms = roomRoutes(deps);
  const uploads = uploadRoutes(deps, cache);
  const jwks = jwksRoutes(deps);
  const { purge } = purgeRoutes(deps, cache);

  const apiDocument = apiDocumentRoutes(deps);

  const handlers: Handlers = {
    "signIn.ways": signIn.ways,
    "signIn.guest": signIn.guest,
    "signIn.firebase": signIn.withFirebase,
    "signIn.oidcStart": oidc.start,
    "signIn.oidcCallback": oidc.callback,
    "signIn.passkeyStart": passkeys.startSignIn,
    "signIn.passkey": passkeys.signIn,
    "signUp.passkeyStart": passkeys.startSignUp,
    "signUp.passkey": passkeys.signUp,
    "session.refresh": session.refresh,
    "session.end": session.end,
    "sessions.list": devices.list,
    "sessions.endOne": devices.endOne,
    "sessions.endAll": devices.endAll,
    "me.get": account.get,
    "me.update": account.update,
    "me.wearAvatar": account.wearAvatar,
    "me.takeHandle": account.takeHandle,
    "me.dropHandle": account.dropHandle,
    "me.export": account.copy,
    "me.requestExport": account.askCopy,
    "me.leave": account.leave,
    "me.restore": account.restore,
    "identities.list": identities.list,
    "identities.linkFirebase": identities.linkFirebase,
    "identities.linkOidc": oidc.link,
    "identities.unlink": identities.unlink,
    "passkeys.list": passkeys.list,
    "passkeys.start": passkeys.start,
    "passkeys.add": passkeys.add,
    "passkeys.rename": passkeys.rename,
    "passkeys.remove": passkeys.remove,

    "worlds.list": catalog.worlds,
    "worlds.create": worlds.create,
    "worlds.get": catalog.world,
    "worlds.update": worlds.update,
    "worlds.rooms": catalog.rooms,
    "worlds.like": likes.likeWorld,
    "worlds.unlike": likes.unlikeWorld,
    "worldVersions.list": versions.list,
    "worldVersions.create": versions.create,
    "worldVersions.update": versions.update,
    "worldVersions.publish": versions.publish,
    "worldVersions.remove": versions.remove,
    "worldMembers.list": versions.members,
    "worldMembers.put": versions.putMember,
    "worldMembers.remove": versions.removeMember,
    "me.worlds": worlds.listOwn,
    "me.world": worlds.getOwn,
    "worlds.enter": rooms.enterWorld,
    "events.enter": rooms.enterEvent,
    "users.enter": rooms.enterUser,
    "invitations.enter": rooms.enterInvited,
    "queue.get": rooms.queue,
    "queue.leave": rooms.leaveQueue,
    "regions.list": catalog.regions,
    "friends.list": social.list,
    "friends.put": social.put,
    "friends.remove": social.remove,
    "blocks.list": social.blocks,
    "blocks.put": social.block,
    "blocks.remove": social.unblock,
    "mutes.list": social.mutes,
    "mutes.put": social.mute,
    "mutes.remove": social.unmute,
    "followers.list": social.followers,
    "following.list": social.following,
    "following.put": social.follow,
    "following.remove": social.unfollow,
    "invitations.create": social.invite,
    "relations.get": social.relation,
    "notifications.list": notifications.list,
    "notifications.events": notifications.events,
    "notifications.read": notifications.read,
    "notifications.readAll": notifications.readAll,
    "party.get": parties.get,
    "party.leave": parties.leave,
    "party.invite": parties.invite,
    "party.uninvite": parties.uninvite,
    "party.remove": parties.remove,
    "party.lead": parties.lead,
    "party.enter": rooms.enterParty,
    "parties.join": parties.join,
    "parties.decline": parties.decline,
    "me.privacy": social.privacy,
    "me.setPrivacy": social.setPrivacy,
    "events.list": catalog.events,
    "events.get": catalog.event,
    "events.create": events.create,
    "events.copy": events.copy,
    "events.update": events.update,
    "events.publish": events.publish,
    "events.cancel": events.cancel,
    "events.archive": events.archive,
    "events.members": events.members,
    "events.appoint": events.appoint,
    "events.dismiss": events.dismiss,
    "events.rsvp": events.rsvp,
    "events.answer": events.answer,
    "events.calendar": calendars.event,
    "me.events": events.listOwn,
    "me.event": events.getOwn,
    "me.rsvps": events.rsvps,
    "users.calendar": calendars.organiser,
    "calendars.get": calendars.own,
    "me.calendar": calendars.state,
    "me.renewCalendar": calendars.renew,
    "me.endCalendar": calendars.end,
    "events.like": likes.likeEvent,
    "events.unlike": likes.unlikeEvent,
    "avatars.list": catalog.avatars,
    "avatars.get": catalog.avatar,
    "avatars.like": likes.likeAvatar,
    "avatars.unlike": likes.unlikeAvatar,
    "items.list": catalog.items,
    "items.get": catalog.item,
    "assetVariants.list": catalog.variants,
    "items.like": likes.likeItem,
    "items.unlike": likes.unlikeItem,
    "users.get": catalog.user,
    "handles.get": catalog.handle,
    "search.all": catalog.search,
    "search.tags": catalog.tags,
    "me.likes": likes.mine,
    "featured.put": likes.feature,
    "featured.delete": likes.unfeature,

    "notices.publish": moderation.publishNotice,
    "reports.create": moderation.file,
    "me.standing": moderation.standing,
    "me.appeal": moderation.appeal,
    "moderation.reports": moderation.reports,
    "moderation.claimNext": moderation.claimNext,
    "moderation.report": moderation.report,
    "moderation.claim": moderation.claim,
    "moderation.release": moderation.release,
    "moderation.close": moderation.close,
    "moderation.sanctions": moderation.sanctions,
    "moderation.decide": moderation.decide,
    "moderation.sanction": moderation.sanction,
    "moderation.lift": moderation.lift,
    "moderation.decideAppeal": moderation.decideAppeal,
    "moderation.audit": moderation.audit,
    "moderation.team": moderation.team,
    "moderation.changeRole": moderation.changeRole,

    "assetVersions.list": uploads.versions,
    "assetVersions.show": uploads.showVersion,
    "assetVersions.remove": uploads.forgetVersion,
    "uploads.limits": catalog.uploadLimits,
    "uploads.policy": uploads.policy,
    "uploads.multipart": uploads.multipart,
    "uploads.complete": uploads.complete,
    "uploads.abort": uploads.abort,
    "uploads.status": uploads.status,
    "me.uploads": uploads.own,

    "api.document": apiDocument.openApi,
    "api.page": apiDocument.docs,
    "keys.access": jwks.access,
    "keys.ticket": jwks.ticket,
    "cache.purge": purge,
    "coinPacks.list": money.packs,
    "me.wallet": money.wallet,
    "me.coinHistory": money.history,
    "store.list": catalog.store,
    "store.get": catalog.listing,
    "store.sell": store.sell,
    "store.withdraw": store.withdraw,
    "store.buy": store.buy,
    "me.listings": store.listings,
    "me.holdings": store.holdings,
    "me.holding": store.holding,
    "orders.buyCoins": money.buyCoins,
    "orders.buyTickets": money.buyTickets,
    "orders.list": money.orders,
    "orders.get": money.order,
    "orders.cancel": money.cancelOrder,
    "orders.receipt": money.receipt,
    "giftKinds.list": catalog.giftKinds,
    "gifts.send": gifts.send,
    "me.gifts": gifts.received,
    "earnings.get": earnings.get,
    "earnings.list": earnings.list,
    "earnings.statement": earnings.statement,
    "earnings.statementCsv": earnings.csv,
    "earnings.statementHtml": earnings.html,
    "payouts.list": earnings.payouts,
    "payoutAccount.get": earnings.account,
    "payoutAccount.onboard": earnings.onboard,
    "payoutAccount.dashboard": earnings.dashboard,
    "ticketTypes.list": money.ticketTypes,
    "me.ticketTypes": money.ownTypes,
    "ticketTypes.create": money.createType,
    "ticketTypes.update": money.updateType,
    "ticketTypes.invite": money.invite,
    "ticketInvitations.list": money.invitations,
    "ticketInvitations.remove": money.uninvite,
    "tickets.list": money.tickets,
    "tickets.transfer": money.transfer,
    "tickets.return": money.giveBack,
    "books.payments": books.payments,
    "books.payment": books.payment,
    "books.askStripe": books.askStripe,
    "books.previewRefund": books.previewRefund,
    "books.refund": books.refund,
    "books.retryRefund": books.retryRefund,
    "books.reconciliations": books.reconciliations,
    "books.reconciliation": books.reconciliation,
    "books.unusedBalance": books.unusedBalance,
    "stripe.webhook": stripe.webhook,
  };
  for (const id of Object.keys(contract) as EndpointId[]) {
    const endpoint: Endpoint = contract[id];
    app.on(
      endpoint.method,
      [endpoint.path],
      ...limits.beforeSession(endpoint),
      ...(endpoint.auth === "session" ? [requireSession(deps, endpoint.scope)] : []),
      ...limits.behindSession(endpoint),
      answerWith(endpoint, handlers[id] as EndpointHandler<EndpointId>),
    );
  }
  for (const [path, endpoints] of endpointsByPath()) {
    const methods = endpoints.flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
    app.options(path, (c) => c.body(null, 204, optionsFields(methods, endpoints)));
    app.all(path, methodNotAllowed(methods));
  }
  app.get("*", pageRoutes(deps).page);
  return { warm: warm.answer, fetch: (request, bindings) => app.fetch(request, bindings) };
}

/** Reads the input, asks the handler, and keeps what is private out of every cache. */
function answerWith(endpoint: Endpoint, handler: EndpointHandler<EndpointId>): EdgeHandler {
  return async (c) => {
    if (endpoint.caching === "private") c.header("cache-control", "no-store");
    const answer = await handler(c, await readInput<EndpointId>(c, endpoint));
    // One that was not made through `c`, such as the origin's own, has none of its header fields.
    if (endpoint.caching === "shared" || answer.headers.has("cache-control")) return answer;
    const headers = new Headers(answer.headers);
    headers.set("cache-control", "no-store");
    return new Response(answer.body, { status: answer.status, headers });
  };
}

function createFirebase(deps: EdgeDeps): FirebaseVerifier | null {
  const { firebaseProjectId, firebaseJwksUrl } = deps.config;
  return firebaseProjectId === null
    ? null
    : createFirebaseVerifier(firebaseProjectId, { ...deps, jwksUrl: firebaseJwksUrl });
}

function endpointsByPath(): ReadonlyMap<string, readonly Endpoint[]> {
  const byPath = new Map<string, readonly Endpoint[]>();
  for (const endpoint of Object.values<Endpoint>(contract))
    byPath.set(endpoint.path, [...(byPath.get(endpoint.path) ?? []), endpoint]);
  return byPath;
}

/** A known path asked by an unknown method is 405 and says which would do (RFC 9110 §15.5.6). */
function methodNotAllowed(methods: readonly string[]): EdgeHandler {
  return (c) => {
    throw new Problem({
      status: 405,
      code: "METHOD_NOT_ALLOWED",
      title: "This path does not know this method",
      detail: `${c.req.method} ${c.req.path}; allowed: ${methods.join(", ")}`,
      headers: { allow: methods.join(", ") },
    });
  };
}
