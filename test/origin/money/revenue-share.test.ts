import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sql } from "drizzle-orm";
import {
  SHARE_DEFAULT_PERCENT,
  type ShareRule,
  sharePercentAt,
} from "../../../origin/money/revenue-share.ts";
import { findSharePercent, insertShareRule } from "../../../origin/money/share-store.ts";
import { userIdSchema } from "../../../shared/schema/ids.ts";
import { startOrigin } from "../origin-under-test.ts";

const MINA = userIdSchema.parse(`usr_${"1".repeat(26)}`);
const OTTO = userIdSchema.parse(`usr_${"2".repeat(26)}`);
const rule = (id: number, more: Partial<ShareRule>): ShareRule => ({
  id,
  sale: "store",
  userId: null,
  sharePercent: 60,
  fromMs: 0,
  ...more,
});

describe("the creator's percent", () => {
  test.each<[string, readonly ShareRule[], number]>([
    ["is the default without a rule", [], SHARE_DEFAULT_PERCENT.store],
    ["is not another sale's", [rule(1, { sale: "gift" })], SHARE_DEFAULT_PERCENT.store],
    ["is not of a rule that begins later", [rule(1, { fromMs: 101 })], SHARE_DEFAULT_PERCENT.store],
    ["is of a rule from the moment it begins", [rule(1, { fromMs: 100 })], 60],
    [
      "is of the rule that began last, not of the one that was added last",
      [rule(1, { fromMs: 90, sharePercent: 65 }), rule(2, { fromMs: 10 })],
      65,
    ],
    ["is of the last added of those that began together", [rule(1, {}), rule(2, { sharePercent: 61 })], 61],
    [
      "is their own before everybody's newer one",
      [rule(1, { userId: MINA, sharePercent: 90 }), rule(2, { fromMs: 50 })],
      90,
    ],
    ["is not somebody else's own", [rule(1, { userId: OTTO, sharePercent: 90 }), rule(2, {})], 60],
    ["may be nothing at all", [rule(1, { sharePercent: 0 })], 0],
  ])("%s", (_name, rules, expected) => {
    expect(sharePercentAt(rules, "store", MINA, 100)).toBe(expected);
  });
});

describe("rules in the database", () => {
  let origin: Awaited<ReturnType<typeof startOrigin>>;
  beforeAll(async () => {
    origin = await startOrigin();
  });
  afterAll(() => origin.stop());

  test("hold for whom they are for, and stay", async () => {
    const { db } = origin.deps;
    const at = new Date(1_000);
    const write = (userId: typeof MINA | null, sharePercent: number) =>
      insertShareRule(db, {
        sale: "gift",
        userId,
        sharePercent,
        fromAt: at,
        decidedAt: at,
        reason: "agreed",
      });
    await write(null, 40);
    await write(MINA, 80);
    expect(await findSharePercent(db, "gift", MINA, 999)).toBe(SHARE_DEFAULT_PERCENT.gift);
    expect(await findSharePercent(db, "gift", MINA, 1_000)).toBe(80);
    expect(await findSharePercent(db, "gift", OTTO, 1_000)).toBe(40);
    await expect(write(null, 101)).rejects.toThrow();
    const change = db.execute(sql`UPDATE revenue_shares SET share_percent = 1`).then(() => "changed");
    await expect(change.catch((error) => String(error.cause ?? error))).resolves.toContain("append-only");
  });
});
