// The check of a file of any kind, as the page runs it before an upload and the worker's steps after it: one answer for both.

import { type AvatarCheck, checkAvatar } from "../avatar/check-avatar.ts";
import { checkModel } from "../avatar/check-model.ts";
import { hasErrors } from "../avatar/findings.ts";
import type { Finding } from "../schema/asset.ts";
import type { AvatarLimits } from "../schema/avatar-limits.ts";
import type { BundlePlatform } from "../schema/bundle-platform.ts";
import type { UploadKind } from "../schema/upload.ts";
import { checkAudio } from "./audio.ts";
import { checkBundle } from "./bundle.ts";
import { checkImage } from "./image.ts";

/** What a file is meant to be. `platform` is that of an AssetBundle, null for every other file. */
export type Purpose = { readonly kind: UploadKind; readonly platform: BundlePlatform | null };

/** The verdict, and of an avatar what was counted and what its creator says. */
export type FileCheck = Pick<AvatarCheck, "ok" | "findings" | "facts" | "licence">;

/** Checks a file as what it is meant to be; `avatarLimits` are an operator's. Never throws for what the bytes say. */
export function checkFile(bytes: Uint8Array, purpose: Purpose, avatarLimits?: AvatarLimits): FileCheck {
  const { kind } = purpose;
  if (kind === "avatar") return checkAvatar(bytes, avatarLimits);
  const findings = findingsOf(bytes, { ...purpose, kind });
  return { ok: !hasErrors(findings), findings, facts: null, licence: null };
}

type PlainPurpose = Purpose & { readonly kind: Exclude<UploadKind, "avatar"> };

function findingsOf(bytes: Uint8Array, { kind, platform }: PlainPurpose): readonly Finding[] {
  switch (kind) {
    case "world":
      return platform === null ? checkModel(bytes, kind).findings : checkBundle(bytes, platform).findings;
    case "item":
    case "accessory":
      return checkModel(bytes, kind).findings;
    case "image":
      return checkImage(bytes).findings;
    case "audio":
      return checkAudio(bytes).findings;
  }
}
