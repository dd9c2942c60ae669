// What Stripe hints at that is about creators: an account that changed, a transfer that was made or came back. Stripe is asked then.

import * as z from "zod";
import { payoutIdSchema } from "../../shared/schema/ids.ts";
import type { OriginDeps } from "../deps.ts";
import { askAccount } from "./payout-account.ts";
import { settlePayout } from "./settle-payout.ts";
import { findAccountByStripeId, findPayoutByTransfer } from "./store.ts";

const objectSchema = z.discriminatedUnion("object", [
  z.object({ object: z.literal("account"), id: z.string() }),
  z.object({ object: z.literal("transfer"), id: z.string(), metadata: z.object({ payout: payoutIdSchema }) }),
]);
const payloadSchema = z.object({ data: z.object({ object: objectSchema }) });

type Deps = Pick<OriginDeps, "db" | "nowMs" | "stripe">;

/** Whether it was about a creator. Throws what settlePayout throws: then it is heard again later. */
export async function hearOfPayout(deps: Deps, payload: unknown): Promise<boolean> {
  const parsed = payloadSchema.safeParse(payload);
  if (!parsed.success) return false;
  const about = parsed.data.data.object;
  if (about.object === "transfer") await settlePayout(deps, about.metadata.payout);
  else {
    const account = await findAccountByStripeId(deps.db, about.id);
    if (account !== null) await askAccount(deps, account);
  }
  return true;
}

/** A line of Stripe's balance is about a transfer. */
export async function settleTransfer(
  deps: Deps,
  { transferId, payoutId }: { readonly transferId: string; readonly payoutId: string | null },
): Promise<void> {
  const named = payoutIdSchema.safeParse(payoutId);
  const known = named.success ? named.data : (await findPayoutByTransfer(deps.db, transferId))?.id;
  if (known !== undefined) await settlePayout(deps, known);
}
