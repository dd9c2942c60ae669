import { beforeAll, describe, expect, test } from "bun:test";
import { type CryptoKey, createLocalJWKSet, exportJWK, generateKeyPair, SignJWT } from "jose";
import { newId } from "../../shared/schema/ids.ts";
import type { Participant } from "../../shared/schema/room-spec.ts";
import {
  signTicket,
  TICKET_ISSUER,
  TICKET_LIFETIME_S,
  TicketError,
  verifyTicket,
} from "../../shared/ticket.ts";

const NOW_MS = Date.UTC(2026, 10, 24);
const room = newId("room");
const host = newId("host");
const requestId = "req-1";
const participant: Participant = { user: newId("user"), name: "みどり", role: "guest", avatar: null };

let key: { privateKey: CryptoKey; kid: string };
let stranger: { privateKey: CryptoKey; kid: string };
let getKey: ReturnType<typeof createLocalJWKSet>;

beforeAll(async () => {
  const pair = await generateKeyPair("Ed25519", { extractable: true });
  const other = await generateKeyPair("Ed25519");
  key = { privateKey: pair.privateKey, kid: "t1" };
  stranger = { privateKey: other.privateKey, kid: "t1" };
  getKey = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: "t1", alg: "EdDSA" }] });
});

async function refusal(token: string, at = NOW_MS, forHost = host): Promise<string> {
  const error = await verifyTicket(token, getKey, forHost, at).then(
    () => null,
    (e: unknown) => e,
  );
  if (!(error instanceof TicketError)) throw new Error(`expected a TicketError, got ${String(error)}`);
  return error.code;
}

describe("the room ticket", () => {
  test("says who may enter which room on which host, and until when", async () => {
    const { token, expiresAtMs } = await signTicket({ room, host, participant, requestId }, key, NOW_MS);
    expect(expiresAtMs).toBe(NOW_MS + TICKET_LIFETIME_S * 1000);
    expect(await verifyTicket(token, getKey, host, NOW_MS)).toEqual({
      room,
      host,
      participant,
      seat: "visible",
      requestId,
      expiresAtMs,
    });
  });

  test("[GHOST-1] may be a ghost's, which is signed like all else", async () => {
    const claims = { room, host, participant, requestId };
    const { token } = await signTicket({ ...claims, seat: "ghost" }, key, NOW_MS);
    expect(await verifyTicket(token, getKey, host, NOW_MS)).toMatchObject({ ...claims, seat: "ghost" });
    const [head = "", payload = "", signature = ""] = token.split(".");
    const { ghost, ...others } = JSON.parse(atob(payload.replaceAll("-", "+").replaceAll("_", "/")));
    expect(ghost).toBe(true);
    const seated = new TextEncoder().encode(JSON.stringify(others)).toBase64({ alphabet: "base64url" });
    expect(await refusal(`${head}.${seated.replaceAll("=", "")}.${signature}`)).toBe("TICKET_MALFORMED");
  });

  test("[GHOST-1] whose word on that is another than true is refused, not let in to a place", async () => {
    for (const ghost of [false, 1, "true", null]) {
      const nowS = NOW_MS / 1000;
      const token = await new SignJWT({ room, participant, requestId, ghost })
        .setProtectedHeader({ alg: "EdDSA", typ: "ticket+jwt", kid: "t1" })
        .setIssuer(TICKET_ISSUER)
        .setSubject(participant.user)
        .setAudience(host)
        .setIssuedAt(nowS)
        .setNotBefore(nowS)
        .setExpirationTime(nowS + 60)
        .sign(key.privateKey);
      expect(await refusal(token)).toBe("TICKET_MALFORMED");
    }
  });

  test("is refused once it has expired, with 30 s for skewed clocks", async () => {
    const { token, expiresAtMs } = await signTicket({ room, host, participant, requestId }, key, NOW_MS);
    await verifyTicket(token, getKey, host, expiresAtMs + 29_000);
    expect(await refusal(token, expiresAtMs + 31_000)).toBe("TICKET_EXPIRED");
  });

  test("is refused on another host", async () => {
    const { token } = await signTicket({ room, host, participant, requestId }, key, NOW_MS);
    expect(await refusal(token, NOW_MS, newId("host"))).toBe("TICKET_NOT_FOR_THIS_HOST");
  });

  test("is refused under a key of the same kid that is not ours", async () => {
    const { token } = await signTicket({ room, host, participant, requestId }, stranger, NOW_MS);
    expect(await refusal(token)).toBe("TICKET_MALFORMED");
  });

  test("an access token of the same key is no ticket", async () => {
    const token = await new SignJWT({ room, participant })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: "t1" })
      .setIssuer(TICKET_ISSUER)
      .setSubject(participant.user)
      .setAudience(host)
      .setIssuedAt(NOW_MS / 1000)
      .setNotBefore(NOW_MS / 1000)
      .setExpirationTime(NOW_MS / 1000 + 60)
      .sign(key.privateKey);
    expect(await refusal(token)).toBe("TICKET_MALFORMED");
  });

  test("one changed character anywhere spoils it", async () => {
    const { token } = await signTicket({ room, host, participant, requestId }, key, NOW_MS);
    // The last character of a part may carry unused bits, so it is left out.
    for (const at of [5, token.indexOf(".") + 5, token.lastIndexOf(".") + 5]) {
      const flipped = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
      expect(await refusal(flipped)).toBe("TICKET_MALFORMED");
    }
  });

  test("unsigned, empty and oversize tickets are malformed", async () => {
    const none = `${btoa('{"alg":"none","typ":"ticket+jwt"}')}.${btoa(JSON.stringify({ room }))}.`;
    for (const token of [none, "", "not a ticket", "x".repeat(5000)])
      expect(await refusal(token)).toBe("TICKET_MALFORMED");
  });

  test("keys that cannot be fetched are told apart from a bad ticket", async () => {
    const { token } = await signTicket({ room, host, participant, requestId }, key, NOW_MS);
    const away = () => Promise.reject(new TypeError("fetch failed"));
    expect(await verifyTicket(token, away, host, NOW_MS).catch((e: TicketError) => e.code)).toBe(
      "TICKET_KEYS_AWAY",
    );
  });
});
