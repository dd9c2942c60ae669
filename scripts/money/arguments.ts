// What `bun run money` is told on its command line. Pure.

import { parseArgs } from "node:util";
import type * as z from "zod";
import { anyRefundIdSchema, paymentQuerySchema } from "../../shared/schema/books.ts";
import { coinPackIdSchema, orderIdSchema, userIdSchema } from "../../shared/schema/ids.ts";
import { giveCoinsSchema, setPackSchema, setShareSchema } from "../../shared/schema/internal/books.ts";
import { issueExchangeTicketsSchema } from "../../shared/schema/internal/exchange-tickets.ts";
import { housePayoutQuerySchema, setCoinValueSchema } from "../../shared/schema/internal/payouts.ts";
import {
  checked,
  endOfDay,
  id,
  instant,
  MoneyUsageError,
  needed,
  number,
  readPrices,
} from "./read-values.ts";

const WAIT_DEFAULT_SECONDS = 180;
const WAIT_MAX_SECONDS = 3_600;
const FIND_DEFAULT = 20;
const EXCHANGE_DEFAULT_DAYS = 90;

export type Form = "text" | "json" | "csv";
type Pack = z.infer<typeof setPackSchema>;
export type MoneyCommand =
  | { readonly name: "help" }
  | { readonly name: "find"; readonly query: Readonly<Record<string, string | number>>; readonly form: Form }
  | { readonly name: "order" | "ask"; readonly orderId: string; readonly form: Form }
  | {
      readonly name: "refund";
      readonly orderId: string;
      /** As it was typed: what it comes to, the order's currency says. Null: all that is left. */
      readonly amount: string | null;
      readonly isPreview: boolean;
      readonly key: string;
      readonly reason: string;
    }
  | { readonly name: "retry"; readonly refundId: string; readonly reason: string }
  | { readonly name: "reconcile"; readonly waitSeconds: number }
  | { readonly name: "reconciliations" | "packs"; readonly form: Form }
  /** `at` null: the last base date. */
  | { readonly name: "unused"; readonly at: string | null; readonly form: Form }
  | { readonly name: "set-pack"; readonly packId: string; readonly pack: Pack }
  | { readonly name: "withdraw-pack"; readonly packId: string; readonly reason: string }
  | { readonly name: "grant"; readonly grant: z.infer<typeof giveCoinsSchema> }
  | { readonly name: "exchange"; readonly issue: z.infer<typeof issueExchangeTicketsSchema> }
  | { readonly name: "shares"; readonly userId: string | null; readonly form: Form }
  | { readonly name: "set-share"; readonly share: z.infer<typeof setShareSchema> }
  | {
      readonly name: "payouts";
      readonly query: Readonly<Record<string, string | number>>;
      readonly form: Form;
    }
  | { readonly name: "run-payouts"; readonly waitSeconds: number }
  | { readonly name: "payout-runs"; readonly form: Form }
  | { readonly name: "coin-values"; readonly form: Form }
  | { readonly name: "set-coin-value"; readonly value: z.infer<typeof setCoinValueSchema> };

/** `randomKey` names a refund that was given no key. Throws MoneyUsageError. */
export function readArguments(argv: readonly string[], randomKey: () => string): MoneyCommand {
  const { values, positionals } = parse(argv);
  const [first = "", second = "", ...rest] = positionals;
  if (values.help || first === "") return { name: "help" };
  const isTwoWords = `${first} ${second}` in TAKES;
  const command = isTwoWords ? `${first} ${second}` : first;
  const words = isTwoWords ? rest : [second, ...rest].filter((word) => word !== "");
  const given = { values, words };
  requireKnown(command, given);
  const form: Form = values.json ? "json" : values.csv ? "csv" : "text";
  switch (command) {
    case "find":
      return { name: "find", query: readQuery(given), form };
    case "order":
    case "ask":
      return { name: command, orderId: id(orderIdSchema, words[0], "an order's id, such as ord_…"), form };
    case "refund":
      return {
        name: "refund",
        orderId: id(orderIdSchema, words[0], "an order's id, such as ord_…"),
        amount: values.amount ?? null,
        isPreview: values.preview,
        key: values.key ?? randomKey(),
        reason: values.preview ? "" : needed(values.reason, "reason"),
      };
    case "retry":
      return {
        name: "retry",
        refundId: id(anyRefundIdSchema, words[0], "a refund's id, such as order shows"),
        reason: needed(values.reason, "reason"),
      };
    case "reconcile":
      return { name: "reconcile", waitSeconds: readWait(values) };
    case "reconciliations":
    case "packs":
      return { name: command, form };
    case "unused":
      return { name: "unused", at: values.at === undefined ? null : endOfDay(values.at), form };
    case "packs set":
      return {
        name: "set-pack",
        packId: id(coinPackIdSchema, words[0], "a pack's id, such as pck_small"),
        pack: checked(setPackSchema, {
          coinCount: number(values.coins, "coins", { fallback: 0 }),
          freeCoinCount: number(values.free, "free", { fallback: 0 }),
          prices: readPrices(values.price ?? []),
          reason: needed(values.reason, "reason"),
        }),
      };
    case "packs withdraw":
      return {
        name: "withdraw-pack",
        packId: id(coinPackIdSchema, words[0], "a pack's id, such as pck_small"),
        reason: needed(values.reason, "reason"),
      };
    case "grant":
      return {
        name: "grant",
        grant: checked(giveCoinsSchema, {
          userId: words[0] ?? "",
          count: number(words[1], "count", { fallback: 0 }),
          key: needed(values.key, "key"),
          reason: needed(values.reason, "reason"),
        }),
      };
    case "exchange":
      return {
        name: "exchange",
        issue: checked(issueExchangeTicketsSchema, {
          userId: words[0] ?? "",
          count: number(words[1], "count", { fallback: 0 }),
          liveDays: number(values.days, "days", { fallback: EXCHANGE_DEFAULT_DAYS }),
          key: needed(values.key, "key"),
          reason: needed(values.reason, "reason"),
        }),
      };
    case "shares":
      return {
        name: "shares",
        userId: words[0] === undefined ? null : id(userIdSchema, words[0], "a user's id, such as usr_…"),
        form,
      };
    case "shares set":
      return {
        name: "set-share",
        share: checked(setShareSchema, {
          sale: words[0] ?? "",
          userId: values.user ?? null,
          sharePercent: number(words[1], "percent", { fallback: -1 }),
          from: values.from === undefined ? null : instant(values.from),
          reason: needed(values.reason, "reason"),
        }),
      };
    case "payouts":
      return { name: "payouts", query: readPayoutQuery(given), form };
    case "payouts run":
      return { name: "run-payouts", waitSeconds: readWait(values) };
    case "payouts runs":
      return { name: "payout-runs", form };
    case "coin-value":
      return { name: "coin-values", form };
    case "coin-value set":
      return {
        name: "set-coin-value",
        value: checked(setCoinValueSchema, {
          currency: words[0] ?? "",
          amount: number(words[1], "amount", { fallback: 0 }),
          coinCount: number(values.coins, "coins", { fallback: 1 }),
          fromAt: values.from === undefined ? null : instant(values.from),
          reason: needed(values.reason, "reason"),
        }),
      };
    default:
      throw new MoneyUsageError(`"${command}" is nothing this knows.`);
  }
}

type Values = ReturnType<typeof parse>["values"];
type Given = { readonly values: Values; readonly words: readonly string[] };

/** How many words each command takes, and which options. */
const TAKES: Readonly<
  Record<string, { readonly words: readonly [number, number]; readonly options: readonly (keyof Values)[] }>
> = {
  find: { words: [0, 1], options: ["state", "limit", "json"] },
  order: { words: [1, 1], options: ["json"] },
  ask: { words: [1, 1], options: ["json"] },
  refund: { words: [1, 1], options: ["amount", "preview", "key", "reason"] },
  retry: { words: [1, 1], options: ["reason"] },
  reconcile: { words: [0, 0], options: ["wait"] },
  reconciliations: { words: [0, 0], options: ["json"] },
  unused: { words: [0, 0], options: ["at", "csv", "json"] },
  packs: { words: [0, 0], options: ["json"] },
  "packs set": { words: [1, 1], options: ["coins", "free", "price", "reason"] },
  "packs withdraw": { words: [1, 1], options: ["reason"] },
  grant: { words: [2, 2], options: ["key", "reason"] },
  exchange: { words: [2, 2], options: ["days", "key", "reason"] },
  shares: { words: [0, 1], options: ["json"] },
  "shares set": { words: [2, 2], options: ["user", "from", "reason"] },
  payouts: { words: [0, 0], options: ["user", "state", "limit", "json"] },
  "payouts run": { words: [0, 0], options: ["wait"] },
  "payouts runs": { words: [0, 0], options: ["json"] },
  "coin-value": { words: [0, 0], options: ["json"] },
  "coin-value set": { words: [2, 2], options: ["coins", "from", "reason"] },
};

function requireKnown(command: string, { values, words }: Given): void {
  const takes = TAKES[command];
  if (takes === undefined) throw new MoneyUsageError(`"${command}" is nothing this knows.`);
  const [least, most] = takes.words;
  if (words.length < least) throw new MoneyUsageError(`"${command}" takes more words.`);
  if (words.length > most) throw new MoneyUsageError(`"${command}" does not take "${words[most]}".`);
  for (const [option, value] of Object.entries(values))
    if (value !== undefined && value !== false && !takes.options.includes(option as keyof Values))
      throw new MoneyUsageError(`"${command}" does not take --${option}.`);
  if (values.csv && values.json) throw new MoneyUsageError("It is --csv or --json, not both.");
}

function readWait({ wait }: Values): number {
  return number(wait, "wait", { fallback: WAIT_DEFAULT_SECONDS, max: WAIT_MAX_SECONDS });
}

function readQuery({ values, words }: Given): Readonly<Record<string, string | number>> {
  const query = {
    ...(words[0] === undefined ? {} : { q: words[0] }),
    ...(values.state === undefined ? {} : { state: values.state }),
    limit: number(values.limit, "limit", { fallback: FIND_DEFAULT }),
  };
  checked(paymentQuerySchema, query);
  return query;
}

function readPayoutQuery({ values }: Given): Readonly<Record<string, string | number>> {
  const query = {
    ...(values.user === undefined ? {} : { userId: values.user }),
    ...(values.state === undefined ? {} : { state: values.state }),
    limit: number(values.limit, "limit", { fallback: FIND_DEFAULT }),
  };
  checked(housePayoutQuerySchema, query);
  return query;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: argv.filter((arg) => arg !== "--"),
      allowPositionals: true,
      options: {
        amount: { type: "string" },
        at: { type: "string" },
        coins: { type: "string" },
        csv: { type: "boolean", default: false },
        days: { type: "string" },
        free: { type: "string" },
        from: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
        json: { type: "boolean", default: false },
        key: { type: "string" },
        limit: { type: "string" },
        preview: { type: "boolean", default: false },
        price: { type: "string", multiple: true },
        reason: { type: "string" },
        state: { type: "string" },
        user: { type: "string" },
        wait: { type: "string" },
      },
    });
  } catch (error) {
    throw new MoneyUsageError(error instanceof Error ? error.message : String(error));
  }
}
