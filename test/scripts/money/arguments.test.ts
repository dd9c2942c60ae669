import { describe, expect, test } from "bun:test";
import { readArguments } from "../../../scripts/money/arguments.ts";
import { MoneyUsageError } from "../../../scripts/money/read-values.ts";
import { USAGE } from "../../../scripts/money/usage.ts";

const read = (...argv: readonly string[]) => readArguments(argv, () => "a-key");
const refusal = (...argv: readonly string[]): string => {
  try {
    read(...argv);
    return "read";
  } catch (error) {
    if (error instanceof MoneyUsageError) return error.message;
    throw error;
  }
};

describe("the command line of the books", () => {
  test("says by itself what there is", () => {
    expect([read(), read("--help"), read("refund", "-h")]).toEqual([
      { name: "help" },
      { name: "help" },
      { name: "help" },
    ]);
    for (const command of ["find", "order", "refund", "retry", "reconcile", "unused", "packs set", "grant"])
      expect(USAGE).toContain(`bun run money -- ${command} `);
  });

  test("finds the newest payments, or those of something, in some state", () => {
    expect(read("find")).toEqual({ name: "find", query: { limit: 20 }, form: "text" });
    expect(read("find", "pi_1", "--state", "disputed", "--limit", "5", "--json")).toEqual({
      name: "find",
      query: { q: "pi_1", state: "disputed", limit: 5 },
      form: "json",
    });
    expect(refusal("find", "--state", "lost")).toStartWith("state: ");
    expect(refusal("find", "--limit", "1000")).toStartWith("limit: ");
  });

  test("gives all that is left back, or an amount as it is written, for a reason and by a key", () => {
    const all = { name: "refund", orderId: "ord_1", amount: null, isPreview: false, key: "a-key" };
    expect(read("refund", "ord_1", "--reason", "Twice.")).toEqual({ ...all, reason: "Twice." } as never);
    expect(
      read("refund", "ord_1", "--amount", "12.50", "--key", "mail-1", "--reason", "Twice."),
    ).toMatchObject({ amount: "12.50", key: "mail-1" });
    expect(read("refund", "ord_1", "--preview")).toMatchObject({ isPreview: true });
    expect(refusal("refund", "ord_1")).toBe("This needs --reason.");
    expect(refusal("refund", "usr_1", "--reason", "x")).toBe('"usr_1" is not an order\'s id, such as ord_….');
  });

  test("tries again a refund of ours, of Stripe's, and of a payment that was in vain", () => {
    for (const refundId of ["rfd_1", "re_3AbC", "ord_1-in-vain"])
      expect(read("retry", refundId, "--reason", "x")).toMatchObject({ refundId });
  });

  test("takes a day for its end in Japan, and a time for itself", () => {
    expect(read("unused", "--at", "2026-09-30", "--csv")).toEqual({
      name: "unused",
      at: "2026-09-30T15:00:00.000Z",
      form: "csv",
    });
    expect(read("unused", "--at", "2026-10-01T00:00:00+09:00")).toMatchObject({
      at: "2026-09-30T15:00:00.000Z",
    });
    expect(read("unused")).toMatchObject({ at: null });
    for (const wrong of ["2026-13-01", "yesterday"])
      expect(refusal("unused", "--at", wrong)).toContain("no time");
    expect(refusal("unused", "--csv", "--json")).toBe("It is --csv or --json, not both.");
  });

  test("reads the prices of a pack in their currencies' own units", () => {
    const set = ["packs", "set", "pck_1", "--coins", "100", "--reason", "x"];
    expect(read(...set, "--price", "jpy=120", "--price", "usd=0.99", "--free", "5")).toEqual({
      name: "set-pack",
      packId: "pck_1",
      pack: { coinCount: 100, freeCoinCount: 5, prices: { jpy: 120, usd: 99 }, reason: "x" },
    });
    for (const wrong of ["jpy=1.5", "usd=1.005", "xyz=1", "jpy", "jpy=0", "jpy=-1"])
      expect(refusal(...set, "--price", wrong)).toContain(`--price "${wrong}"`);
    expect(refusal(...set)).toStartWith("prices: ");
    expect(read("packs", "withdraw", "pck_1", "--reason", "x")).toMatchObject({ name: "withdraw-pack" });
  });

  test("gives exchange tickets by a key, for as many days as one says", () => {
    const tickets = ["exchange", "usr_1", "3", "--key", "spring", "--reason", "Welcome."] as const;
    expect(read(...tickets)).toMatchObject({
      issue: { userId: "usr_1", count: 3, liveDays: 90, key: "spring" },
    });
    expect(read(...tickets, "--days", "7")).toMatchObject({ issue: { liveDays: 7 } });
    expect(refusal(...tickets, "--days", "366")).toStartWith("liveDays: ");
    expect(refusal("exchange", "usr_1", "101", "--key", "k", "--reason", "x")).toStartWith("count: ");
  });

  test("gives coins by a key, and adds shares from now on or from later", () => {
    expect(read("grant", "usr_1", "50", "--key", "prize", "--reason", "Won.")).toMatchObject({
      grant: { userId: "usr_1", count: 50, key: "prize" },
    });
    expect(refusal("grant", "usr_1", "50", "--reason", "Won.")).toBe("This needs --key.");
    expect(refusal("grant", "usr_1", "0", "--key", "k", "--reason", "x")).toStartWith("count: ");
    expect(read("shares", "set", "ticket", "85", "--reason", "x")).toMatchObject({
      share: { sale: "ticket", userId: null, sharePercent: 85, from: null },
    });
    expect(refusal("shares", "set", "ticket", "101", "--reason", "x")).toStartWith("sharePercent: ");
    expect(read("shares", "usr_1")).toEqual({ name: "shares", userId: "usr_1", form: "text" });
  });

  test("lists payouts, runs them, and sets what earned coins are worth from now on or from later", () => {
    expect(read("payouts", "--user", "usr_1", "--state", "returned")).toEqual({
      name: "payouts",
      query: { userId: "usr_1", state: "returned", limit: 20 },
      form: "text",
    });
    expect(refusal("payouts", "--state", "late")).toStartWith("state: ");
    expect(read("payouts", "run")).toEqual({ name: "run-payouts", waitSeconds: 180 });
    expect(read("payouts", "run", "--wait", "5")).toEqual({ name: "run-payouts", waitSeconds: 5 });
    expect(read("payouts", "runs")).toEqual({ name: "payout-runs", form: "text" });
    expect(refusal("payouts", "run", "usr_1")).toBe('"payouts run" does not take "usr_1".');
    expect(read("coin-value", "set", "usd", "7", "--coins", "10", "--reason", "x")).toEqual({
      name: "set-coin-value",
      value: { currency: "usd", amount: 7, coinCount: 10, fromAt: null, reason: "x" },
    });
    expect(refusal("coin-value", "set", "xyz", "7", "--reason", "x")).toStartWith("currency: ");
    expect(refusal("coin-value", "set", "jpy", "0", "--reason", "x")).toStartWith("amount: ");
    expect(read("coin-value")).toEqual({ name: "coin-values", form: "text" });
  });

  test("refuses what a command does not take, rather than to leave it out", () => {
    expect(refusal("frobnicate")).toBe('"frobnicate" is nothing this knows.');
    expect(refusal("packs", "--reason", "x")).toBe('"packs" does not take --reason.');
    expect(refusal("order", "ord_1", "ord_2")).toBe('"order" does not take "ord_2".');
    expect(refusal("order")).toBe('"order" takes more words.');
    expect(refusal("order", "ord_1", "--colour", "red")).toContain("--colour");
    expect(refusal("reconcile", "--wait", "4000")).toContain("up to 3600");
  });
});
