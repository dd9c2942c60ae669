// Who hears of a purchase: the friend it is for, and whoever made it, once a day for each thing and not who bought it.

import type { SellableKind } from "../../shared/schema/store.ts";
import type { DbOrTx } from "../db/client.ts";
import { changeNotifications, type NotificationChange } from "../notifications/notify.ts";
import type { PurchaseRecord } from "./holding-store.ts";

/** The last of the transaction that takes a lock. */
export async function tellOfPurchase(
  tx: DbOrTx,
  { holderId, buyerId, creatorId, assetId, assetName, createdAt }: PurchaseRecord,
  { kind, note }: { readonly kind: SellableKind; readonly note: string },
): Promise<void> {
  const asset = { id: assetId, kind, name: assetName };
  const sold: NotificationChange = {
    change: "tell",
    userId: creatorId,
    kind: "sold",
    actorId: null,
    subject: assetId,
    facts: { asset },
  };
  const given: NotificationChange = {
    change: "tell",
    userId: holderId,
    kind: "present",
    actorId: buyerId,
    subject: assetId,
    facts: { asset, note },
  };
  await changeNotifications(tx, holderId === buyerId ? [sold] : [sold, given], createdAt);
}
