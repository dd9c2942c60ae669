// All the SQL of who may have tickets that are by invitation.

import { and, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { TicketInvitationId, TicketTypeId, UserId } from "../../shared/schema/ids.ts";
import type { DbOrTx } from "../db/client.ts";
import { before } from "../db/keyset.ts";
import { ticketInvitations, tickets } from "../db/schema/tickets.ts";
import { users } from "../db/schema/users.ts";
import type { Cursor } from "../route-params.ts";
import { isTaken } from "./store.ts";

export type InvitationRecord = typeof ticketInvitations.$inferSelect;

export async function countByInvitation(tx: DbOrTx, { id }: Pick<InvitationRecord, "id">): Promise<number> {
  return tx.$count(tickets, and(eq(tickets.invitationId, id), isTaken));
}

/** Puts somebody on a type's list, for so many. */
export async function upsertInvited(
  tx: DbOrTx,
  invitation: typeof ticketInvitations.$inferInsert,
): Promise<void> {
  await tx
    .insert(ticketInvitations)
    .values(invitation)
    .onConflictDoUpdate({
      target: [ticketInvitations.typeId, ticketInvitations.userId],
      set: { ticketsMax: invitation.ticketsMax },
    });
}

export async function insertCode(
  tx: DbOrTx,
  invitation: typeof ticketInvitations.$inferInsert,
): Promise<void> {
  await tx.insert(ticketInvitations).values(invitation);
}

export async function countInvitations(db: DbOrTx, typeId: TicketTypeId): Promise<number> {
  const [row] = await db
    .select({ count: count() })
    .from(ticketInvitations)
    .where(eq(ticketInvitations.typeId, typeId));
  return row?.count ?? 0;
}

export type InvitedRow = {
  readonly invitation: InvitationRecord;
  /** Null: it is a code. */
  readonly user: { readonly id: UserId; readonly displayName: string } | null;
  /** Tickets by it that take a seat. */
  readonly takenCount: number;
};

/** As one condition: columns of its own right would lose their tables' names where but one table is selected from. */
const byIt = and(eq(tickets.invitationId, ticketInvitations.id), isTaken);
const takenByIt = sql<number>`(SELECT count(*)::int FROM ${tickets} WHERE ${byIt})`;

/** Newest first, from after the cursor. */
export async function listInvitations(
  db: DbOrTx,
  typeId: TicketTypeId,
  cursor: Cursor | null,
  limit: number,
): Promise<InvitedRow[]> {
  const { createdAt, id } = ticketInvitations;
  return db
    .select({
      invitation: ticketInvitations,
      user: { id: users.id, displayName: users.displayName },
      takenCount: takenByIt,
    })
    .from(ticketInvitations)
    .leftJoin(users, eq(users.id, ticketInvitations.userId))
    .where(
      and(
        eq(ticketInvitations.typeId, typeId),
        cursor === null ? undefined : before([createdAt, id], [cursor.at, cursor.id]),
      ),
    )
    .orderBy(desc(createdAt), desc(id))
    .limit(limit);
}

/** How many more this user may have for being on the lists of these types; those they are not on are left out. */
export async function invitedByType(
  db: DbOrTx,
  typeIds: readonly TicketTypeId[],
  userId: UserId,
): Promise<ReadonlyMap<TicketTypeId, number>> {
  if (typeIds.length === 0) return new Map();
  const { typeId, ticketsMax } = ticketInvitations;
  const rows = await db
    .select({ typeId, ticketsMax, takenCount: takenByIt })
    .from(ticketInvitations)
    .where(and(inArray(typeId, [...typeIds]), eq(ticketInvitations.userId, userId)));
  return new Map(rows.map((row) => [row.typeId, Math.max(0, row.ticketsMax - row.takenCount)]));
}

export async function deleteInvitation(
  tx: DbOrTx,
  typeId: TicketTypeId,
  id: TicketInvitationId,
): Promise<void> {
  await tx
    .delete(ticketInvitations)
    .where(and(eq(ticketInvitations.id, id), eq(ticketInvitations.typeId, typeId)));
}

/** By a code's hash, or else by being on the list. */
export async function findInvitation(
  tx: DbOrTx,
  typeId: TicketTypeId,
  by: { readonly userId: UserId } | { readonly codeHash: string },
): Promise<InvitationRecord | null> {
  const [row] = await tx
    .select()
    .from(ticketInvitations)
    .where(
      and(
        eq(ticketInvitations.typeId, typeId),
        "codeHash" in by
          ? eq(ticketInvitations.codeHash, by.codeHash)
          : eq(ticketInvitations.userId, by.userId),
      ),
    );
  return row ?? null;
}
