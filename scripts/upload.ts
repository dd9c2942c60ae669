// bun run upload -- my-avatar.vrm: signs in as a guest, uploads the file the way the page does, and tells what happens.

import { basename } from "node:path";
import { parseArgs } from "node:util";
import type * as z from "zod";
import { problemSchema } from "../shared/http/problem.ts";
import { AVATAR_FILE_MAX_BYTES, type Avatar, type Finding } from "../shared/schema/asset.ts";
import {
  sessionGrantSchema,
  type UploadPolicy,
  type UploadStatus,
  uploadPolicySchema,
  uploadStatusSchema,
} from "../shared/schema/public-api.ts";
import { postForm } from "./upload/multipart.ts";

const USAGE = `Uploads an avatar (.vrm, VRM 0.x or 1.0) to a running Hiroba and waits until it is published.

  bun run upload -- <file.vrm> [--edge <url>] [--name <name>]

  --edge <url>    where Hiroba answers (default http://localhost:8080)
  --name <name>   the guest who uploads it (default "Uploader")
  --help          this text

Exit code 0: published. 1: refused or failed, and the text says why.
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

/** Something the person at the terminal can read and act on. */
class UploadFailed extends Error {
  readonly code = "UPLOAD_FAILED";
}

type Options = { readonly path: string; readonly edgeUrl: string; readonly displayName: string };

function readArguments(argv: readonly string[]): Options | "help" {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        edge: { type: "string", default: "http://localhost:8080" },
        name: { type: "string", default: "Uploader" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return "help";
    const [path, ...others] = positionals;
    if (path === undefined) throw new UploadFailed("Which file? Name one .vrm file.");
    if (others.length > 0)
      throw new UploadFailed(`One file at a time, please: ${others.join(" ")} is too many.`);
    if (!URL.canParse(values.edge)) throw new UploadFailed(`--edge "${values.edge}" is not a URL.`);
    return { path, edgeUrl: values.edge.replace(/\/+$/, ""), displayName: values.name };
  } catch (error) {
    throw new UploadFailed(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
  }
}

async function readFile(path: string): Promise<Uint8Array> {
  const file = Bun.file(path);
  const bytes = await file.bytes().catch((error: unknown) => {
    throw new UploadFailed(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  if (bytes.byteLength === 0) throw new UploadFailed(`${path} is empty.`);
  if (bytes.byteLength > AVATAR_FILE_MAX_BYTES)
    throw new UploadFailed(
      `${path} has ${megabytes(bytes.byteLength)}; at most ${megabytes(AVATAR_FILE_MAX_BYTES)} are allowed.`,
    );
  return bytes;
}

/** One call of the public API. Throws UploadFailed with the problem's own words. */
async function call<T extends z.ZodType>(
  edgeUrl: string,
  url: string,
  answer: T,
  options: { readonly accessToken?: string; readonly body?: object } = {},
): Promise<z.output<T>> {
  const { accessToken, body } = options;
  const response = await fetch(url, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new UploadFailed(
      `Nothing answers at ${edgeUrl}. Is Hiroba running (bun run start)? Another address goes with --edge.`,
    );
  });
  const text = await response.text();
  if (!response.ok) throw new UploadFailed(refusal(response.status, text));
  const parsed = answer.safeParse(parseJson(text));
  if (!parsed.success)
    throw new UploadFailed(`${url} answered, but not as Hiroba does. Is it another program?`);
  return parsed.data;
}

function refusal(status: number, text: string): string {
  const problem = problemSchema.safeParse(parseJson(text));
  if (!problem.success) return `The server answered ${status}: ${text.slice(0, 300)}`;
  const { title, detail, code, errors = [], requestId } = problem.data;
  const lines = errors.map((e) => `  - ${e.name}: ${e.message}`);
  const id = requestId === undefined ? "" : ` (request ${requestId})`;
  return [`${title} [${code}]${id}. ${detail ?? ""}`.trim(), ...lines].join("\n");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
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
    throw new UploadFailed(
      `The upload to ${policy.uploadUrl} broke off: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  if (isTerminal) process.stdout.write("\r\u001b[K");
  if (answer.status >= 300) {
    const code = /<Code>([^<]*)<\/Code>/.exec(answer.body)?.[1] ?? String(answer.status);
    const message = /<Message>([^<]*)<\/Message>/.exec(answer.body)?.[1] ?? answer.body.slice(0, 300);
    throw new UploadFailed(`The store refused the file [${code}]: ${message}`);
  }
}

/** Polls until the pipeline has spoken, printing each step once. */
async function follow(edgeUrl: string, policy: UploadPolicy): Promise<UploadStatus> {
  const giveUpAtMs = Date.now() + FOLLOW_MAX_MS;
  const shown = new Set<string>();
  while (Date.now() < giveUpAtMs) {
    const status = await call(edgeUrl, policy.statusApiUrl, uploadStatusSchema);
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
  throw new UploadFailed(
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
  const grant = await call(edgeUrl, `${edgeUrl}/v1/sign-in/guest`, sessionGrantSchema, {
    body: { displayName, locale: "en" },
  });
  say(`Signed in at ${edgeUrl} as guest “${grant.user.displayName}”.`);
  const policy = await call(edgeUrl, `${edgeUrl}/v1/upload/avatar/policies`, uploadPolicySchema, {
    accessToken: grant.accessToken,
    body: { contentType: CONTENT_TYPE, fileName: name, fileSize: bytes.byteLength },
  });
  await post(policy, name, bytes);
  say(`Sent ${name} (${megabytes(bytes.byteLength)}). It is now being processed:`);
  const status = await follow(edgeUrl, policy);
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

try {
  const options = readArguments(Bun.argv.slice(2));
  if (options === "help") say(USAGE);
  else process.exitCode = (await upload(options)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof UploadFailed)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
