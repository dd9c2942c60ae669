// Whether the files of a version may be a world's: of the right kind and platform, and of those who work on it.

import { Problem } from "../../../shared/http/problem.ts";
import type { BundlePlatform } from "../../../shared/schema/bundle-platform.ts";
import type { AssetId, UserId } from "../../../shared/schema/ids.ts";
import type { WorldContent } from "../../../shared/schema/world-version.ts";
import { type AssetRecord, listAssetsById } from "../../assets/store.ts";
import type { DbOrTx } from "../../db/client.ts";

type Wanted = {
  readonly name: string;
  readonly id: AssetId;
  readonly fault: (asset: AssetRecord) => string | null;
};

/** `makers` are those whose files may be used. Throws WORLD_CONTENT_INVALID (422), which names every file at fault. */
export async function checkContent(
  db: DbOrTx,
  content: WorldContent,
  makers: ReadonlySet<UserId | null>,
): Promise<void> {
  const wanted = wantedOf(content);
  const found = new Map(
    (
      await listAssetsById(
        db,
        wanted.map(({ id }) => id),
      )
    ).map(({ asset }) => [asset.id, asset]),
  );
  const errors = wanted.flatMap(({ name, id, fault }) => {
    const asset = found.get(id);
    // Another's file is as good as none: that it exists is not told.
    const message = asset === undefined || !makers.has(asset.ownerId) ? "no file of yours" : fault(asset);
    return message === null ? [] : [{ name: `content.${name}`, message, actual: id }];
  });
  if (errors.length > 0) throw invalid(errors);
}

/** The assets a version is made of, each with what it must be. */
function wantedOf({ glb, bundles, bgm }: WorldContent): Wanted[] {
  const wanted: Wanted[] = [];
  if (glb !== null) wanted.push({ name: "glb", id: glb, fault: notAGlb });
  for (const [platform, id] of Object.entries(bundles))
    wanted.push({ name: `bundles.${platform}`, id, fault: (asset) => notABundle(asset, platform) });
  if (bgm !== null) wanted.push({ name: "bgm", id: bgm, fault: notAudio });
  return wanted;
}

function notAGlb({ kind, facts }: AssetRecord): string | null {
  return kind === "world" && facts.format === "glb" ? null : "no GLB uploaded as a world";
}

function notABundle({ kind, facts }: AssetRecord, platform: BundlePlatform | string): string | null {
  if (kind !== "world" || facts.format !== "unity-bundle") return "no AssetBundle uploaded as a world";
  return facts.platform === platform ? null : `an AssetBundle for ${facts.platform}`;
}

function notAudio({ kind }: AssetRecord): string | null {
  return kind === "audio" ? null : "no audio";
}

function invalid(errors: readonly { name: string; message: string; actual: string }[]): Problem {
  return new Problem({
    status: 422,
    code: "WORLD_CONTENT_INVALID",
    title: "Files of the world cannot be used",
    errors: [...errors],
  });
}
