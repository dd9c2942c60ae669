// Who may have tickets that are by invitation: the list and the codes, as the organiser keeps them.

import {
  INVITATIONS_PER_TYPE_MAX,
  type InvitationPage,
  type InviteToTickets,
  type ListedInvitation,
  type TicketInvitation,
} from "../../shared/schema/event-ticket.ts";
import {
  cryptoBytes,
  newId,
  type TicketInvitationId,
  type TicketTypeId,
  type UserId,
} from "../../shared/schema/ids.ts";
import type { PageQuery } from "../../shared/schema/public-api.ts";
import type { OriginDeps } from "../deps.ts";
import { decodeCursor, toPage } from "../route-params.ts";
import { requireUser } from "../users/get-user.ts";
import {
  countInvitations,
  deleteInvitation,
  findInvitation,
  type InvitedRow,
  insertCode,
  listInvitations,
  upsertInvited,
} from "./invitation-store.ts";
import { lockManagedType, requireManagedType, tooMany } from "./manage-types.ts";
import { hashOfCode } from "./take-tickets.ts";

/** Throws what requireManagedType throws, USER_NOT_FOUND (404), or TICKET_TYPES_FULL (409). */
export function inviteToTickets(
  { db, nowMs }: Pick<OriginDeps, "db" | "nowMs">,
  typeId: TicketTypeId,
  userId: UserId,
  { userId: invitedId, ticketsMax }: InviteToTickets,
): Promise<TicketInvitation> {
  return db.transaction(async (tx) => {
    await lockManagedType(tx, typeId, userId);
    const isListed = invitedId !== null && (await findInvitation(tx, typeId, { userId: invitedId })) !== null;
    if (!isListed && (await countInvitations(tx, typeId)) >= INVITATIONS_PER_TYPE_MAX)
      throw tooMany("invitations", INVITATIONS_PER_TYPE_MAX);
    const row = { id: newId("ticketInvitation"), typeId, ticketsMax, createdAt: new Date(nowMs()) };
    if (invitedId !== null) {
      await requireUser(tx, invitedId);
      await upsertInvited(tx, { ...row, userId: invitedId });
      return { code: null, ticketsMax };
    }
    const code = newCode();
    await insertCode(tx, { ...row, codeHash: await hashOfCode(code) });
    return { code, ticketsMax };
  });
}

/** Newest first. Throws what requireManagedType throws, or CURSOR_INVALID (422). */
export async function listInvitationPage(
  { db }: Pick<OriginDeps, "db">,
  typeId: TicketTypeId,
  userId: UserId,
  { cursor, limit }: PageQuery,
): Promise<InvitationPage> {
  await requireManagedType(db, typeId, userId);
  const rows = await listInvitations(db, typeId, decodeCursor(cursor), limit + 1);
  return toPage(rows, limit, toListed, ({ invitation: { createdAt, id } }) => ({ at: createdAt, id }));
}

/** Tickets that were had by it stay. May be repeated. Throws what requireManagedType throws. */
export function removeInvitation(
  { db }: Pick<OriginDeps, "db">,
  typeId: TicketTypeId,
  userId: UserId,
  invitationId: TicketInvitationId,
): Promise<void> {
  return db.transaction(async (tx) => {
    await lockManagedType(tx, typeId, userId);
    await deleteInvitation(tx, typeId, invitationId);
  });
}

function toListed({ invitation, user, takenCount }: InvitedRow): ListedInvitation {
  const { id, ticketsMax, createdAt } = invitation;
  return { id, user, ticketsMax, takenCount, createdAt: createdAt.toISOString() };
}

const CODE_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const CODE_GROUPS = 3;
const CODE_GROUP_CHARS = 4;

/** Such as `k3v9-0m2x-7ttq`: 60 bits of chance, to be read out and typed. */
function newCode(): string {
  const chars = [...cryptoBytes(CODE_GROUPS * CODE_GROUP_CHARS)].map((byte) => CODE_ALPHABET[byte & 31]);
  return Array.from({ length: CODE_GROUPS }, (_, group) =>
    chars.slice(group * CODE_GROUP_CHARS, (group + 1) * CODE_GROUP_CHARS).join(""),
  ).join("-");
}
