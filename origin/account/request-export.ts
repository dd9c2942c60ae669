// A user asks for a copy of everything about them, and looks whether it is there. Making it is a job's.

import { Problem } from "../../shared/http/problem.ts";
import type { UserId } from "../../shared/schema/ids.ts";
import { cryptoBytes } from "../../shared/schema/ids.ts";
import type { AccountExport } from "../../shared/schema/user.ts";
import type { OriginDeps } from "../deps.ts";
import { notFound } from "../route-params.ts";
import { lockUser } from "../users/store.ts";
import { exportKey } from "./export-key.ts";
import { type ExportRecord, findExport, upsertExport } from "./store.ts";

/** One that was asked for so recently is the answer to another request. */
export const EXPORT_AGAIN_AFTER_MS = 10 * 60_000;
/** A URL that leaks is of no use for long. */
export const DOWNLOAD_LIFETIME_SECONDS = 300;
const ID_BYTES = 24;

type Deps = Pick<OriginDeps, "db" | "nowMs" | "enqueue" | "signUploadBucketUrl">;

/** Throws USER_NOT_FOUND (404). */
export async function requestExport(deps: Deps, userId: UserId): Promise<AccountExport> {
  const nowMs = deps.nowMs();
  const record = await deps.db.transaction(async (tx) => {
    // Held, so that two requests at once are one.
    if ((await lockUser(tx, userId)) === null) throw notFound("user");
    const known = await findExport(tx, userId);
    if (known !== null && nowMs - known.requestedAt.getTime() < EXPORT_AGAIN_AFTER_MS) return known;
    const id = cryptoBytes(ID_BYTES).toBase64({ alphabet: "base64url" });
    const asked = {
      userId,
      id,
      requestedAt: new Date(nowMs),
      readyAt: null,
      expiresAt: null,
      sizeBytes: null,
    };
    await upsertExport(tx, asked);
    await deps.enqueue(tx, "account.export", { userId, exportId: id });
    if (known !== null) await deps.enqueue(tx, "account.remove-export", { exportId: known.id });
    return asked;
  });
  return render(deps, record, nowMs);
}

/** Throws EXPORT_NOT_FOUND (404) where none was asked for, or its file has expired. */
export async function getExport(
  deps: Pick<Deps, "db" | "nowMs" | "signUploadBucketUrl">,
  userId: UserId,
): Promise<AccountExport> {
  const nowMs = deps.nowMs();
  const record = await findExport(deps.db, userId);
  if (record === null || (record.expiresAt !== null && record.expiresAt.getTime() <= nowMs))
    throw new Problem({
      status: 404,
      code: "EXPORT_NOT_FOUND",
      title: "There is no copy of your data",
      detail: "None was asked for, or it has expired. Ask for one: POST /v1/me/export.",
    });
  return render(deps, record, nowMs);
}

async function render(
  { signUploadBucketUrl }: Pick<Deps, "signUploadBucketUrl">,
  record: ExportRecord,
  nowMs: number,
): Promise<AccountExport> {
  const isReady = record.readyAt !== null;
  const lifetimeSeconds = DOWNLOAD_LIFETIME_SECONDS;
  const request = {
    method: "GET",
    objectKey: exportKey(record.id),
    query: {},
    headers: {},
    lifetimeSeconds,
  } as const;
  return {
    status: isReady ? "ready" : "waiting",
    requestedAt: record.requestedAt.toISOString(),
    readyAt: record.readyAt?.toISOString() ?? null,
    expiresAt: record.expiresAt?.toISOString() ?? null,
    sizeBytes: record.sizeBytes,
    downloadUrl: isReady ? await signUploadBucketUrl(request, nowMs) : null,
    downloadUrlExpiresAt: isReady ? new Date(nowMs + lifetimeSeconds * 1000).toISOString() : null,
  };
}
