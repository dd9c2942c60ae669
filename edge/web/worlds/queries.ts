// What the pages of a world know and change: the world, what one is to it, its versions, and the files one may make them of.

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { BundlePlatform } from "../../../shared/schema/bundle-platform.ts";
import type { AssetId, WorldId } from "../../../shared/schema/ids.ts";
import type { OwnUploadPage, OwnWorld, WorldDetail } from "../../../shared/schema/public-api.ts";
import type { UploadKind } from "../../../shared/schema/upload.ts";
import type { Channel, UpdateVersion } from "../../../shared/schema/world-version.ts";
import { isNowhere } from "../components/detail.tsx";
import { edge, useUser } from "../session/session.tsx";

/** A private world, and one that was never published, is told of by a way of its own to whoever may see it. */
export async function fetchWorld(worldId: WorldId): Promise<WorldDetail> {
  try {
    return await edge.world(worldId);
  } catch (error) {
    if (!isNowhere(error)) throw error;
    return edge.ask("me.world", { params: { worldId } });
  }
}

export type AskedRole = {
  /** Undefined until it is known. */
  readonly role: OwnWorld["role"] | undefined;
  /** Why it is not. */
  readonly error: unknown;
  retry(): void;
};

/** What one is to the world. */
export function useWorldRole({ id: worldId, owner }: WorldDetail): AskedRole {
  const user = useUser();
  const isOwner = owner?.id === user.id;
  const { data, error, refetch } = useQuery({
    queryKey: ["world-role", worldId, user.id],
    queryFn: () => edge.ask("me.world", { params: { worldId } }),
    enabled: !isOwner,
  });
  return { role: isOwner ? "owner" : data?.role, error, retry: () => void refetch() };
}

export const mayEdit = (role: OwnWorld["role"]): boolean => role === "owner" || role === "editor";

export function useVersions(worldId: WorldId) {
  return useQuery({
    queryKey: ["world-versions", worldId],
    queryFn: async () => (await edge.ask("worldVersions.list", { params: { worldId } })).items,
  });
}

export type VersionAct =
  | { readonly act: "publish"; readonly number: number; readonly channel: Channel }
  | { readonly act: "remove"; readonly number: number };

/** What can be done to the versions of a world; whatever shows them is asked for anew. */
export function useVersionActs(worldId: WorldId) {
  const queries = useQueryClient();
  const onSuccess = () =>
    Promise.all(
      [["world-versions", worldId], ["worldId", worldId], ["worlds"]].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  const params = (number: number) => ({ worldId, number: String(number) });
  return {
    /** A draft like another version; like the live one when `from` is null. */
    begin: useMutation({
      mutationFn: (from: number | null) =>
        edge.ask("worldVersions.create", { params: { worldId }, body: from === null ? {} : { from } }),
      onSuccess,
    }),
    save: useMutation({
      mutationFn: ({ number, fields }: { readonly number: number; readonly fields: UpdateVersion }) =>
        edge.ask("worldVersions.update", { params: params(number), body: fields }),
      onSuccess,
    }),
    move: useMutation({
      mutationFn: (asked: VersionAct): Promise<unknown> =>
        asked.act === "remove"
          ? edge.ask("worldVersions.remove", { params: params(asked.number) })
          : edge.ask("worldVersions.publish", {
              params: params(asked.number),
              body: { channel: asked.channel },
            }),
      onSuccess,
    }),
  };
}

/** A file one brought, which a world can be made of. */
export type OwnFile = {
  readonly id: AssetId;
  readonly name: string;
  readonly kind: UploadKind;
  readonly platform: BundlePlatform | null;
};

const FILES_PER_PAGE = 100;
/** Whoever has brought more finds the newest. */
const FILE_PAGES_MAX = 5;

export function useOwnFiles() {
  const { id } = useUser();
  return useQuery({ queryKey: ["my-uploads", "files", id], queryFn: listOwnFiles });
}

async function listOwnFiles(): Promise<OwnFile[]> {
  const files = new Map<AssetId, OwnFile>();
  let cursor: string | null = null;
  for (let pages = 0; pages < FILE_PAGES_MAX; pages += 1) {
    const page: OwnUploadPage = await edge.myUploads({
      limit: FILES_PER_PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    for (const { assetId: id, fileName: name, status, kind, platform } of page.items)
      if (status === "COMPLETED" && id !== null && !files.has(id))
        files.set(id, { id, name, kind, platform });
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return [...files.values()];
}
