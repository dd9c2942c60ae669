// What a room host needs of an edge: the keys that sign tickets, and tickets.

import { exportJWK, generateKeyPair } from "jose";
import { signTicket, type Ticket } from "../../shared/ticket.ts";

export type TicketEdge = {
  readonly jwksUrl: string;
  /** `key` instead of the one that is published. */
  sign(ticket: Omit<Ticket, "expiresAtMs">, signedAtMs?: number, key?: CryptoKey): Promise<string>;
  stop(): Promise<void>;
};

/** Publishes its key on a free port of that address. */
export async function startTicketEdge(bind = "127.0.0.1"): Promise<TicketEdge> {
  const keys = await generateKeyPair("EdDSA");
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "EdDSA", use: "sig" };
  const server = Bun.serve({ hostname: bind, port: 0, fetch: () => Response.json({ keys: [jwk] }) });
  return {
    jwksUrl: `http://${bind}:${server.port}/.well-known/ticket-jwks.json`,
    sign: async (ticket, signedAtMs = Date.now(), key = keys.privateKey) =>
      (await signTicket(ticket, { privateKey: key, kid: "k1" }, signedAtMs)).token,
    stop: () => server.stop(true),
  };
}
