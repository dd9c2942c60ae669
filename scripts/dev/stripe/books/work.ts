// One unit of work on the books: reads what is there, writes beside it, and is committed whole or not at all. Time and chance
// come in; nothing here knows a socket or a file.

import Stripe from "stripe";
import type { Rng } from "../../../../shared/rng.ts";
import { planDeliveries } from "../webhooks/plan.ts";
import { missing } from "../wire/stripe-error.ts";
import { settingsOf } from "./settings.ts";
import { type Books, type Entry, OBJECTS_MAX, type Stored, type TableName } from "./tables.ts";

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A row as it became; null: removed. */
export type Change = {
  readonly table: TableName;
  readonly id: string;
  readonly entry: Entry<TableName> | null;
};

export type Work = {
  /** The double's clock, which may be ahead of the machine's. */
  readonly nowMs: number;
  readonly nowS: number;
  readonly rng: Rng;
  /** Whose objects are read and written: "" for the platform, else a connected account. */
  readonly owner: string;
  /** Where the double's pages are, without a slash at the end. */
  readonly publicUrl: string;
  readonly request: { readonly id: string; readonly idempotencyKey: string | null } | null;
  /** `prefix` and letters by chance, as Stripe's ids look. */
  newId(prefix: string, letters?: number): string;
  find<T extends TableName>(table: T, id: string): Stored[T] | null;
  /** Throws StripeApiError: 404 when the path named it, 400 when the parameter `param` did. */
  need<T extends TableName>(table: T, id: string, param?: string): Stored[T];
  /** All of this owner, the oldest first. */
  all<T extends TableName>(table: T): readonly Stored[T][];
  put<T extends TableName>(table: T, object: Stored[T]): Stored[T];
  remove(table: TableName, id: string): void;
  /** Records an event with the object as it is now, and plans its delivery. */
  tell(type: Stripe.Event.Type, object: object, previous?: object): void;
  /** The same work on another account's objects. */
  as(owner: string): Work;
  changes(): readonly Change[];
};

export type WorkContext = Pick<Work, "nowMs" | "rng" | "request" | "owner" | "publicUrl">;
type Drafts = Map<string, Change>;

/** Begins work on books, which stay as they are until `commit`. */
export function beginWork(books: Books, context: WorkContext): Work {
  return workOn(books, new Map(), context);
}

function workOn(books: Books, drafts: Drafts, context: WorkContext): Work {
  const { nowMs, rng, owner } = context;
  const draftOf = (table: TableName, id: string) => drafts.get(`${table} ${id}`);
  const write = (change: Change) => void drafts.set(`${change.table} ${change.id}`, change);

  const work: Work = {
    ...context,
    nowS: Math.floor(nowMs / 1000),
    newId: (prefix, letters = 24) =>
      `${prefix}_${Array.from({ length: letters }, () => LETTERS[Math.floor(rng() * LETTERS.length)]).join("")}`,
    find(table, id) {
      const draft = draftOf(table, id);
      const entry = draft === undefined ? books[table].get(id) : draft.entry;
      return entry == null || entry.owner !== owner ? null : (entry.object as Stored[typeof table]);
    },
    need(table, id, param) {
      const object = work.find(table, id);
      if (object === null) throw missing(table === "session" ? "checkout.session" : table, id, param);
      return object;
    },
    all(table) {
      const rows: (Entry<TableName> | null)[] = [];
      for (const [id, entry] of books[table]) {
        const draft = draftOf(table, id);
        rows.push(draft === undefined ? entry : draft.entry);
      }
      for (const draft of drafts.values())
        if (draft.table === table && !books[table].has(draft.id)) rows.push(draft.entry);
      return rows
        .filter((entry) => entry !== null && entry.owner === owner)
        .map((entry) => entry?.object as Stored[typeof table]);
    },
    put(table, object) {
      const { id } = object as { readonly id: string };
      write({ table, id, entry: { owner, object } });
      return object;
    },
    remove: (table, id) => write({ table, id, entry: null }),
    tell(type, object, previous) {
      const event: Stored["event"] = {
        id: work.newId("evt"),
        object: "event",
        ...(owner === "" ? {} : { account: owner }),
        // That of the library, whose types the objects have.
        api_version: Stripe.API_VERSION,
        created: work.nowS,
        data: { object, ...(previous === undefined ? {} : { previous_attributes: previous }) },
        livemode: false,
        pending_webhooks: 1,
        request: {
          id: context.request?.id ?? null,
          idempotency_key: context.request?.idempotencyKey ?? null,
        },
        type,
      };
      work.put("event", event);
      const platform = work.as("");
      for (const dueAtMs of planDeliveries(settingsOf(platform).weather, nowMs, rng))
        platform.put("delivery", {
          id: work.newId("dlv"),
          eventId: event.id,
          dueAtMs,
          attempts: 0,
          firstAtMs: nowMs,
        });
    },
    as: (other) => (other === owner ? work : workOn(books, drafts, { ...context, owner: other })),
    changes: () => [...drafts.values()],
  };
  return work;
}

/** Writes what was done into the books. The oldest rows of a table that is full are forgotten; returns all that changed. */
export function commit(books: Books, work: Work): readonly Change[] {
  const changes = [...work.changes()];
  for (const { table, id, entry } of changes) {
    const rows = books[table] as Map<string, Entry<TableName>>;
    if (entry === null) rows.delete(id);
    else rows.set(id, entry);
    for (const [oldest] of rows) {
      if (rows.size <= OBJECTS_MAX) break;
      rows.delete(oldest);
      changes.push({ table, id: oldest, entry: null });
    }
  }
  return changes;
}
