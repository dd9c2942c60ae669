// Tickets of events: who may have one, who is let in by one, and what becomes of it when the event does.

import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { eq, sql } from "drizzle-orm";
import { eraseAccount } from "../../../origin/account/erase-account.ts";
import type { events } from "../../../origin/db/schema/events.ts";
import { users } from "../../../origin/db/schema/users.ts";
import { admitToEvent } from "../../../origin/events/admit-to-event.ts";
import { getEvent } from "../../../origin/events/get-event.ts";
import { moveEvent } from "../../../origin/events/move-event.ts";
import { updateEvent } from "../../../origin/events/update-event.ts";
import { returnAllOfEvent } from "../../../origin/money/return-money.ts";
import { returnTicket } from "../../../origin/money/return-ticket.ts";
import { settleOrder } from "../../../origin/money/settle-order.ts";
import {
  inviteToTickets,
  listInvitationPage,
  removeInvitation,
} from "../../../origin/tickets/invite-to-tickets.ts";
import { createTicketType, listTicketTypes, updateTicketType } from "../../../origin/tickets/manage-types.ts";
import { listTicketPage, transferTicket } from "../../../origin/tickets/own-tickets.ts";
import { listOwnTicketTypes } from "../../../origin/tickets/own-types.ts";
import {
  type CreateTicketType,
  createTicketTypeSchema,
  INVITATIONS_PER_TYPE_MAX,
} from "../../../shared/schema/event-ticket.ts";
import type {
  EventId,
  OrderId,
  TicketId,
  TicketInvitationId,
  TicketTypeId,
  UserId,
} from "../../../shared/schema/ids.ts";
import { internalPath } from "../../../shared/schema/internal-api.ts";
import { openShop, type Shop, TICKET_PRICE } from "../money/shop.ts";
import { runJobs } from "../run-jobs.ts";

const HOUR_MS = 3_600_000;
let shop: Shop;
let organiserId: UserId;
beforeAll(async () => {
  shop = await openShop();
  organiserId = await shop.createUser();
});
afterAll(() => shop.close());

const offer = async (
  more: Partial<CreateTicketType> = {},
  event: Partial<typeof events.$inferInsert> = {},
  ownerId = organiserId,
) => {
  const eventId = await shop.createEvent({ organiserId: ownerId, ...event });
  const body = createTicketTypeSchema.parse({ name: "Standing", prices: null, ...more });
  const type = await createTicketType(shop.deps, eventId, ownerId, body);
  return { eventId, typeId: type.id };
};
const take = (userId: UserId, ticketTypeId: TicketTypeId, code: string | null = null, count = 1) =>
  shop.order(userId, { what: "tickets", ticketTypeId, count, code, currency: "jpy" });
const buy = async (userId: UserId, typeId: TicketTypeId, count = 1) => {
  const order = await take(userId, typeId, null, count);
  await shop.pay(order.id);
  await settleOrder(shop.deps, order.id);
  return order;
};
const admit = (eventId: EventId, userId: UserId) => admitToEvent(shop.deps, eventId, userId);
const onNow = () => ({
  startsAt: new Date(shop.clock.nowMs - HOUR_MS),
  endsAt: new Date(shop.clock.nowMs + HOUR_MS),
});
const ownTickets = async (userId: UserId) => (await listTicketPage(shop.deps, userId, { limit: 50 })).items;
const refundedOf = async (orderId: OrderId) => (await shop.chargeOf(orderId)).amount_refunded;
const befriend = async (a: UserId, b: UserId) => {
  for (const [userId, friendId] of [
    [a, b],
    [b, a],
  ] as const)
    await shop.ask(internalPath.friend, { method: "PUT", params: { userId, friendId } });
};

describe("an event with tickets", () => {
  test("lets in who has a valid one, and who is appointed; others need one", async () => {
    const { eventId, typeId } = await offer({}, onNow());
    const [guest, other] = [await shop.createUser(), await shop.createUser()];
    await take(guest, typeId);
    expect((await admit(eventId, guest)).event.id).toBe(eventId);
    expect((await admit(eventId, organiserId)).role).toBe("organiser");
    await expect(admit(eventId, other)).rejects.toMatchObject({ code: "TICKET_REQUIRED" });
  });

  test("lets nobody in by a ticket that is held, or whose payment is disputed", async () => {
    const { eventId, typeId } = await offer({ prices: { jpy: TICKET_PRICE } }, onNow());
    const guest = await shop.createUser();
    const order = await take(guest, typeId);
    await expect(admit(eventId, guest)).rejects.toMatchObject({ code: "TICKET_REQUIRED" });
    await shop.pay(order.id);
    await settleOrder(shop.deps, order.id);
    expect((await admit(eventId, guest)).event.id).toBe(eventId);
    await shop.control("disputes", { charge: (await shop.chargeOf(order.id)).id });
    await settleOrder(shop.deps, order.id);
    await expect(admit(eventId, guest)).rejects.toMatchObject({ code: "TICKET_REQUIRED" });
  });

  test("without types of tickets lets everybody in as before", async () => {
    const eventId = await shop.createEvent(onNow());
    expect((await admit(eventId, await shop.createUser())).event.id).toBe(eventId);
  });

  test("is planned for another night with the same tickets, none of which is sold, once for each key", async () => {
    const at = (hours: number) => new Date(shop.clock.nowMs + hours * HOUR_MS).toISOString();
    const more = { prices: { jpy: TICKET_PRICE }, ticketsMax: 2, salesUntil: at(40) };
    const { eventId, typeId } = await offer(more);
    await buy(await shop.createUser(), typeId, 2);
    const copying = {
      params: { eventId },
      json: { startsAt: at(24 * 9) },
      as: organiserId,
      headers: { "idempotency-key": "next" },
    };
    const copies = await Promise.all([1, 2, 3].map(() => shop.ask(internalPath.copyEvent, copying)));
    const [copyId] = copies.map(({ body }) => body["id"] as EventId);
    if (copyId === undefined) throw new Error("no copy");
    expect(copies.map(({ status, body }) => [status, body["id"], body["phase"]])).toEqual(
      Array(3).fill([201, copyId, "draft"]),
    );
    const { body } = await shop.ask(internalPath.ownEvent, {
      params: { userId: organiserId, eventId: copyId },
    });
    const { startsAt, endsAt } = body as { startsAt: string; endsAt: string };
    expect(Date.parse(endsAt) - Date.parse(startsAt)).toBe(2 * HOUR_MS);
    await moveEvent(shop.deps, copyId, organiserId, "publish");
    const types = await listTicketTypes(shop.deps, copyId);
    expect(types).toMatchObject([
      { name: "Standing", prices: { jpy: TICKET_PRICE }, ticketsMax: 2, leftCount: 2 },
    ]);
    const { startsAt: first } = await getEvent(shop.deps, eventId);
    const before = (until: string | null | undefined, start: string) =>
      Date.parse(start) - Date.parse(until ?? "");
    expect(before(types[0]?.salesUntil, startsAt)).toBe(before(at(40), first));
    await moveEvent(shop.deps, eventId, organiserId, "cancel");
    expect((await listTicketTypes(shop.deps, copyId))[0]?.leftCount).toBe(2);
    const stranger = await shop.ask(internalPath.copyEvent, { ...copying, as: await shop.createUser() });
    expect([stranger.status, stranger.body["code"]]).toEqual([403, "EVENT_NOT_YOURS"]);
  });

  test("is copied with its tickets in the order in which they are offered", async () => {
    const { eventId } = await offer({ name: "0" });
    const names = ["0", "1", "2", "3", "4", "5"];
    for (const name of names.slice(1)) {
      shop.clock.nowMs += 1;
      const body = createTicketTypeSchema.parse({ name, prices: null });
      await createTicketType(shop.deps, eventId, organiserId, body);
    }
    const startsAt = new Date(shop.clock.nowMs + 24 * 9 * HOUR_MS).toISOString();
    const copying = { params: { eventId }, json: { startsAt }, as: organiserId };
    const { body } = await shop.ask(internalPath.copyEvent, copying);
    const copyId = body["id"] as EventId;
    await moveEvent(shop.deps, copyId, organiserId, "publish");
    expect((await listTicketTypes(shop.deps, copyId)).map(({ name }) => name)).toEqual(names);
  });

  test("is no event that recurs, now or later", async () => {
    await expect(offer({}, { recurrence: "FREQ=WEEKLY" })).rejects.toMatchObject({ code: "EVENT_RECURS" });
    const { eventId } = await offer();
    const recurring = updateEvent(shop.deps, eventId, organiserId, { recurrence: "FREQ=WEEKLY" });
    await expect(recurring).rejects.toMatchObject({ code: "EVENT_RECURS" });
  });

  test("sells none while its organiser is about to be erased, and does again when they come back", async () => {
    const leaving = await shop.createUser();
    const { typeId } = await offer({ prices: { jpy: TICKET_PRICE } }, {}, leaving);
    const setEraseAt = (eraseAt: Date | null) =>
      shop.deps.db.update(users).set({ eraseAt }).where(eq(users.id, leaving));
    const buyer = await shop.createUser();
    await setEraseAt(new Date(shop.clock.nowMs + HOUR_MS));
    await expect(take(buyer, typeId)).rejects.toMatchObject({ code: "EVENT_NOT_FOUND" });
    await setEraseAt(null);
    expect(await take(buyer, typeId)).toMatchObject({ state: "open" });
  });

  test("is for its organiser to offer tickets of", async () => {
    const eventId = await shop.createEvent({ organiserId });
    const body = createTicketTypeSchema.parse({ name: "Mine", prices: null });
    const made = createTicketType(shop.deps, eventId, await shop.createUser(), body);
    await expect(made).rejects.toMatchObject({ code: "EVENT_NOT_YOURS" });
  });
});

describe("free tickets", () => {
  test("are had at once, as many as there are and as one may have, and Stripe hears nothing", async () => {
    const { eventId, typeId } = await offer({ ticketsMax: 3, perUserMax: 2 });
    const [first, second] = [await shop.createUser(), await shop.createUser()];
    expect(await take(first, typeId, null, 2)).toMatchObject({ state: "paid", amount: 0, checkoutUrl: null });
    await expect(take(first, typeId)).rejects.toMatchObject({ code: "TICKET_LIMIT_REACHED" });
    await expect(take(second, typeId, null, 2)).rejects.toMatchObject({ code: "TICKETS_SOLD_OUT" });
    await take(second, typeId);
    expect(await listTicketTypes(shop.deps, eventId)).toMatchObject([{ id: typeId, leftCount: 0 }]);
  });

  test("cannot become fewer than are had", async () => {
    const { typeId } = await offer({ ticketsMax: 3 });
    await take(await shop.createUser(), typeId, null, 2);
    const fewer = updateTicketType(shop.deps, typeId, organiserId, { ticketsMax: 1 });
    await expect(fewer).rejects.toMatchObject({ code: "TICKETS_SOLD_ALREADY" });
    expect(
      await updateTicketType(shop.deps, typeId, organiserId, { ticketsMax: 2, isForSale: false }),
    ).toMatchObject({ leftCount: 0 });
    await expect(take(await shop.createUser(), typeId)).rejects.toMatchObject({
      code: "TICKETS_NOT_ON_SALE",
    });
  });
});

describe("tickets by invitation", () => {
  test("are for those on the list, as many as it says", async () => {
    const { typeId } = await offer({ isByInvitation: true });
    const [invited, other] = [await shop.createUser(), await shop.createUser()];
    await inviteToTickets(shop.deps, typeId, organiserId, { userId: invited, ticketsMax: 1 });
    await expect(take(other, typeId)).rejects.toMatchObject({ code: "TICKETS_BY_INVITATION" });
    await take(invited, typeId);
    await expect(take(invited, typeId)).rejects.toMatchObject({ code: "TICKETS_BY_INVITATION" });
  });

  test("are as many as the organiser says anew, also when nobody else fits on the list", async () => {
    const { typeId } = await offer({ isByInvitation: true });
    const invited = await shop.createUser();
    await inviteToTickets(shop.deps, typeId, organiserId, { userId: invited, ticketsMax: 1 });
    await shop.deps.db.execute(sql`INSERT INTO ticket_invitations (id, type_id, code_hash, tickets_max, created_at)
      SELECT ${typeId} || n, ${typeId}, ${typeId} || n, 1, to_timestamp(0) FROM generate_series(2, ${INVITATIONS_PER_TYPE_MAX}::int) n`);
    const another = { userId: await shop.createUser(), ticketsMax: 1 };
    await expect(inviteToTickets(shop.deps, typeId, organiserId, another)).rejects.toMatchObject({
      code: "TICKET_TYPES_FULL",
    });
    await inviteToTickets(shop.deps, typeId, organiserId, { userId: invited, ticketsMax: 2 });
    await take(invited, typeId, null, 2);
  });

  test("are for who has a code, however it is typed, until it is used up", async () => {
    const { typeId } = await offer({ isByInvitation: true });
    const { code } = await inviteToTickets(shop.deps, typeId, organiserId, { userId: null, ticketsMax: 2 });
    await take(await shop.createUser(), typeId, code);
    await take(await shop.createUser(), typeId, code?.toUpperCase().replaceAll("-", " ") ?? null);
    await expect(take(await shop.createUser(), typeId, code)).rejects.toMatchObject({
      code: "TICKETS_BY_INVITATION",
    });
    await expect(take(await shop.createUser(), typeId, "guessed")).rejects.toMatchObject({
      code: "TICKETS_BY_INVITATION",
    });
  });
});

describe("the list of who is invited", () => {
  const invitations = (typeId: TicketTypeId, limit = 50, cursor?: string) =>
    listInvitationPage(shop.deps, typeId, organiserId, {
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    });

  test("shows people and codes, page by page, and how many tickets each was good for by now", async () => {
    const { typeId } = await offer({ isByInvitation: true });
    const invited = await shop.createUser();
    await inviteToTickets(shop.deps, typeId, organiserId, { userId: invited, ticketsMax: 3 });
    shop.clock.nowMs += 1_000;
    const { code } = await inviteToTickets(shop.deps, typeId, organiserId, { userId: null, ticketsMax: 5 });
    await take(invited, typeId, null, 2);
    await take(await shop.createUser(), typeId, code);
    const first = await invitations(typeId, 1);
    expect(first.items).toMatchObject([{ user: null, ticketsMax: 5, takenCount: 1 }]);
    const second = await invitations(typeId, 1, first.nextCursor ?? "");
    expect(second.items).toMatchObject([{ user: { id: invited }, ticketsMax: 3, takenCount: 2 }]);
    expect(second.nextCursor).toBeNull();
  });

  test("loses whom the organiser takes off it, and codes they end; what was had by them stays", async () => {
    const { eventId, typeId } = await offer({ isByInvitation: true }, onNow());
    const invited = await shop.createUser();
    await inviteToTickets(shop.deps, typeId, organiserId, { userId: invited, ticketsMax: 2 });
    const { code } = await inviteToTickets(shop.deps, typeId, organiserId, { userId: null, ticketsMax: 2 });
    await take(invited, typeId);
    for (const { id } of (await invitations(typeId)).items)
      await removeInvitation(shop.deps, typeId, organiserId, id);
    expect((await invitations(typeId)).items).toEqual([]);
    for (const by of [null, code])
      await expect(take(invited, typeId, by)).rejects.toMatchObject({ code: "TICKETS_BY_INVITATION" });
    expect((await admit(eventId, invited)).event.id).toBe(eventId);
  });

  test("is its organiser's alone, and one type's", async () => {
    const [{ typeId }, other] = [
      await offer({ isByInvitation: true }),
      await offer({ isByInvitation: true }),
    ];
    const stranger = await shop.createUser();
    await inviteToTickets(shop.deps, typeId, organiserId, { userId: stranger, ticketsMax: 1 });
    const [listed] = (await invitations(typeId)).items;
    const id = listed?.id as TicketInvitationId;
    await expect(listInvitationPage(shop.deps, typeId, stranger, { limit: 1 })).rejects.toMatchObject({
      code: "EVENT_NOT_YOURS",
    });
    await expect(removeInvitation(shop.deps, typeId, stranger, id)).rejects.toMatchObject({
      code: "EVENT_NOT_YOURS",
    });
    await removeInvitation(shop.deps, other.typeId, organiserId, id);
    expect((await invitations(typeId)).items).toHaveLength(1);
  });
});

describe("tickets as one sees them oneself", () => {
  const seen = (eventId: EventId, userId: UserId) => listOwnTicketTypes(shop.deps, eventId, userId);

  test("say how many one has and is invited to, and how they sell to nobody but who manages the event", async () => {
    const { eventId, typeId } = await offer({ prices: { jpy: TICKET_PRICE }, ticketsMax: 10 });
    const byInvitation = createTicketTypeSchema.parse({
      name: "Friends",
      prices: null,
      isByInvitation: true,
    });
    // Types made in the same millisecond would be listed by their ids.
    shop.clock.nowMs += 1;
    const { id: invitedTypeId } = await createTicketType(shop.deps, eventId, organiserId, byInvitation);
    const [buyer, other] = [await shop.createUser(), await shop.createUser()];
    await inviteToTickets(shop.deps, invitedTypeId, organiserId, { userId: buyer, ticketsMax: 3 });
    await buy(buyer, typeId, 2);
    await take(buyer, typeId);
    await take(buyer, invitedTypeId);
    expect(await seen(eventId, buyer)).toMatchObject([
      { id: typeId, ownCount: 3, invitedCount: null, leftCount: 7, sales: null },
      { id: invitedTypeId, ownCount: 1, invitedCount: 2, sales: null },
    ]);
    expect(await seen(eventId, other)).toMatchObject([
      { ownCount: 0, invitedCount: null },
      { ownCount: 0, invitedCount: null },
    ]);
    expect((await seen(eventId, organiserId)).map(({ sales }) => sales)).toEqual([
      { hadCount: 2, heldCount: 1 },
      { hadCount: 1, heldCount: 0 },
    ]);
  });

  test("of a draft are seen by its organiser, and by nobody else", async () => {
    const { eventId } = await offer({}, { state: "draft" });
    expect(await seen(eventId, organiserId)).toHaveLength(1);
    await expect(seen(eventId, await shop.createUser())).rejects.toMatchObject({ code: "EVENT_NOT_FOUND" });
  });

  test("of one's own are listed of one event, or of all", async () => {
    const [first, second] = [await offer(), await offer()];
    const guest = await shop.createUser();
    await take(guest, first.typeId);
    await take(guest, second.typeId);
    const ofFirst = await listTicketPage(shop.deps, guest, { limit: 50, event: first.eventId });
    expect(ofFirst.items.map(({ eventId }) => eventId)).toEqual([first.eventId]);
    expect(await ownTickets(guest)).toHaveLength(2);
  });
});

describe("a ticket", () => {
  test("is given to a friend, who is let in by it, and the giver no more", async () => {
    const { eventId, typeId } = await offer({ perUserMax: 1 }, onNow());
    const [giver, friend, stranger] = [
      await shop.createUser(),
      await shop.createUser(),
      await shop.createUser(),
    ];
    await befriend(giver, friend);
    await take(giver, typeId);
    const [ticket] = await ownTickets(giver);
    const id = ticket?.id as TicketId;
    await expect(transferTicket(shop.deps, id, { fromId: giver, toId: stranger })).rejects.toMatchObject({
      code: "TICKET_NOT_TO_FRIEND",
    });
    await transferTicket(shop.deps, id, { fromId: giver, toId: friend });
    await expect(transferTicket(shop.deps, id, { fromId: giver, toId: friend })).rejects.toMatchObject({
      code: "TICKET_NOT_FOUND",
    });
    expect((await admit(eventId, friend)).event.id).toBe(eventId);
    await expect(admit(eventId, giver)).rejects.toMatchObject({ code: "TICKET_REQUIRED" });
    await take(giver, typeId);
    const [another] = await ownTickets(giver);
    const more = transferTicket(shop.deps, another?.id as TicketId, { fromId: giver, toId: friend });
    await expect(more).rejects.toMatchObject({ code: "TICKET_LIMIT_REACHED" });
  });

  test("stays with whoever got it where the organiser says so", async () => {
    const { typeId } = await offer({ isTransferable: false });
    const [giver, friend] = [await shop.createUser(), await shop.createUser()];
    await befriend(giver, friend);
    await take(giver, typeId);
    const [ticket] = await ownTickets(giver);
    const given = transferTicket(shop.deps, ticket?.id as TicketId, { fromId: giver, toId: friend });
    await expect(given).rejects.toMatchObject({ code: "TICKET_NOT_TRANSFERABLE" });
  });

  test("of an event that was moved is returned for what was paid for it; the others stay", async () => {
    const { eventId, typeId } = await offer({ prices: { jpy: TICKET_PRICE } });
    const guest = await shop.createUser();
    const order = await buy(guest, typeId, 2);
    const [ticket] = await ownTickets(guest);
    const id = ticket?.id as TicketId;
    await expect(returnTicket(shop.deps, id, guest)).rejects.toMatchObject({ code: "TICKET_NOT_RETURNABLE" });
    const startsAt = new Date(shop.clock.nowMs + 72 * HOUR_MS).toISOString();
    const endsAt = new Date(shop.clock.nowMs + 74 * HOUR_MS).toISOString();
    await updateEvent(shop.deps, eventId, organiserId, { startsAt, endsAt });
    expect((await ownTickets(guest)).map(({ isReturnable }) => isReturnable)).toEqual([true, true]);
    await returnTicket(shop.deps, id, guest);
    // As by somebody who was not told that it was done.
    await returnTicket(shop.deps, id, guest);
    expect([await refundedOf(order.id), (await shop.ticketsOf(order.id)).toSorted()]).toEqual([
      TICKET_PRICE,
      ["revoked", "valid"],
    ]);
  });
});

describe("an event that is called off", () => {
  test("gives everybody their money back, whoever is killed on the way, and takes all tickets", async () => {
    const { eventId, typeId } = await offer({ prices: { jpy: TICKET_PRICE } });
    const free = await createTicketType(
      shop.deps,
      eventId,
      organiserId,
      createTicketTypeSchema.parse({ name: "Free", prices: null }),
    );
    const buyers = await Promise.all(Array.from({ length: 4 }, () => shop.createUser()));
    const orders = await Promise.all(buyers.map((userId) => buy(userId, typeId)));
    const paying = await take(await shop.createUser(), typeId);
    const lucky = await take(await shop.createUser(), free.id);
    await moveEvent(shop.deps, eventId, organiserId, "cancel");
    let calls = 0;
    const stripe = {
      ...shop.gateway,
      refund: (...args: Parameters<typeof shop.gateway.refund>) =>
        ++calls === 2 ? Promise.reject(new Error("killed")) : shop.gateway.refund(...args),
    };
    await expect(returnAllOfEvent({ ...shop.deps, stripe }, eventId)).rejects.toThrow("1 orders");
    await shop.pay(paying.id);
    expect(await runJobs(shop)).toContain("money.return-event");
    await shop.pass(11 * 60_000);
    await runJobs(shop);
    for (const { id } of [...orders, paying]) {
      await settleOrder(shop.deps, id);
      expect([await refundedOf(id), await shop.ticketsOf(id)]).toEqual([TICKET_PRICE, ["revoked"]]);
    }
    expect(await shop.ticketsOf(lucky.id)).toEqual(["revoked"]);
    expect(await shop.holding({ kind: "event-held", owner: eventId, unit: "jpy" })).toBe(0);
  });

  test("because its organiser's account is erased does so, too, though nothing is left of it", async () => {
    const leaving = await shop.createUser();
    const eventId = await shop.createEvent({ organiserId: leaving });
    const body = createTicketTypeSchema.parse({ name: "Last", prices: { jpy: TICKET_PRICE } });
    const { id: typeId } = await createTicketType(shop.deps, eventId, leaving, body);
    const order = await buy(await shop.createUser(), typeId);
    await shop.deps.db
      .update(users)
      .set({ eraseAt: new Date(shop.clock.nowMs) })
      .where(eq(users.id, leaving));
    await eraseAccount(shop.deps, leaving);
    await runJobs(shop);
    expect([await refundedOf(order.id), await shop.ticketsOf(order.id)]).toEqual([TICKET_PRICE, []]);
    expect(await shop.holding({ kind: "event-held", owner: eventId, unit: "jpy" })).toBe(0);
  });
});
