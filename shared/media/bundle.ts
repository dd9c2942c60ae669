// A Unity AssetBundle ("UnityFS") by its header: who built it, how long it is, and, where its first block is not packed by LZMA,
// for which platform. What is in it is Unity's business; nothing of it is unpacked here but that one number.

import { Findings } from "../avatar/findings.ts";
import { plainText } from "../avatar/plain-text.ts";
import type { BundleFacts, Finding } from "../schema/asset.ts";
import type { BundlePlatform } from "../schema/bundle-platform.ts";
import { BigEndianReader } from "./big-endian.ts";
import { platformName, readBuildTarget } from "./bundle-platform.ts";

const SIGNATURE = "UnityFS";
/** Older containers have other signatures; 6 is Unity 5.3, 8 is Unity 2022. */
const FORMAT_MIN = 6;
const FORMAT_MAX = 8;
const TEXT_MAX_BYTES = 64;
/** `2022.3.22f1`, and the marks that long-term and regional builds add. */
const UNITY_VERSION = /^\d{1,4}\.\d{1,3}\.\d{1,4}[abfpx]\d{1,4}[0-9A-Za-z.-]{0,16}$/;

export type BundleHeader = {
  readonly formatVersion: number;
  readonly unityVersion: string;
  readonly fileBytes: number;
  readonly directoryPackedBytes: number;
  readonly directoryBytes: number;
  readonly flags: number;
  /** Where the header ends. */
  readonly end: number;
};

export type BundleCheck = { readonly findings: readonly Finding[]; readonly facts: BundleFacts | null };

/** Checks a bundle that its creator says is for `platform`. Never throws for what the bytes say. */
export function checkBundle(bytes: Uint8Array, platform: BundlePlatform): BundleCheck {
  const findings = new Findings();
  const facts = readFacts(bytes, platform, findings);
  const list = findings.list();
  return { findings: list, facts: list.length === 0 ? facts : null };
}

function readFacts(bytes: Uint8Array, platform: BundlePlatform, findings: Findings): BundleFacts | null {
  const header = readHeader(bytes, findings);
  if (header === null) return null;
  const { formatVersion, unityVersion } = header;
  if (header.fileBytes !== bytes.length)
    findings.report("BUNDLE_LENGTH", { actual: bytes.length, limit: header.fileBytes });
  if (!UNITY_VERSION.test(unityVersion))
    findings.report("BUNDLE_VERSION", { actual: plainText(unityVersion, 40), limit: "2022.3.0f1" });
  const seen = platformName(readBuildTarget(bytes, header));
  if (seen !== null && seen !== platform)
    findings.report("BUNDLE_PLATFORM", { actual: seen, limit: platform });
  const platformSeen = seen === platform ? platform : null;
  return { format: "unity-bundle", formatVersion, unityVersion, platform, platformSeen };
}

/**
 * Shape: "UnityFS" NUL | u32 format | player version NUL | editor version NUL | i64 bytes of the file | u32 packed and u32
 * unpacked bytes of the directory | u32 flags; all big-endian.
 */
function readHeader(bytes: Uint8Array, findings: Findings): BundleHeader | null {
  const start = String.fromCharCode(...bytes.subarray(0, SIGNATURE.length + 1));
  if (start !== `${SIGNATURE}\0`) {
    findings.report("BUNDLE_MAGIC", { actual: plainText(start, 20), limit: SIGNATURE });
    return null;
  }
  try {
    const reader = new BigEndianReader(bytes, start.length);
    const formatVersion = reader.u32();
    if (formatVersion < FORMAT_MIN || formatVersion > FORMAT_MAX) {
      findings.report("BUNDLE_FORMAT", { actual: formatVersion, limit: `${FORMAT_MIN}–${FORMAT_MAX}` });
      return null;
    }
    reader.text(TEXT_MAX_BYTES);
    return {
      formatVersion,
      unityVersion: reader.text(TEXT_MAX_BYTES),
      fileBytes: reader.i64(),
      directoryPackedBytes: reader.u32(),
      directoryBytes: reader.u32(),
      flags: reader.u32(),
      end: reader.at,
    };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    findings.report("BUNDLE_LENGTH", { actual: bytes.length });
    return null;
  }
}
