// bun run upload -- my-avatar.vrm: signs in as a guest, uploads the file the way the page does, and tells what happens.

import { basename, extname } from "node:path";
import { parseArgs } from "node:util";
import { createEdgeClient, type EdgeClient } from "../shared/client/edge-client.ts";
import { followUpload } from "../shared/client/follow-upload.ts";
import type { Asset, Finding } from "../shared/schema/asset.ts";
import { type BundlePlatform, bundlePlatformSchema } from "../shared/schema/bundle-platform.ts";
import type { UploadStatus } from "../shared/schema/public-api.ts";
import {
  UPLOAD_FILE_MAX_BYTES,
  type UploadKind,
  type UploadLimits,
  uploadKindSchema,
  uploadRule,
} from "../shared/schema/upload.ts";
import type { Locale } from "../shared/schema/user.ts";
import { describeFacts } from "./upload/describe-facts.ts";
import { type SentFile, sendInParts, sendWhole } from "./upload/send-file.ts";
import { DEFAULT_EDGE_URL, edgeUrlOf } from "./visitor/edge-url.ts";
import { localeOf, terminalLanguage } from "./visitor/locale.ts";
import { exitCodeOf, VisitFailed } from "./visitor/visit-failed.ts";

const USAGE = `Uploads a file to a running Hiroba and waits until it is published.

  bun run upload -- <file> [--kind <kind>] [--platform <platform>] [--edge <url>] [--name <name>] [--lang <lang>]

  --kind <kind>          ${uploadKindSchema.options.join(", ")} (default avatar: a .vrm, VRM 0.x or 1.0)
  --platform <platform>  for a world that is a Unity AssetBundle: ${bundlePlatformSchema.options.join(", ")}
  --edge <url>           where Hiroba answers (default ${DEFAULT_EDGE_URL})
  --name <name>          the guest who uploads it (default "Uploader")
  --lang <lang>          language of what is found in the file, ja or en (default: the terminal's own)
  --help                 this text

Exit code 0: published. 1: refused or failed, and the text says why; 64: the command line is wrong.
`;
/** The worker gives up on a file after 60 s; the rest is waiting for a worker. */
const FOLLOW_MAX_MS = 180_000;

/** What each step of the pipeline is doing, in words. */
const STEP_TEXT: Readonly<Record<string, string>> = {
  scan: "looking at the file",
  "validate-vrm": "checking the model, its bones, textures and licence",
  "validate-model": "checking the model and its textures",
  fix: "putting small faults right",
  "validate-bundle": "checking the AssetBundle",
  "validate-audio": "checking the audio",
  "remake-image": "making the picture anew",
  thumbnail: "drawing its picture",
  publish: "publishing it",
};

type Options = {
  readonly path: string;
  readonly kind: UploadKind;
  readonly platform: BundlePlatform | null;
  readonly edgeUrl: string;
  readonly displayName: string;
  readonly locale: Locale;
};

function readArguments(argv: readonly string[]): Options | "help" {
  const { values, positionals } = parseFlags(argv);
  if (values.help) return "help";
  const [path, ...others] = positionals;
  if (path === undefined) throw new VisitFailed(`Which file? Name one.\n\n${USAGE}`, "usage");
  if (others.length > 0)
    throw new VisitFailed(`One file at a time, please: ${others.join(" ")} is too many.`, "usage");
  const kind = uploadKindSchema.safeParse(values.kind);
  if (!kind.success) throw new VisitFailed(`--kind ${values.kind} is none.\n\n${USAGE}`, "usage");
  const platform = bundlePlatformSchema.nullable().safeParse(values.platform ?? null);
  if (!platform.success) throw new VisitFailed(`--platform ${values.platform} is none.\n\n${USAGE}`, "usage");
  return {
    path,
    kind: kind.data,
    platform: platform.data,
    edgeUrl: edgeUrlOf(values.edge),
    displayName: values.name,
    locale: localeOf(values.lang, terminalLanguage(process.env)),
  };
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        edge: { type: "string", default: DEFAULT_EDGE_URL },
        kind: { type: "string", default: "avatar" },
        platform: { type: "string" },
        name: { type: "string", default: "Uploader" },
        lang: { type: "string" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    throw new VisitFailed(`${error instanceof Error ? error.message : error}\n\n${USAGE}`, "usage");
  }
}

async function readFile(path: string): Promise<Uint8Array> {
  const file = Bun.file(path);
  const bytes = await file.bytes().catch((error: unknown) => {
    throw new VisitFailed(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  if (bytes.byteLength === 0) throw new VisitFailed(`${path} is empty.`);
  if (bytes.byteLength > UPLOAD_FILE_MAX_BYTES)
    throw new VisitFailed(
      `${path} has ${megabytes(bytes.byteLength)}; at most ${megabytes(UPLOAD_FILE_MAX_BYTES)} are allowed.`,
    );
  return bytes;
}

/** By the ending of its name, as far as the kind allows it. */
function contentTypeOf(limits: UploadLimits, { path, kind, platform }: Options): string {
  const allowed = uploadRule(limits.kinds, kind, platform).contentTypes;
  const byEnding = CONTENT_TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";
  return allowed.includes(byEnding) ? byEnding : (allowed[0] ?? byEnding);
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".vrm": "model/gltf-binary",
  ".glb": "model/gltf-binary",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".webp": "image/webp",
  ".mp3": "audio/mpeg",
  ".ogg": "audio/ogg",
  ".oga": "audio/ogg",
  ".opus": "audio/ogg",
  ".wav": "audio/wav",
  ".m4a": "audio/mp4",
};

/** Sends the file, in parts where it is large. Returns where its status is told. */
async function send(edge: EdgeClient, options: Options, bytes: Uint8Array): Promise<string> {
  const limits = await edge.uploadLimits();
  const { kind, platform } = options;
  const file: SentFile = {
    name: basename(options.path),
    contentType: contentTypeOf(limits, options),
    bytes,
  };
  const asked = {
    contentType: file.contentType,
    fileName: file.name,
    fileSize: bytes.byteLength,
    ...(platform === null ? {} : { platform }),
  };
  if (bytes.byteLength <= limits.multipart.overBytes) {
    const policy = await edge.uploadPolicy(kind, asked);
    await sendWhole(policy, file);
    return policy.statusApiUrl;
  }
  const upload = await edge.multipartUpload(kind, asked);
  await sendInParts(upload, file);
  await edge.completeUpload(kind, upload.uploadId);
  return upload.statusApiUrl;
}

/** Follows until the pipeline has spoken, printing each step once. */
async function follow(edge: EdgeClient, statusApiUrl: string): Promise<UploadStatus> {
  const shown = new Set<string>();
  const status = await followUpload({
    statusApiUrl,
    fetch,
    nowMs: Date.now,
    poll: edge.uploadStatus,
    onStatus: ({ progress }) => {
      if (progress === null || shown.has(progress.step)) return;
      shown.add(progress.step);
      const { step, stepsDone, stepsTotal } = progress;
      say(`  ${Math.min(stepsDone + 1, stepsTotal)}/${stepsTotal} ${STEP_TEXT[step] ?? step}`);
    },
    signal: new AbortController().signal,
    giveUpAfterMs: FOLLOW_MAX_MS,
  });
  if (status !== null) return status;
  throw new VisitFailed(
    `Nothing was decided within ${FOLLOW_MAX_MS / 1000} s. Is the UGC worker running? The upload goes on: ${statusApiUrl}`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function printFindings(findings: readonly Finding[], locale: Locale): void {
  for (const { severity, code, message, pointer, fixed } of findings) {
    say(`  ${(fixed === true ? "fixed" : severity).padEnd(7)} ${message[locale]}`);
    say(`          [${code}]${pointer === "" ? "" : ` at ${pointer}`}`);
  }
}

function printAsset({ id, kind, name, licence, facts, file, thumbnailUrl }: Asset): void {
  const authors = licence?.authors ?? [];
  say(`Published: “${name}”${authors.length === 0 ? "" : ` by ${authors.join(", ")}`}`);
  say(`  id         ${id}`);
  say(`  ${kind.padEnd(10)} ${describeFacts(facts)}`);
  if (licence !== null)
    say(
      `  licence    ${licence.licenceUrl ?? "none named"}; may be worn by: ${PERMISSION_TEXT[licence.avatarPermission]}`,
    );
  say(`  file       ${file.url} (${megabytes(file.sizeBytes)})`);
  if (thumbnailUrl !== null) say(`  picture    ${thumbnailUrl}`);
}

const PERMISSION_TEXT: Readonly<Record<NonNullable<Asset["licence"]>["avatarPermission"], string>> = {
  onlyAuthor: "its author only",
  onlySeparatelyLicensedPerson: "people with a licence of their own",
  everyone: "everyone",
};

async function upload(options: Options): Promise<boolean> {
  const { path, kind, edgeUrl, displayName, locale } = options;
  const name = basename(path);
  const bytes = await readFile(path);
  const edge = createEdgeClient({ edgeUrl, session: "bearer", fetch, nowMs: Date.now });
  const user = await edge.signInAsGuest(displayName, locale);
  say(`Signed in at ${edgeUrl} as guest “${user.displayName}”.`);
  const statusApiUrl = await send(edge, options, bytes);
  say(`Sent ${name} (${megabytes(bytes.byteLength)}). It is now being processed:`);
  const status = await follow(edge, statusApiUrl);
  if (status.status === "COMPLETED" && status.asset !== undefined) {
    printAsset(status.asset);
    if (status.findings.length > 0) say("Worth knowing:");
    printFindings(status.findings, locale);
    return true;
  }
  say(`Refused: ${name} cannot be uploaded as ${kind} as it is.`);
  if (status.findings.length === 0) say(`  ${status.reason ?? "no reason was given"}`);
  printFindings(status.findings, locale);
  return false;
}

let edgeUrl = "";
process.exitCode = await exitCodeOf(
  () => edgeUrl,
  async () => {
    const options = readArguments(Bun.argv.slice(2));
    if (options === "help") {
      say(USAGE);
      return 0;
    }
    edgeUrl = options.edgeUrl;
    return (await upload(options)) ? 0 : 1;
  },
);
