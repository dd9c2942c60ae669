// Free exchange tickets, as an operator has them issued.

import * as z from "zod";
import { booksReasonSchema } from "../books.ts";
import { userIdSchema } from "../ids.ts";

export const EXCHANGE_TICKETS_PER_ISSUE_MAX = 100;
export const EXCHANGE_TICKETS_LIVE_MAX_DAYS = 365;
const KEY_MAX_CHARS = 100;

/** For somebody, once for each key. */
export const issueExchangeTicketsSchema = z.strictObject({
  key: z
    .string()
    .regex(/^[\x21-\x7e]+$/, "expected visible ASCII characters")
    .max(KEY_MAX_CHARS),
  userId: userIdSchema,
  count: z.number().int().min(1).max(EXCHANGE_TICKETS_PER_ISSUE_MAX),
  liveDays: z.number().int().min(1).max(EXCHANGE_TICKETS_LIVE_MAX_DAYS),
  reason: booksReasonSchema,
});
export type IssueExchangeTickets = z.infer<typeof issueExchangeTicketsSchema>;
/** Whether it is new: done before, it is done. */
export const issuedExchangeTicketsSchema = z.object({ isNew: z.boolean() });
