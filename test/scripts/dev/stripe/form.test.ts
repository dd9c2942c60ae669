// Parameters as the library writes them, read back; and the double's answers, which time and chance alone decide.

import { expect, test } from "bun:test";
import fc from "fast-check";
import { answerApi } from "../../../../scripts/dev/stripe/api.ts";
import { emptyBooks } from "../../../../scripts/dev/stripe/books/tables.ts";
import { createDouble } from "../../../../scripts/dev/stripe/double.ts";
import { type FormValue, parseForm } from "../../../../scripts/dev/stripe/wire/form.ts";
import { createLog } from "../../../../shared/http/log.ts";
import { seededRng } from "../../../../shared/rng.ts";

/** As stripe-node writes it: names in brackets, numbers for what is in a list. */
function encode(value: FormValue, name = ""): string[] {
  if (typeof value === "string") return [`${name}=${encodeURIComponent(value)}`];
  return Object.entries(value).flatMap(([key, item]) => encode(item, name === "" ? key : `${name}[${key}]`));
}

const name = fc.stringMatching(/^[a-z_]{1,8}$/);
const { tree } = fc.letrec<{ tree: FormValue }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.string(),
    fc.array(tie("tree"), { minLength: 1, maxLength: 12 }),
    fc.dictionary(name, tie("tree"), { minKeys: 1, maxKeys: 4 }),
  ),
}));

test("any parameters nested to Stripe's depth are read as they were written", () => {
  fc.assert(
    fc.property(fc.dictionary(name, tree), (parameters) => {
      expect(parseForm(encode(parameters).join("&"))).toEqual(parameters);
    }),
  );
});

test("what is no parameter's name is refused, and never answered by our own fault", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      try {
        parseForm(text);
      } catch (error) {
        expect(error).toMatchObject({ refusal: { status: 400 } });
      }
    }),
  );
});

test("the same seed and clock give the same answers, byte for byte", async () => {
  const play = async (seed: bigint): Promise<string[]> => {
    const double = createDouble({
      books: emptyBooks(),
      nowMs: () => Date.UTC(2026, 10, 27),
      rng: seededRng(seed),
      publicUrl: () => "http://stripe.test",
      changed: () => {},
    });
    const log = createLog({ process: "stripe", format: "json", nowMs: () => 0, write: () => {} });
    const deps = { secretKey: "key", log, wait: async () => {} };
    const answers: string[] = [];
    for (const [method, path, form] of [
      ["POST", "/v1/payment_intents", "amount=900&currency=jpy&payment_method=pm_card_visa&confirm=true"],
      [
        "POST",
        "/v1/payment_intents",
        "amount=900&currency=jpy&payment_method=pm_card_chargeDeclined&confirm=true",
      ],
      ["GET", "/v1/events", "limit=100"],
      ["GET", "/v1/balance", ""],
    ] as const) {
      const headers = new Headers({ authorization: "Bearer key" });
      answers.push((await answerApi(double, { method, path, form, headers }, deps)).json);
    }
    return answers;
  };
  const first = await play(1n);
  expect(await play(1n)).toEqual(first);
  expect(await play(2n)).not.toEqual(first);
});
