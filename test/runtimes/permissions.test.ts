// Who may what: one table with every route of the contract, asked by every kind of person there is. Where a route is about something
// somebody has, it is asked about what another has and keeps to themselves: knowing its id is worth nothing.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import * as z from "zod";
import type { Endpoint } from "../../shared/contract/endpoint.ts";
import { contract, type EndpointId } from "../../shared/contract/registry.ts";
import { createInternalClient } from "../../shared/http/internal-client.ts";
import { fillPath, internalPath } from "../../shared/schema/internal-api.ts";
import { sessionGrantSchema } from "../../shared/schema/public-api.ts";
import { createEdgeUnderTest, refusalOf } from "./edge-under-test.ts";
import { spawnListening } from "./spawn-listening.ts";

const RANKS = ["nobody", "banned", "leaving", "guest", "member", "moderator", "admin", "owner"] as const;
type Rank = (typeof RANKS)[number];

/**
 * everybody: no token is asked for. reads, writes: whoever is signed in; who is banned or leaves only reads. always: they too.
 * owner: whose it is; others are told what the row says. moderators, admins: by their role.
 */
type Row = {
  readonly may: "everybody" | "reads" | "writes" | "always" | "owner" | "moderators" | "admins";
  readonly params?: Readonly<Record<string, string>>;
  readonly json?: object;
  /** What whoever does not own it is told. */
  readonly others?: string;
  /** It ends or changes what the next is asked with: only those are asked who are refused. */
  readonly isFinal?: true;
};

const everybody = { may: "everybody" } as const;
const reads = { may: "reads" } as const;
const writes = { may: "writes" } as const;
const ofWorld = { may: "owner", others: "404 WORLD_NOT_FOUND" } as const;
const ofEvent = { may: "owner", others: "404 EVENT_NOT_FOUND" } as const;
const moderators = { may: "moderators" } as const;
const admins = { may: "admins" } as const;
/** What proves who somebody is is looked at before who they are: whoever is banned is told of a wrong proof as anybody. */
const proved = { may: "always" } as const;
const PLAZA = "wld_hiroba-plaza";
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const TIMES = { startsAt: inHours(24), endsAt: inHours(25), timeZone: "Asia/Tokyo" };
const FILE = { contentType: "model/gltf-binary", fileName: "a.vrm" };
const PRIVACY = { presenceFor: "nobody", joinableBy: "nobody", messageableBy: "nobody" };
const NO_PASSKEY = { passkeyId: "0".repeat(32) };
const REPORT = { reportId: "rpt_none" };
const PAYMENT = { orderId: "ord_none" };
const SANCTION = { sanctionId: "snc_none" };
const UPLOAD = { kind: "avatar", uploadId: "upl_none" };
const MONTH = { month: "2026-11" };
const NO_USER = { userId: "usr_none", friendId: "usr_none" };

const TABLE: Readonly<Record<EndpointId, Row>> = {
  "signIn.ways": everybody,
  "signIn.guest": { ...everybody, json: { displayName: "Aoi" } },
  "signIn.firebase": everybody,
  "signIn.oidcStart": everybody,
  "signIn.oidcCallback": everybody,
  "signIn.passkeyStart": everybody,
  "signIn.passkey": everybody,
  "signUp.passkeyStart": everybody,
  "signUp.passkey": everybody,
  "session.refresh": everybody,
  "session.end": everybody,
  "sessions.list": reads,
  // The owner's goes on, or the rows below would say so.
  "sessions.endOne": { may: "owner", others: "404 SESSION_NOT_FOUND", isFinal: true },
  "sessions.endAll": { may: "always", isFinal: true },
  "me.get": reads,
  "me.update": { ...writes, json: { bio: "hello" } },
  "me.wearAvatar": { ...writes, json: { avatarId: null } },
  "me.export": reads,
  "me.requestExport": writes,
  "me.leave": { may: "writes", isFinal: true },
  "me.restore": { may: "always", isFinal: true },
  "identities.list": reads,
  "identities.linkFirebase": proved,
  "identities.linkOidc": proved,
  "identities.unlink": { may: "owner", others: "404 IDENTITY_NOT_FOUND" },
  "passkeys.list": reads,
  "passkeys.start": writes,
  "passkeys.add": proved,
  "passkeys.rename": { ...writes, params: NO_PASSKEY, json: { label: "mine" } },
  "passkeys.remove": { ...writes, params: NO_PASSKEY },
  "worlds.list": everybody,
  "worlds.create": { ...writes, json: { name: "Hall" } },
  "worlds.get": everybody,
  "worlds.update": { ...ofWorld, json: { name: "Mine still" } },
  "worlds.rooms": everybody,
  "worlds.like": ofWorld,
  "worlds.unlike": writes,
  "me.worlds": reads,
  "me.world": ofWorld,
  "worldVersions.list": ofWorld,
  "worldVersions.create": { ...ofWorld, json: {} },
  "worldVersions.update": { ...ofWorld, json: { note: "x" } },
  "worldVersions.publish": { ...ofWorld, json: {} },
  "worldVersions.remove": ofWorld,
  "worldMembers.list": ofWorld,
  "worldMembers.put": { ...ofWorld, params: NO_USER, json: { role: "editor" } },
  "worldMembers.remove": { ...ofWorld, params: NO_USER },
  "events.list": everybody,
  "events.create": { ...writes, json: { worldId: PLAZA, name: "Gathering", ...TIMES } },
  "events.copy": { ...ofEvent, json: { startsAt: TIMES.startsAt } },
  "events.get": everybody,
  "events.update": { ...ofEvent, json: { name: "Still mine" } },
  "events.publish": { ...ofEvent, isFinal: true },
  "events.cancel": ofEvent,
  "events.archive": ofEvent,
  "events.members": ofEvent,
  "events.appoint": { ...ofEvent, params: NO_USER, json: { role: "staff" } },
  "events.dismiss": { ...ofEvent, params: NO_USER },
  "events.rsvp": ofEvent,
  "events.answer": { ...ofEvent, json: { answer: "going" } },
  "events.like": ofEvent,
  "events.unlike": writes,
  "events.calendar": everybody,
  "me.events": reads,
  "me.event": ofEvent,
  "me.rsvps": reads,
  "users.calendar": everybody,
  "calendars.get": everybody,
  "me.calendar": reads,
  "me.renewCalendar": writes,
  "me.endCalendar": writes,
  "avatars.list": everybody,
  "avatars.get": everybody,
  "avatars.like": writes,
  "avatars.unlike": writes,
  "items.list": everybody,
  "items.get": everybody,
  "assetVariants.list": everybody,
  "items.like": writes,
  "items.unlike": writes,
  "worlds.enter": { ...ofWorld, json: {} },
  "events.enter": { ...ofEvent, json: {} },
  "users.enter": { ...writes, params: NO_USER, json: {} },
  "invitations.enter": { ...writes, json: {} },
  "queue.get": reads,
  "queue.leave": writes,
  "regions.list": everybody,
  "friends.list": reads,
  "friends.put": { ...writes, params: NO_USER },
  "friends.remove": { ...writes, params: NO_USER },
  "blocks.list": reads,
  "blocks.put": { ...writes, params: NO_USER },
  "blocks.remove": { ...writes, params: NO_USER },
  "mutes.list": reads,
  "mutes.put": { ...writes, params: NO_USER },
  "mutes.remove": { ...writes, params: NO_USER },
  "followers.list": reads,
  "following.list": reads,
  "following.put": { ...writes, params: NO_USER },
  "following.remove": { ...writes, params: NO_USER },
  "invitations.create": { ...writes, json: { userId: "usr_none", worldId: "wld_none" } },
  "relations.get": { ...reads, params: NO_USER },
  "party.get": reads,
  "party.leave": writes,
  "party.invite": { ...writes, params: NO_USER },
  "party.uninvite": { ...writes, params: NO_USER },
  "party.remove": { ...writes, params: NO_USER },
  "party.lead": { ...writes, json: { userId: "usr_none" } },
  "party.enter": { ...writes, json: {} },
  "parties.join": writes,
  "parties.decline": writes,
  "me.privacy": reads,
  "me.setPrivacy": { ...writes, json: PRIVACY },
  "notices.publish": { ...writes, json: { target: { kind: "world", id: "wld_none" }, text: "hello" } },
  "notifications.list": reads,
  "notifications.events": reads,
  "notifications.read": { may: "owner", others: "404 NOTIFICATION_NOT_FOUND" },
  "notifications.readAll": writes,
  "users.get": everybody,
  "me.takeHandle": { ...writes, json: { handle: "anybody" } },
  "me.dropHandle": writes,
  "handles.get": everybody,
  "reports.create": { ...writes, json: { target: { kind: "user", id: "usr_none" }, reason: "spam" } },
  "me.standing": reads,
  "me.appeal": { may: "owner", others: "404 SANCTION_NOT_FOUND", json: { text: "It was not me." } },
  "moderation.reports": moderators,
  "moderation.claimNext": moderators,
  "moderation.report": { ...moderators, params: REPORT },
  "moderation.claim": { ...moderators, params: REPORT },
  "moderation.release": { ...moderators, params: REPORT },
  "moderation.close": { ...moderators, params: REPORT, json: { outcome: "dismissed" } },
  "moderation.sanctions": moderators,
  "moderation.decide": {
    ...moderators,
    json: { kind: "warn", target: { kind: "user", id: "usr_none" }, reason: "why" },
  },
  "moderation.sanction": { ...moderators, params: SANCTION },
  "moderation.lift": { ...moderators, params: SANCTION, json: { reason: "why" } },
  "moderation.decideAppeal": { ...moderators, params: SANCTION, json: { outcome: "upheld", answer: "why" } },
  "moderation.audit": admins,
  "moderation.team": admins,
  "moderation.changeRole": { ...admins, params: NO_USER, json: { role: "user" } },
  "search.all": everybody,
  "search.tags": everybody,
  "me.likes": reads,
  "featured.put": { ...moderators, params: { kind: "world", id: "wld_none" } },
  "featured.delete": { ...moderators, params: { kind: "world", id: "wld_none" } },
  "assetVersions.list": reads,
  "assetVersions.show": writes,
  "assetVersions.remove": writes,
  "uploads.limits": everybody,
  "uploads.policy": { ...writes, params: UPLOAD, json: { ...FILE, fileSize: 1_000 } },
  "uploads.multipart": { ...writes, params: UPLOAD, json: { ...FILE, fileSize: 70_000_000 } },
  "uploads.complete": { ...writes, params: UPLOAD, json: { parts: [] } },
  "uploads.abort": { ...writes, params: UPLOAD },
  "uploads.status": { ...everybody, params: UPLOAD },
  "me.uploads": reads,
  "api.document": everybody,
  "api.page": everybody,
  "keys.access": everybody,
  "keys.ticket": everybody,
  "cache.purge": everybody,
  "coinPacks.list": everybody,
  "me.wallet": reads,
  "me.coinHistory": reads,
  "store.list": everybody,
  "store.get": everybody,
  "store.sell": { ...writes, json: { priceCoins: 1 } },
  "store.withdraw": writes,
  "store.buy": { ...writes, json: { priceCoins: 1 } },
  "me.listings": reads,
  "me.holdings": reads,
  "me.holding": reads,
  "orders.buyCoins": { ...writes, json: { coinPackId: "pck_none", currency: "jpy" } },
  "orders.buyTickets": { ...writes, json: { ticketTypeId: "tty_none", count: 1, currency: "jpy" } },
  "orders.list": reads,
  "giftKinds.list": everybody,
  "gifts.send": {
    ...writes,
    params: { roomId: "rm_none" },
    json: { kindId: "gfk_none", toUserId: "usr_none" },
  },
  "me.gifts": reads,
  "orders.get": { may: "owner", others: "404 ORDER_NOT_FOUND" },
  "orders.cancel": { may: "owner", others: "404 ORDER_NOT_FOUND" },
  "orders.receipt": { may: "owner", others: "404 ORDER_NOT_FOUND" },
  "earnings.get": reads,
  "earnings.list": reads,
  "earnings.statement": { ...reads, params: MONTH },
  "earnings.statementCsv": { ...reads, params: MONTH },
  "earnings.statementHtml": { ...reads, params: MONTH },
  "payouts.list": reads,
  "payoutAccount.get": reads,
  "payoutAccount.onboard": { ...writes, json: {} },
  "payoutAccount.dashboard": writes,
  "ticketTypes.list": everybody,
  "me.ticketTypes": ofEvent,
  "ticketTypes.create": { ...ofEvent, json: { name: "Standing", prices: null } },
  "ticketTypes.update": { may: "owner", others: "403 EVENT_NOT_YOURS", json: { perUserMax: 2 } },
  "ticketTypes.invite": { may: "owner", others: "403 EVENT_NOT_YOURS", json: {} },
  "ticketInvitations.list": { may: "owner", others: "403 EVENT_NOT_YOURS" },
  "ticketInvitations.remove": {
    may: "owner",
    others: "403 EVENT_NOT_YOURS",
    params: { invitationId: "tin_none" },
  },
  "tickets.list": reads,
  "tickets.transfer": { may: "owner", others: "404 TICKET_NOT_FOUND", json: { toUserId: "usr_none" } },
  "tickets.return": { may: "owner", others: "404 TICKET_NOT_FOUND" },
  "books.payments": admins,
  "books.payment": { ...admins, params: PAYMENT },
  "books.askStripe": { ...admins, params: PAYMENT },
  "books.previewRefund": { ...admins, params: PAYMENT },
  "books.refund": { ...admins, params: PAYMENT, json: { reason: "why" } },
  "books.retryRefund": { ...admins, params: { refundId: "rfd_none" }, json: { reason: "why" } },
  "books.reconciliations": admins,
  "books.reconciliation": { ...admins, params: { number: "1" } },
  "books.unusedBalance": admins,
  "stripe.webhook": everybody,
};

/** What says that it is not for whoever asked. */
const REFUSALS: ReadonlySet<string> = new Set([
  "401 ACCESS_TOKEN_REQUIRED",
  "401 ACCESS_TOKEN_INVALID",
  "401 SESSION_ENDED",
  "403 SCOPE_INSUFFICIENT",
  "403 PLATFORM_ROLE_REQUIRED",
  "403 BANNED",
  "403 ACCOUNT_LEAVING",
]);

const edge = createEdgeUnderTest({
  badConfig: "exits",
  start: ({ env }) =>
    spawnListening({ command: [process.execPath, "edge/entry/bun.ts"], env, event: "edge.listening" }),
});
const tokens = new Map<Rank, string>();
/** What `owner` has, and shows to nobody. */
const owned: Record<string, string> = {};

const send = async (path: string, as: string, json?: object, method?: string) => {
  const answer = await edge.ask(path, {
    as,
    ...(json === undefined ? {} : { json }),
    ...(method === undefined ? {} : { method }),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? {} : await answer.json();
};
/** The id of what was made, or of the first in a list. */
const idOf = (body: unknown): string => {
  const made = z.object({ id: z.string() });
  const found = z.union([made, z.object({ items: z.array(made).min(1) })]).parse(body);
  return "items" in found ? (found.items[0]?.id ?? "") : found.id;
};
const member = async (name: string) => {
  const idToken = await edge.surroundings().firebase.sign({ sub: `${name}-${crypto.randomUUID()}`, name });
  return sessionGrantSchema.parse(
    await (await edge.ask("/v1/sign-in/firebase", { json: { idToken } })).json(),
  );
};
const staff = async (role: "moderator" | "admin") => {
  const guest = await edge.guest(role);
  const { env } = edge.surroundings();
  const { HIROBA_ORIGIN_URL: originUrl = "", HIROBA_INTERNAL_TOKEN: credential = "" } = env;
  const call = createInternalClient({ originUrl, credential, fetch });
  const path = fillPath(internalPath.teamMember, { userId: guest.user.id });
  await call({ method: "PUT", path, body: { role } });
  return sessionGrantSchema.parse(await (await edge.refresh(guest.refreshToken)).json()).accessToken;
};

beforeAll(async () => {
  await edge.start();
  const [owner, other, leaving] = [await member("owner"), await member("member"), await member("leaving")];
  const [guest, banned] = [await edge.guest("guest"), await edge.guest("banned")];
  tokens.set("moderator", await staff("moderator")).set("admin", await staff("admin"));
  tokens.set("owner", owner.accessToken).set("member", other.accessToken).set("guest", guest.accessToken);
  tokens.set("leaving", leaving.accessToken).set("banned", banned.accessToken);
  const mine = owner.accessToken;

  const worldId = idOf(await send("/v1/worlds", mine, { name: "Mine" }));
  owned["worldId"] = worldId;
  owned["number"] = "1";
  await send(`/v1/worlds/${worldId}`, mine, { visibility: "private" }, "PATCH");
  owned["eventId"] = idOf(await send("/v1/events", mine, { worldId: PLAZA, name: "Mine", ...TIMES }));
  const shown = idOf(await send("/v1/events", mine, { worldId: PLAZA, name: "Shown", ...TIMES }));
  await send(`/v1/events/${shown}/publish`, mine, undefined, "POST");
  const typeId = idOf(await send(`/v1/events/${shown}/ticket-types`, mine, { name: "Free", prices: null }));
  owned["ticketTypeId"] = typeId;
  const ordered = { ticketTypeId: typeId, count: 1, currency: "jpy" };
  owned["orderId"] = idOf(await send("/v1/me/orders/tickets", mine, ordered));
  owned["ticketId"] = idOf(await send("/v1/me/tickets", mine));
  await send(`/v1/me/following/${owner.user.id}`, other.accessToken, undefined, "PUT");
  owned["notificationId"] = idOf(await send("/v1/me/notifications", mine));
  owned["identityId"] = idOf(await send("/v1/me/identities", mine));
  owned["sessionId"] = idOf(await send("/v1/me/sessions", mine));

  const decide = (kind: string, id: string, more: object) =>
    send("/v1/moderation/sanctions", tokens.get("moderator") ?? "", {
      kind,
      target: { kind: "user", id },
      reason: "of the test",
      ...more,
    });
  owned["sanctionId"] = idOf(await decide("warn", owner.user.id, {}));
  await decide("ban", banned.user.id, { scope: { kind: "platform" } });
  await send("/v1/me", leaving.accessToken, undefined, "DELETE");
}, 60_000);
afterAll(() => edge.stop(), 20_000);

const NOTHING = {
  avatarId: "ast_none",
  itemId: "ast_none",
  assetId: "ast_none",
  userId: "usr_none",
  friendId: "usr_none",
  queueId: "que_none",
  invitationId: "inv_none",
  partyId: "pty_none",
  handle: "nobody-has-this",
};

/** What is answered: its refusal, or the status. */
async function answerTo(id: EndpointId, rank: Rank): Promise<string> {
  const { method, path }: Endpoint = contract[id];
  const { params, json } = TABLE[id];
  const token = tokens.get(rank);
  const answer = await edge.ask(fillPath(path, { ...NOTHING, ...owned, ...params }), {
    method,
    ...(token === undefined ? {} : { as: token }),
    ...(json === undefined ? {} : { json }),
  });
  const isProblem = answer.headers.get("content-type") === "application/problem+json";
  if (isProblem) return refusalOf(answer);
  await answer.body?.cancel();
  return String(answer.status);
}

const ALLOWED: Readonly<Record<Exclude<Row["may"], "everybody" | "owner">, readonly Rank[]>> = {
  reads: ["banned", "leaving", "guest", "member", "moderator", "admin", "owner"],
  writes: ["guest", "member", "moderator", "admin", "owner"],
  always: ["banned", "leaving", "guest", "member", "moderator", "admin", "owner"],
  moderators: ["moderator", "admin"],
  admins: ["admin"],
};

function isAllowed({ may }: Row, rank: Rank): boolean {
  if (may === "owner") return rank === "owner";
  return may === "everybody" || ALLOWED[may].includes(rank);
}

/** Whether an answer is as the row wants it for this rank. */
function isRight(row: Row, rank: Rank, answer: string): boolean {
  if (answer.startsWith("429") || answer.startsWith("500")) return false;
  const isRefused = REFUSALS.has(answer) || answer === row.others;
  return isRefused !== isAllowed(row, rank);
}

describe("who may what", () => {
  test("is said of every route there is", () => {
    expect(Object.keys(TABLE).toSorted()).toEqual(Object.keys(contract).toSorted());
  });

  for (const [id, row] of Object.entries(TABLE) as [EndpointId, Row][])
    test(`${id}: ${row.may}`, async () => {
      const wrong: string[] = [];
      for (const rank of RANKS) {
        if (row.isFinal === true && isAllowed(row, rank)) continue;
        const answer = await answerTo(id, rank);
        if (!isRight(row, rank, answer)) wrong.push(`${rank}: ${answer}`);
      }
      expect(wrong).toEqual([]);
    }, 20_000);
});
