// Whether a file may be uploaded, by the limits and by what its owner says of it. Pure; names everything that is wrong.

import type { ProblemError } from "../../shared/http/problem.ts";
import { INVISIBLE } from "../../shared/schema/text.ts";
import {
  type UploadKind,
  type UploadRequest,
  type UploadRules,
  uploadRule,
} from "../../shared/schema/upload.ts";
import { catalogKindOf } from "./index-asset.ts";

/** Every fault of the request, by the field that has it; none when it may be granted. */
export function uploadFaults(rules: UploadRules, kind: UploadKind, asked: UploadRequest): ProblemError[] {
  const faults: ProblemError[] = [];
  const { contentType, fileName, fileSize, platform, replaces } = asked;
  if (replaces !== undefined && catalogKindOf(kind) === null)
    faults.push({
      name: "replaces",
      message: "belongs to avatars, items and accessories alone: worlds have versions of their own",
      actual: replaces,
    });
  if (platform !== undefined && kind !== "world")
    faults.push({ name: "platform", message: "belongs to worlds alone", actual: platform });
  const rule = uploadRule(rules, kind, platform);
  const bundleOnly =
    kind === "world" && platform === undefined && rules.worldBundle.contentTypes.includes(contentType);
  if (bundleOnly && !rule.contentTypes.includes(contentType))
    faults.push({ name: "platform", message: "say which platform this AssetBundle is for" });
  else if (!rule.contentTypes.includes(contentType))
    faults.push({
      name: "contentType",
      message: `must be one of ${rule.contentTypes.join(", ")}`,
      actual: contentType,
      limit: rule.contentTypes,
    });
  if (INVISIBLE.test(fileName) || /[/\\]/.test(fileName))
    faults.push({
      name: "fileName",
      message: "must not contain control or invisible characters, nor a path",
    });
  else if (!rule.extensions.some((extension) => hasExtension(fileName, extension)))
    faults.push({
      name: "fileName",
      message: `must end with ${rule.extensions.join(" or ")}`,
      actual: fileName,
      limit: rule.extensions,
    });
  if (fileSize < rule.sizeMinBytes)
    faults.push({ name: "fileSize", message: "is too small", actual: fileSize, limit: rule.sizeMinBytes });
  if (fileSize > rule.sizeMaxBytes)
    faults.push({ name: "fileSize", message: "is too large", actual: fileSize, limit: rule.sizeMaxBytes });
  return faults;
}

/** A name is more than its ending. */
function hasExtension(fileName: string, extension: string): boolean {
  return fileName.length > extension.length && fileName.toLowerCase().endsWith(extension);
}
