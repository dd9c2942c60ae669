// The end of an account whose time has come: its rows, and then its files, really go. What stays says of whom it is no more.

import type { UserId } from "../../shared/schema/ids.ts";
import { listKeysOfOwner } from "../assets/delivery-store.ts";
import { settleDelivery } from "../assets/settle-delivery.ts";
import { hideEntries } from "../catalog/hide-entries.ts";
import { forgetLikes } from "../catalog/like-store.ts";
import type { OriginDeps } from "../deps.ts";
import { forgetRsvps } from "../events/rsvp-store.ts";
import { settleEventsOf } from "../events/settle-events.ts";
import { forfeitCoins } from "../money/expire-coins.ts";
import { forfeitExchangeTickets } from "../money/expire-exchange-tickets.ts";
import { closeEarnings } from "../payouts/close-earnings.ts";
import { removeObject } from "../s3/remove-object.ts";
import { forgetFollows } from "../social/forget-follows.ts";
import { handDownHeld } from "../store/hand-down-held.ts";
import { exportKey } from "./export-key.ts";
import { personalTables } from "./personal-data.ts";
import { erasePersonalRows, findExport, listDueErasures, listUploadKeys, lockForErasure } from "./store.ts";

const ACCOUNTS_PER_LOOK_MAX = 1_000;
/** Files one job removes; an account with more gets more jobs. */
export const FILES_PER_JOB_MAX = 200;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "enqueue">;
export type FilesToRemove = {
  /** In the upload bucket; with the store's own name of an upload in parts. */
  readonly uploads: { readonly objectKey: string; readonly storeUploadId: string | null }[];
  /** In the delivery bucket; equal files of others share them. */
  readonly assets: string[];
};

/** Makes a job for every account whose time has come. One that is being erased already may get another, which finds nothing. */
export async function eraseDue(deps: Deps): Promise<void> {
  const due = await listDueErasures(deps.db, new Date(deps.nowMs()), ACCOUNTS_PER_LOOK_MAX);
  for (const userId of due) await deps.enqueue(deps.db, "account.erase", { userId });
}

/**
 * Erases the account if its time has come; else, or where it is gone, does nothing. The files' keys go into jobs of the same
 * transaction, so that none is forgotten with its row.
 */
export async function eraseAccount(deps: Deps, userId: UserId): Promise<void> {
  const now = new Date(deps.nowMs());
  await deps.db.transaction(async (tx) => {
    const user = await lockForErasure(tx, userId);
    if (user?.eraseAt == null || user.eraseAt > now) return;
    await handDownHeld(tx, userId, now);
    const uploads = await listUploadKeys(tx, userId);
    const copy = await findExport(tx, userId);
    if (copy !== null) uploads.push({ objectKey: exportKey(copy.id), storeUploadId: null });
    for (const files of inJobs({ uploads, assets: await listKeysOfOwner(tx, userId) }))
      await deps.enqueue(tx, "account.remove-files", files);
    // What was made public since it was hidden, by whatever way, is told to the edges before it goes.
    await hideEntries(tx, userId, now);
    await forgetLikes(tx, userId);
    await forgetFollows(tx, userId);
    await forgetRsvps(tx, userId);
    await forfeitCoins(tx, userId, now);
    await forfeitExchangeTickets(tx, userId, now);
    await closeEarnings(tx, userId, now);
    await settleEventsOf(tx, userId, deps.enqueue, now);
    for (const table of personalTables) await erasePersonalRows(tx, table, userId);
  });
}

/** Removes files of an erased account, but for those that an asset of somebody else has too. May be repeated. */
export async function removeFiles(
  deps: Pick<OriginDeps, "db" | "store" | "uploadBucket" | "deliveryBucket">,
  { uploads, assets }: FilesToRemove,
): Promise<void> {
  for (const { objectKey, storeUploadId } of uploads) {
    const place = { bucket: deps.uploadBucket, key: objectKey };
    if (storeUploadId !== null) await deps.store.abortMultipart(place, storeUploadId);
    await removeObject(deps.store, place);
  }
  await settleDelivery(deps, assets);
}

function inJobs({ uploads, assets }: FilesToRemove): FilesToRemove[] {
  const jobs: FilesToRemove[] = [];
  const most = Math.max(uploads.length, assets.length);
  for (let at = 0; at < most; at += FILES_PER_JOB_MAX) {
    const end = at + FILES_PER_JOB_MAX;
    jobs.push({ uploads: uploads.slice(at, end), assets: assets.slice(at, end) });
  }
  return jobs;
}
