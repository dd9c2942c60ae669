// The public API as a plain caller uses it: fetch and the fixed routes, no SDK, so that a flow test proves the contract itself.

import {
  avatarPageSchema,
  roomEntrySchema,
  sessionGrantSchema,
  type UploadStatus,
  uploadPolicySchema,
  uploadStatusSchema,
  worldPageSchema,
} from "../../shared/schema/public-api.ts";
import { worldSchema } from "../../shared/schema/world.ts";

export type Guest = Awaited<ReturnType<typeof signInAsGuest>>;
type Uploader = Pick<Guest, "accessToken">;

async function call(
  url: string,
  init: RequestInit & { accessToken?: string; json?: unknown },
): Promise<Response> {
  const { accessToken, json, ...rest } = init;
  const response = await fetch(url, {
    ...rest,
    headers: {
      ...(accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }),
      ...(json === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  });
  if (!response.ok)
    throw new Error(`${init.method ?? "GET"} ${url}: ${response.status} ${await response.text()}`);
  return response;
}

export async function signInAsGuest(edgeUrl: string, displayName: string) {
  const response = await call(`${edgeUrl}/v1/sign-in/guest`, { method: "POST", json: { displayName } });
  return sessionGrantSchema.parse(await response.json());
}

export async function listWorlds(edgeUrl: string) {
  return worldPageSchema.parse(await (await call(`${edgeUrl}/v1/worlds?limit=100`, {})).json()).items;
}

export async function createWorld(edgeUrl: string, guest: Guest, world: object) {
  const { accessToken } = guest;
  const response = await call(`${edgeUrl}/v1/worlds`, { method: "POST", accessToken, json: world });
  return worldSchema.parse(await response.json());
}

export async function listAvatars(edgeUrl: string) {
  return avatarPageSchema.parse(await (await call(`${edgeUrl}/v1/avatars?limit=100`, {})).json()).items;
}

export const enterWorld = (edgeUrl: string, guest: Guest, worldId: string) =>
  enter(edgeUrl, guest, `worlds/${worldId}`);
export const enterEvent = (edgeUrl: string, guest: Guest, eventId: string) =>
  enter(edgeUrl, guest, `events/${eventId}`);

async function enter(edgeUrl: string, guest: Guest, where: string) {
  const { accessToken } = guest;
  const response = await call(`${edgeUrl}/v1/${where}/enter`, {
    method: "POST",
    accessToken,
    json: {},
  });
  return roomEntrySchema.parse(await response.json());
}

export async function wearAvatar(edgeUrl: string, guest: Guest, avatarId: string | null) {
  await call(`${edgeUrl}/v1/me/avatar`, {
    method: "PUT",
    accessToken: guest.accessToken,
    json: { avatarId },
  });
}

/** Asks for a policy, posts the form with the file last, and polls until the pipeline has spoken (at most 30 s). */
export function uploadAvatar(edgeUrl: string, guest: Uploader, file: UploadedFile): Promise<UploadStatus> {
  return uploadModel(edgeUrl, guest, "avatar", file);
}

export type UploadedFile = { name: string; bytes: Uint8Array<ArrayBuffer> };

/** The same of any GLB. */
export async function uploadModel(
  edgeUrl: string,
  guest: Uploader,
  kind: "avatar" | "world" | "item",
  file: UploadedFile,
): Promise<UploadStatus> {
  const asked = await call(`${edgeUrl}/v1/upload/${kind}/policies`, {
    method: "POST",
    accessToken: guest.accessToken,
    json: { contentType: "model/gltf-binary", fileName: file.name, fileSize: file.bytes.byteLength },
  });
  const policy = uploadPolicySchema.parse(await asked.json());
  const form = new FormData();
  for (const [name, value] of Object.entries(policy.form)) form.append(name, value);
  form.append("file", new Blob([file.bytes], { type: "model/gltf-binary" }), file.name);
  const posted = await fetch(policy.uploadUrl, { method: "POST", body: form });
  if (!posted.ok) throw new Error(`POST ${policy.uploadUrl}: ${posted.status} ${await posted.text()}`);
  for (const deadlineMs = Date.now() + 30_000; Date.now() < deadlineMs; await Bun.sleep(100)) {
    const status = uploadStatusSchema.parse(await (await call(policy.statusApiUrl, {})).json());
    if (status.status !== "VALIDATING") return status;
  }
  throw new Error("the upload was still VALIDATING after 30 s");
}
