// How much one user may bring: uploads within a day, and bytes kept for them. Which limits are theirs follows from who they are.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import type { OwnUploadPage } from "../../shared/schema/public-api.ts";
import type { UploadQuota } from "../../shared/schema/upload.ts";
import type { DbOrTx } from "../db/client.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { findUser, type UserRecord } from "../users/store.ts";
import { countUploads, sumStoredBytes } from "./store.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type Deps = Pick<OriginDeps, "nowMs" | "uploadLimits"> & { readonly db: DbOrTx };
type Usage = OwnUploadPage["quota"] & {
  /** When the oldest upload that counts will count no more. */
  readonly freesAtMs: number | null;
};

/** What the user has used, and may use. Throws USER_NOT_FOUND (404). */
export async function uploadUsage(deps: Deps, ownerId: UserId): Promise<Usage> {
  const user = await findUser(deps.db, ownerId);
  if (user === null) throw notFound("user");
  const { uploadsPerDay, storedMaxBytes } = quotaOf(deps, user);
  const begun = await countUploads(deps.db, ownerId, new Date(deps.nowMs() - DAY_MS));
  return {
    uploadsToday: begun.count,
    uploadsPerDay,
    storedBytes: await sumStoredBytes(deps.db, ownerId),
    storedMaxBytes,
    freesAtMs: begun.oldestAtMs === null ? null : begun.oldestAtMs + DAY_MS,
  };
}

/** Throws USER_NOT_FOUND (404), UPLOAD_QUOTA_REACHED (429) or UPLOAD_STORAGE_FULL (409). Call it under the owner's lock. */
export async function requireRoom(deps: Deps, ownerId: UserId, fileSizeBytes: number): Promise<void> {
  const { uploadsToday, uploadsPerDay, storedBytes, storedMaxBytes, freesAtMs } = await uploadUsage(
    deps,
    ownerId,
  );
  if (uploadsToday >= uploadsPerDay)
    throw new Problem({
      status: 429,
      code: "UPLOAD_QUOTA_REACHED",
      title: "You have begun as many uploads as you may within 24 hours",
      detail: `You began ${uploadsToday}; at most ${uploadsPerDay} are allowed.`,
      errors: [{ name: "uploadsPerDay", message: "is reached", actual: uploadsToday, limit: uploadsPerDay }],
      headers: { "retry-after": String(retryAfterS(freesAtMs, deps.nowMs())) },
    });
  const wouldBeBytes = storedBytes + fileSizeBytes;
  if (wouldBeBytes > storedMaxBytes)
    throw new Problem({
      status: 409,
      code: "UPLOAD_STORAGE_FULL",
      title: "There is no room left for this file",
      detail: `With it you would keep ${wouldBeBytes} bytes; at most ${storedMaxBytes} are allowed.`,
      errors: [
        { name: "storedBytes", message: "would be over", actual: wouldBeBytes, limit: storedMaxBytes },
      ],
    });
}

function quotaOf({ uploadLimits: { quotas } }: Deps, user: UserRecord): UploadQuota {
  if (user.platformRole !== "user") return quotas.staff;
  return user.role === "guest" ? quotas.guest : quotas.member;
}

/** Where nothing is allowed at all, asking again tomorrow is as good as any time. */
function retryAfterS(freesAtMs: number | null, nowMs: number): number {
  return Math.ceil(Math.max(1000, (freesAtMs ?? nowMs + DAY_MS) - nowMs) / 1000);
}
