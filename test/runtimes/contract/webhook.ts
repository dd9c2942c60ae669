// Stripe's webhook through the edge: byte for byte, because the signature is over the bytes.

import { describe, expect, test } from "bun:test";
import Stripe from "stripe";
import { STRIPE_SECRET } from "../edge-surroundings.ts";
import { type EdgeUnderTest, refusalOf } from "../edge-under-test.ts";

const PATH = "/v1/stripe/webhook";
const TOO_LARGE_BYTES = 256 * 1024 + 1;

export function webhookContract(edge: EdgeUnderTest): void {
  const send = (body: string, signature: string) =>
    edge.ask(PATH, {
      body,
      headers: { "content-type": "application/json", "stripe-signature": signature },
    });

  describe("a webhook of Stripe's", () => {
    test("reaches the origin as it was sent, once", async () => {
      const id = `evt_${crypto.randomUUID()}`;
      // Spaces, an escape and a letter outside ASCII: whoever parses and prints it again breaks the signature.
      const payload = `{ "id":"${id}",  "object":"event", "type":"ping", "created":1,\n"note":"\\u00e9 広場" }`;
      const signature = await Stripe.webhooks.generateTestHeaderStringAsync({
        payload,
        secret: STRIPE_SECRET,
      });
      const answers = [await send(payload, signature), await send(payload, signature)];
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
      expect(await Promise.all(answers.map((answer) => answer.json()))).toEqual([
        { received: true, duplicate: false },
        { received: true, duplicate: true },
      ]);
      expect(await refusalOf(await send(payload.replace("ping", "pong"), signature))).toBe(
        "400 STRIPE_SIGNATURE_INVALID",
      );
    });

    test("without a signature, or too large, does not reach it", async () => {
      expect(await refusalOf(await send("{}", ""))).toBe("400 STRIPE_SIGNATURE_REQUIRED");
      expect(await refusalOf(await send("{}", "x".repeat(1025)))).toBe("400 STRIPE_SIGNATURE_REQUIRED");
      expect(await refusalOf(await send(" ".repeat(TOO_LARGE_BYTES), "t=1,v1=x"))).toBe("413 BODY_TOO_LARGE");
    });
  });
}
