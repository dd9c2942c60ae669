// bun run upload -- my-avatar.vrm: signs in as a guest, uploads the file the way the page does, and tells what happens.

import { basename } from "node:path";
import { parseArgs } from "node:util";
import { createEdgeClient, type EdgeClient } from "../shared/client/edge-client.ts";
import { AVATAR_FILE_MAX_BYTES, type Avatar, type Finding } from "../shared/schema/asset.ts";
import type { UploadPolicy, UploadStatus } from "../shared/schema/public-api.ts";
import { postForm } from "./upload/multipart.ts";
import { DEFAULT_EDGE_URL, edgeUrlOf } from "./visitor/edge-url.ts";
import { exitCodeOf, VisitFailed } from "./visitor/visit-failed.ts";

const USAGE = `Uploads an avatar (.vrm, VRM 0.x or 1.0) to a running Hiroba and waits until it is published.

  bun run upload -- <file.vrm> [--edge <url>] [--name <name>]

  --edge <url>    where Hiroba answers (default ${DEFAULT_EDGE_URL})
  --name <name>   the guest who uploads it (default "Uploader")
  --help          this text

Exit code 0: published. 1: refused or failed, and the text says why; 64: the command line is wrong.
`;
const CONTENT_TYPE = "model/gltf-binary";
const POLL_INTERVAL_MS = 400;
/** The worker gives up on a file after 60 s; the rest is waiting for a worker. */
const FOLLOW_MAX_MS = 180_000;

/** What each step of the pipeline is doing, in words. */
const STEP_TEXT: Readonly<Record<string, string>> = {
  scan: "looking at the file",
  "validate-vrm": "checking the model, its bones, textures and licence",
  thumbnail: "drawing its portrait",
  publish: "publishing it",
};

type Options = { readonly path: string; readonly edgeUrl: string; readonly displayName: string };

function readArguments(argv: readonly string[]): Options | "help" {
  const { values, positionals } = parseFlags(argv);
  if (values.help) return "help";
  const [path, ...others] = positionals;
  if (path === undefined) throw new VisitFailed(`Which file? Name one .vrm file.\n\n${USAGE}`, "usage");
  if (others.length > 0)
    throw new VisitFailed(`One file at a time, please: ${others.join(" ")} is too many.`, "usage");
  return { path, edgeUrl: edgeUrlOf(values.edge), displayName: values.name };
}

function parseFlags(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        edge: { type: "string", default: DEFAULT_EDGE_URL },
        name: { type: "string", default: "Uploader" },
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
  if (bytes.byteLength > AVATAR_FILE_MAX_BYTES)
    throw new VisitFailed(
      `${path} has ${megabytes(bytes.byteLength)}; at most ${megabytes(AVATAR_FILE_MAX_BYTES)} are allowed.`,
    );
  return bytes;
}

async function post(policy: UploadPolicy, name: string, bytes: Uint8Array): Promise<void> {
  const isTerminal = process.stdout.isTTY === true;
  let shownPercent = -1;
  const answer = await postForm({
    url: policy.uploadUrl,
    fields: policy.form,
    file: { name, contentType: CONTENT_TYPE, bytes },
    onProgress: (sentBytes, totalBytes) => {
      const percent = Math.floor((sentBytes / totalBytes) * 100);
      if (!isTerminal || percent === shownPercent) return;
      shownPercent = percent;
      process.stdout.write(`\r  sending ${percent} %`);
    },
  }).catch((error: unknown) => {
    throw new VisitFailed(
      `The upload to ${policy.uploadUrl} broke off: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  if (isTerminal) process.stdout.write("\r\u001b[K");
  if (answer.status >= 300) {
    const code = /<Code>([^<]*)<\/Code>/.exec(answer.body)?.[1] ?? String(answer.status);
    const message = /<Message>([^<]*)<\/Message>/.exec(answer.body)?.[1] ?? answer.body.slice(0, 300);
    throw new VisitFailed(`The store refused the file [${code}]: ${message}`);
  }
}

/** Polls until the pipeline has spoken, printing each step once. */
async function follow(edge: EdgeClient, policy: UploadPolicy): Promise<UploadStatus> {
  const giveUpAtMs = Date.now() + FOLLOW_MAX_MS;
  const shown = new Set<string>();
  while (Date.now() < giveUpAtMs) {
    const status = await edge.uploadStatus(policy.statusApiUrl);
    const { progress } = status;
    if (progress !== null && !shown.has(progress.step)) {
      shown.add(progress.step);
      say(
        `  ${Math.min(progress.stepsDone + 1, progress.stepsTotal)}/${progress.stepsTotal} ${STEP_TEXT[progress.step] ?? progress.step}`,
      );
    }
    if (status.status !== "VALIDATING") return status;
    await Bun.sleep(POLL_INTERVAL_MS);
  }
  throw new VisitFailed(
    `Nothing was decided within ${FOLLOW_MAX_MS / 1000} s. Is the UGC worker running? The upload goes on: ${policy.statusApiUrl}`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function megabytes(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function printFindings(findings: readonly Finding[]): void {
  for (const { severity, code, message, pointer } of findings) {
    say(`  ${severity === "error" ? "error  " : severity.padEnd(7)} ${message.en}`);
    say(`          [${code}]${pointer === "" ? "" : ` at ${pointer}`}`);
  }
}

function printAvatar({ id, name, licence, facts, file, thumbnailUrl }: Avatar): void {
  const by = licence.authors.length === 0 ? "" : ` by ${licence.authors.join(", ")}`;
  say(`Published: “${name}”${by}`);
  say(`  id         ${id}`);
  say(
    `  model      VRM ${facts.vrmVersion}, ${facts.heightM} m, ${facts.triangleCount} triangles, ${facts.materialCount} materials, ${facts.textureCount} textures`,
  );
  say(
    `  licence    ${licence.licenceUrl ?? "none named"}; may be worn by: ${PERMISSION_TEXT[licence.avatarPermission]}`,
  );
  say(`  file       ${file.url} (${megabytes(file.sizeBytes)})`);
  say(`  portrait   ${thumbnailUrl}`);
}

const PERMISSION_TEXT: Readonly<Record<Avatar["licence"]["avatarPermission"], string>> = {
  onlyAuthor: "its author only",
  onlySeparatelyLicensedPerson: "people with a licence of their own",
  everyone: "everyone",
};

async function upload({ path, edgeUrl, displayName }: Options): Promise<boolean> {
  const name = basename(path);
  const bytes = await readFile(path);
  const edge = createEdgeClient({ edgeUrl, session: "bearer", fetch, nowMs: Date.now });
  const user = await edge.signInAsGuest(displayName, "en");
  say(`Signed in at ${edgeUrl} as guest “${user.displayName}”.`);
  const policy = await edge.uploadPolicy({
    contentType: CONTENT_TYPE,
    fileName: name,
    fileSize: bytes.byteLength,
  });
  await post(policy, name, bytes);
  say(`Sent ${name} (${megabytes(bytes.byteLength)}). It is now being processed:`);
  const status = await follow(edge, policy);
  if (status.status === "COMPLETED" && status.avatar !== undefined) {
    printAvatar(status.avatar);
    if (status.findings.length > 0) say("Worth knowing:");
    printFindings(status.findings);
    return true;
  }
  say(`Refused: ${name} cannot be an avatar as it is.`);
  if (status.findings.length === 0) say(`  ${status.reason ?? "no reason was given"}`);
  printFindings(status.findings);
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
