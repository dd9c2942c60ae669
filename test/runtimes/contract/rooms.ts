// Entering a world: a place in a room, and a ticket that only the room's host will take.

import { describe, expect, test } from "bun:test";
import { createRemoteJWKSet } from "jose";
import { type HostId, newId } from "../../../shared/schema/ids.ts";
import { type RoomEntry, roomEntrySchema } from "../../../shared/schema/public-api.ts";
import { TICKET_LIFETIME_S, TicketError, verifyTicket } from "../../../shared/ticket.ts";
import { type BearerGrant, type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

export function roomContract(edge: EdgeUnderTest): void {
  const enter = (guest: BearerGrant, worldId = "wld_hiroba-plaza", headers: Record<string, string> = {}) =>
    edge.ask(`/v1/worlds/${worldId}/enter`, { method: "POST", as: guest.accessToken, headers });
  const keys = (document: string) =>
    createRemoteJWKSet(new URL(`${edge.surroundings().edgeUrl}/.well-known/${document}`));
  const verify = (entry: RoomEntry, host: HostId, document = "ticket-jwks.json") =>
    verifyTicket(entry.ticket, keys(document), host, Date.now()).catch((error: unknown) =>
      error instanceof TicketError ? error.code : error,
    );

  describe("entering a world", () => {
    test("without a host of rooms is put off for a moment", async () => {
      const answer = await enter(await edge.guest());
      expect(answer.headers.get("retry-after")).toBe("3");
      expect(await refusalOf(answer)).toBe("503 NO_ROOM_HOST");
    });

    test("gives a ticket that the published keys verify for the room's host and no other", async () => {
      const host = await edge.surroundings().registerHost();
      const guest = await edge.guest("Midori");
      const answer = await enter(guest, "wld_hiroba-plaza", { "x-request-id": "enter-1" });
      expect([answer.status, answer.headers.get("cache-control")]).toEqual([200, "no-store"]);
      const entry = roomEntrySchema.parse(await answer.json());
      expect(entry.host).toEqual({
        address: "127.0.0.1",
        tcpPort: 1883,
        wsUrl: "ws://127.0.0.1:8083/mqtt",
      });
      expect(entry.world).toMatchObject({ id: "wld_hiroba-plaza", name: "Hiroba Plaza" });
      const livesMs = Date.parse(entry.ticketExpiresAt) - Date.now();
      expect(Math.abs(livesMs - TICKET_LIFETIME_S * 1000)).toBeLessThan(5_000);
      expect(await verify(entry, host)).toEqual({
        room: entry.room,
        host,
        participant: { user: guest.user.id, name: "Midori", role: "guest", avatar: null },
        seat: "visible",
        requestId: "enter-1",
        expiresAtMs: Date.parse(entry.ticketExpiresAt),
      });
      expect(await verify(entry, newId("host"))).toBe("TICKET_NOT_FOR_THIS_HOST");
      expect(await verify(entry, host, "jwks.json")).toBe("TICKET_MALFORMED");
      // The other way round: a ticket opens no account.
      expect(await refusalOf(await edge.ask("/v1/me", { as: entry.ticket }))).toBe(
        "401 ACCESS_TOKEN_INVALID",
      );
    });

    test("brings people of one world together, and keeps worlds apart", async () => {
      await edge.surroundings().registerHost();
      const roomOf = async (worldId: string) =>
        roomEntrySchema.parse(await (await enter(await edge.guest(), worldId)).json()).room;
      const [one, two] = [await roomOf("wld_sunset-stage"), await roomOf("wld_sunset-stage")];
      expect(two).toBe(one);
      expect(await roomOf("wld_moonlit-terrace")).not.toBe(one);
    });

    test("that is not there is a 404", async () => {
      const guest = await edge.guest();
      expect(await refusalOf(await enter(guest, "wld_nowhere"))).toBe("404 WORLD_NOT_FOUND");
      expect(await refusalOf(await enter(guest, "usr_x"))).toBe("404 NOT_FOUND");
    });
  });
}
