// The header of a Unity AssetBundle ("UnityFS"): who built it, how long it is, and, where the directory is not compressed out of
// sight, for which platform. What is in it is Unity's business; nothing of it is unpacked here but that one number.

import { Findings } from "../avatar/findings.ts";
import { plainText } from "../avatar/plain-text.ts";
import type { BundleFacts, Finding } from "../schema/asset.ts";
import type { BundlePlatform } from "../schema/upload.ts";

const SIGNATURE = "UnityFS";
/** Older containers have other signatures; 6 is Unity 5.3, 8 is Unity 2022. */
const FORMAT_MIN = 6;
const FORMAT_MAX = 8;
const TEXT_MAX_BYTES = 64;
/** `2022.3.22f1`, and the marks that long-term and regional builds add. */
const UNITY_VERSION = /^\d{1,4}\.\d{1,3}\.\d{1,4}[abfpx]\d{1,4}[0-9A-Za-z.-]{0,16}$/;

export type BundleCheck = { readonly findings: readonly Finding[]; readonly facts: BundleFacts | null };

/**
 * Checks the header. Shape: "UnityFS" NUL | u32 format | player version NUL | editor version NUL | i64 bytes of the file |
 * u32 compressed and u32 uncompressed bytes of the directory | u32 flags; all big-endian.
 */
export function checkBundle(bytes: Uint8Array, platform: BundlePlatform): BundleCheck {
  const findings = new Findings();
  const header = readHeader(bytes, findings);
  if (header === null) return { findings: findings.list(), facts: null };
  if (header.fileBytes !== bytes.length)
    findings.report("BUNDLE_LENGTH", { actual: bytes.length, limit: header.fileBytes });
  if (!UNITY_VERSION.test(header.unityVersion))
    findings.report("BUNDLE_VERSION", { actual: plainText(header.unityVersion, 40), limit: "2022.3.0f1" });
  const list = findings.list();
  const facts: BundleFacts = {
    format: "unity-bundle",
    formatVersion: header.formatVersion,
    unityVersion: header.unityVersion,
    platform,
    platformSeen: null,
  };
  return { findings: list, facts: list.length === 0 ? facts : null };
}

type Header = { readonly formatVersion: number; readonly unityVersion: string; readonly fileBytes: number };

function readHeader(bytes: Uint8Array, findings: Findings): Header | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const signature = readText(bytes, 0);
  if (signature?.text !== SIGNATURE) {
    findings.report("BUNDLE_MAGIC", { actual: plainText(signature?.text ?? "", 20), limit: SIGNATURE });
    return null;
  }
  const truncated = () => {
    findings.report("BUNDLE_LENGTH", { actual: bytes.length, limit: null });
    return null;
  };
  if (signature.end + 4 > bytes.length) return truncated();
  const formatVersion = view.getUint32(signature.end);
  if (formatVersion < FORMAT_MIN || formatVersion > FORMAT_MAX) {
    findings.report("BUNDLE_FORMAT", { actual: formatVersion, limit: `${FORMAT_MIN}–${FORMAT_MAX}` });
    return null;
  }
  const player = readText(bytes, signature.end + 4);
  const editor = player === null ? null : readText(bytes, player.end);
  if (editor === null || editor.end + 20 > bytes.length) return truncated();
  const fileBytes = Number(view.getBigInt64(editor.end));
  return { formatVersion, unityVersion: editor.text, fileBytes };
}

/** Text up to its NUL, at most TEXT_MAX_BYTES of it; null when there is no end. */
function readText(bytes: Uint8Array, start: number): { readonly text: string; readonly end: number } | null {
  const end = bytes.subarray(start, start + TEXT_MAX_BYTES).indexOf(0);
  if (end === -1) return null;
  return { text: String.fromCharCode(...bytes.subarray(start, start + end)), end: start + end + 1 };
}
