// Identifiers. Branded, so that a world's id cannot be handed where a room's is wanted; safe as a topic level, an object
// key and a URL segment (no "+", "#", "/" or space in them, MQTT5 4.7.1).

import * as z from "zod";

declare const brand: unique symbol;
export type Id<Noun extends string> = string & { readonly [brand]: Noun };

export type UserId = Id<"user">;
export type WorldId = Id<"world">;
export type EventId = Id<"event">;
export type AssetId = Id<"asset">;
export type UploadId = Id<"upload">;
export type JobId = Id<"job">;
export type RoomId = Id<"room">;
export type HostId = Id<"host">;
export type QueueId = Id<"queue">;
export type InvitationId = Id<"invitation">;
export type PartyId = Id<"party">;
export type NotificationId = Id<"notification">;
export type ReportId = Id<"report">;
export type SanctionId = Id<"sanction">;
export type NoticeId = Id<"notice">;
export type CoinPackId = Id<"coinPack">;
export type CoinLotId = Id<"coinLot">;
export type OrderId = Id<"order">;
export type RefundId = Id<"refund">;
export type TicketTypeId = Id<"ticketType">;
export type TicketId = Id<"ticket">;
export type TicketInvitationId = Id<"ticketInvitation">;
export type PurchaseId = Id<"purchase">;
export type ExchangeLotId = Id<"exchangeLot">;
export type GiftKindId = Id<"giftKind">;
export type GiftId = Id<"gift">;
export type PayoutId = Id<"payout">;

const PREFIX = {
  user: "usr",
  world: "wld",
  event: "evt",
  asset: "ast",
  upload: "upl",
  job: "job",
  room: "rm",
  host: "hst",
  queue: "que",
  invitation: "inv",
  party: "pty",
  notification: "ntf",
  report: "rpt",
  sanction: "snc",
  notice: "ntc",
  coinPack: "pck",
  coinLot: "lot",
  order: "ord",
  refund: "rfd",
  ticketType: "tty",
  ticket: "tkt",
  ticketInvitation: "tin",
  purchase: "pur",
  exchangeLot: "xlt",
  giftKind: "gfk",
  gift: "gft",
  payout: "pyo",
} as const;
export type IdNoun = keyof typeof PREFIX;

/** Crockford's base 32, lower case: no i, l, o or u to misread. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
/** 26 × 5 bits = 130 bits: an upload's id doubles as the right to read its status, so it must not be guessable. */
const RANDOM_CHARS = 26;

export type RandomBytes = (count: number) => Uint8Array;
export const cryptoBytes: RandomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** Makes a fresh id such as `wld_0v3k…` (3 or 4 characters of prefix, 26 of chance). */
export function newId<N extends IdNoun>(noun: N, randomBytes: RandomBytes = cryptoBytes): Id<N> {
  let chance = "";
  for (const byte of randomBytes(RANDOM_CHARS)) chance += ALPHABET[byte & 31];
  return `${PREFIX[noun]}_${chance}` as Id<N>;
}

function idSchema<N extends IdNoun>(noun: N) {
  // Length is a range, not RANDOM_CHARS: seeded worlds have readable ids, and a longer id may come one day.
  const pattern = new RegExp(`^${PREFIX[noun]}_[0-9a-z-]{1,40}$`);
  return z
    .string()
    .regex(pattern, `expected an id like ${PREFIX[noun]}_…`)
    .transform((value) => value as Id<N>);
}

export const userIdSchema = idSchema("user");
export const worldIdSchema = idSchema("world");
export const eventIdSchema = idSchema("event");
export const assetIdSchema = idSchema("asset");
export const uploadIdSchema = idSchema("upload");
export const jobIdSchema = idSchema("job");
export const roomIdSchema = idSchema("room");
export const hostIdSchema = idSchema("host");
export const queueIdSchema = idSchema("queue");
export const invitationIdSchema = idSchema("invitation");
export const partyIdSchema = idSchema("party");
export const notificationIdSchema = idSchema("notification");
export const reportIdSchema = idSchema("report");
export const sanctionIdSchema = idSchema("sanction");
export const noticeIdSchema = idSchema("notice");
export const coinPackIdSchema = idSchema("coinPack");
export const orderIdSchema = idSchema("order");
export const refundIdSchema = idSchema("refund");
export const ticketTypeIdSchema = idSchema("ticketType");
export const ticketInvitationIdSchema = idSchema("ticketInvitation");
export const ticketIdSchema = idSchema("ticket");
export const purchaseIdSchema = idSchema("purchase");
export const giftKindIdSchema = idSchema("giftKind");
export const giftIdSchema = idSchema("gift");
export const payoutIdSchema = idSchema("payout");
