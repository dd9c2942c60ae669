import { describe, expect, test } from "bun:test";
import { copyFile, mkdir, mkdtemp, readdir, rename, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { changedJson } from "../../../scripts/avatar/optimise/changed-json.ts";
import { checkAvatar } from "../../../shared/avatar/check-avatar.ts";
import { plainModel, put, toGlb, vrm1 } from "../../shared/avatar/avatar-builder.ts";
import { buildVase } from "../../shared/avatar/hall-builder.ts";
import { AVATARS, fileOf, runAvatar } from "./run-avatar.ts";

const TIMEOUT_MS = 60_000;

async function copyOf(sample: string, name = "me.vrm"): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "hiroba-avatar-")), name);
  await copyFile(join(AVATARS, sample), path);
  return path;
}

describe("bun run avatar -- optimise", () => {
  test(
    "writes every variant beside the file, tells what became of it, and leaves the file as it was",
    async () => {
      const path = await copyOf("univrm_emission.vrm");
      const { out, err, exitCode } = await runAvatar(["optimise", path]);
      expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
      const folder = join(dirname(path), "me-variants");
      const files = await readdir(folder);
      for (const name of ["me-web-lod0.vrm", "me-web-lod1.vrm", "me-web-lod2.vrm", "me-compat-lod0.vrm"])
        expect(files).toContain(name);
      expect(files.filter((name) => !name.endsWith(".vrm"))).toEqual([]);
      for (const text of ["may be uploaded", "4,608 triangles", folder, "VRM data: ", " dB", ...files])
        expect(out).toContain(text);
      expect(checkAvatar(await Bun.file(join(folder, "me-compat-lod0.vrm")).bytes()).ok).toBe(true);
      expect(await Bun.file(path).bytes()).toEqual(
        await Bun.file(join(AVATARS, "univrm_emission.vrm")).bytes(),
      );
    },
    TIMEOUT_MS,
  );

  test(
    "makes one profile alone, into the folder that was named, and tells programs in JSON; again, the same bytes",
    async () => {
      const path = await copyOf("spec_mtoon_uv.vrm");
      const folder = join(dirname(path), "deep/er");
      const run = () => runAvatar(["optimise", path, "--profile", "compat", "--out", folder, "--json"]);
      const { out, exitCode } = await run();
      expect(exitCode).toBe(0);
      const told = JSON.parse(out);
      expect(told).toMatchObject({ file: path, ok: true, facts: { vrmVersion: "1.0" }, folder });
      const files = (await readdir(folder)).toSorted();
      expect(told.variants.map(({ fileName }: { fileName: string }) => fileName).toSorted()).toEqual(files);
      for (const { profile, fileName, sizeBytes, changed } of told.variants) {
        expect(profile).toBe("compat");
        expect(Bun.file(join(folder, fileName)).size).toBe(sizeBytes);
        expect(changed).toEqual({ count: 0, changes: [] });
      }
      const first = await Bun.file(join(folder, "me-compat-lod0.vrm")).bytes();
      await run();
      expect(await Bun.file(join(folder, "me-compat-lod0.vrm")).bytes()).toEqual(first);
    },
    TIMEOUT_MS,
  );

  test(
    "makes KTX2 where it is asked for, and prints nothing but the report",
    async () => {
      const path = await copyOf("spec_mtoon_uv.vrm");
      const { out, err, exitCode } = await runAvatar(["optimise", path, "--profile", "ktx2"]);
      expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
      expect(await readdir(join(dirname(path), "me-variants"))).toEqual(["me-ktx2-lod1.vrm"]);
      for (const text of ["VRM data: equal", "video memory"]) expect(out).toContain(text);
      expect(out).not.toContain("basis");
    },
    TIMEOUT_MS,
  );

  test(
    "does the same for what is no avatar",
    async () => {
      const path = await fileOf("vase.glb", buildVase());
      const args = ["optimise", path, "--as", "item", "--profile", "compat"];
      const { out, err, exitCode } = await runAvatar(args);
      expect({ err, exitCode }).toEqual({ err: "", exitCode: 0 });
      for (const text of ["may be uploaded", "30,720 triangles", "Nodes, materials and animations", " dB"])
        expect(out).toContain(text);
      expect(await readdir(join(dirname(path), "vase-variants"))).toEqual(["vase-compat-lod0.glb"]);
      const told = JSON.parse((await runAvatar([...args, "--json"])).out);
      expect(told).toMatchObject({ file: path, ok: true, kind: "item", facts: { format: "glb" } });
      expect(told.variants).toMatchObject([{ profile: "compat", level: "lod0", changed: { count: 0 } }]);
    },
    TIMEOUT_MS,
  );

  test("refuses what is no model of that kind, and names what was wanted", async () => {
    const huge = await fileOf("huge.glb", toGlb(put(plainModel(), "/nodes/0/scale", [1000, 1000, 1000])));
    const { out, exitCode } = await runAvatar(["optimise", huge, "--as", "item"]);
    expect(exitCode).toBe(1);
    expect(out).toContain("BOUNDS_SIZE");
    expect(await readdir(dirname(huge))).toEqual(["huge.glb"]);
    const zip = await fileOf("world.glb", "PK\u0003\u0004…");
    const refused = await runAvatar(["optimise", zip, "--as", "world"]);
    expect(refused).toMatchObject({ out: "", exitCode: 1 });
    expect(refused.err).toContain("not a GLB. Unpack it and name the GLB inside.");
    expect((await runAvatar(["optimise", zip, "--as", "hat"])).exitCode).toBe(64);
  });

  test("reports in Japanese where the terminal is", async () => {
    const path = await copyOf("univrm_emission.vrm");
    const { out } = await runAvatar(["optimise", path, "--profile", "compat"], "ja_JP.UTF-8");
    for (const text of ["個つくりました", "似ている度合い", "VRM データ: すべて同じです"])
      expect(out).toContain(text);
  });

  test("refuses what does not pass with every reason, and writes nothing", async () => {
    const broken = put(vrm1(), "/extensions/VRMC_vrm/humanoid/humanBones/hips", undefined);
    const path = await fileOf("no-hips.vrm", toGlb(broken));
    const { out, exitCode } = await runAvatar(["optimise", path]);
    expect(exitCode).toBe(1);
    expect(out).toContain("hips");
    expect(await readdir(dirname(path))).toEqual(["no-hips.vrm"]);
    const zip = await fileOf("me.vrm", "PK\u0003\u0004…");
    expect(await runAvatar(["optimise", zip])).toMatchObject({ out: "", exitCode: 1 });
  });

  test("refuses a picture that cannot be decoded by its name, as the worker does", async () => {
    const path = await copyOf("godette.vrm");
    const bytes = await Bun.file(path).bytes();
    const png = Buffer.from(bytes.buffer).indexOf("IDAT");
    bytes.fill(0x5a, png + 8, png + 200);
    await Bun.write(path, bytes);
    const { out, exitCode } = await runAvatar(["optimise", path, "--profile", "web"]);
    expect(exitCode).toBe(1);
    expect(out).toContain("IMAGE_BROKEN");
    expect(await readdir(dirname(path))).toEqual(["me.vrm"]);
  });

  test("never writes over the avatar, not even by a link, nor into a file", async () => {
    const path = await copyOf("univrm_emission.vrm");
    const folder = join(dirname(path), "me-variants");
    await mkdir(folder);
    await rename(path, join(folder, "me-compat-lod0.vrm"));
    await symlink(join(folder, "me-compat-lod0.vrm"), path);
    const before = await Bun.file(path).bytes();
    const told = await runAvatar(["optimise", path, "--profile", "compat"]);
    expect(told.exitCode).toBe(1);
    expect(told.err).toContain("left alone");
    expect(await Bun.file(path).bytes()).toEqual(before);
    const intoFile = await runAvatar(["optimise", path, "--out", join(AVATARS, "godette.vrm")]);
    expect(intoFile).toMatchObject({ out: "", exitCode: 1 });
    expect(intoFile.err).toContain("is a file");
  });
});

describe("what a variant says otherwise than the upload", () => {
  const named = (name: string | undefined) => toGlb(put(vrm1(), "/extensions/VRMC_vrm/meta/name", name));

  test("is nothing where only the order of keys differs", () => {
    const { json, bin } = vrm1();
    const turned = Object.fromEntries(Object.entries(json).toReversed());
    expect(Object.keys(turned)).not.toEqual(Object.keys(json));
    expect(changedJson(toGlb({ json, bin }), toGlb({ json: turned, bin }))).toEqual({
      count: 0,
      changes: [],
    });
  });

  test("is told by its pointer, with what was there and what is", () => {
    const { changes, count } = changedJson(named("Somebody"), named("Nobody"));
    expect(count).toBe(1);
    expect(changes).toEqual([
      { pointer: "/extensions/VRMC_vrm/meta/name", was: '"Somebody"', is: '"Nobody"' },
    ]);
    expect(changedJson(named("Somebody"), named(undefined)).changes[0]).toMatchObject({ is: null });
  });
});
