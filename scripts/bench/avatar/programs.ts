// Who makes an avatar small, and how each is started: our optimiser as the worker runs it, and the tools people have. Each is a
// process of its own that reads one file and writes others. Data.

import { createRequire } from "node:module";
import { join } from "node:path";
import { CHILD_ENV } from "../../../origin/ugc/subprocess.ts";

export type ProgramName = "hiroba" | "gltf-transform" | "gltf-transform as LOD1" | "gltfpack as LOD1";
export type Program = {
  readonly name: ProgramName;
  /** `input` ends in .glb: the tools go by that. What is made goes into `folder`. */
  readonly command: (input: string, folder: string) => readonly string[];
  /** Left out: that of the bench. */
  readonly env?: Readonly<Record<string, string>>;
};

const OURS = join(import.meta.dir, "ours.ts");

/** Where a development dependency starts. Looked up when it is run: other benches need none of them. */
function scriptOf(name: string, fromMain: string): string {
  return join(createRequire(import.meta.url).resolve(name), fromMain);
}
const gltfTransform = () => scriptOf("@gltf-transform/cli", "../../bin/cli.js");
const gltfpack = () => scriptOf("gltfpack", "../cli.js");

/** WebP, as ours; its geometry is packed by meshopt unless it is told otherwise. */
const OPTIMIZE = ["--texture-compress", "webp"];

export const PROGRAMS: readonly Program[] = [
  { name: "hiroba", command: (input, folder) => [process.execPath, OURS, input, folder], env: CHILD_ENV },
  {
    name: "gltf-transform",
    command: (input, folder) => [
      process.execPath,
      gltfTransform(),
      "optimize",
      input,
      join(folder, "default.glb"),
      ...OPTIMIZE,
    ],
  },
  {
    name: "gltf-transform as LOD1",
    command: (input, folder) => [
      process.execPath,
      gltfTransform(),
      "optimize",
      input,
      join(folder, "lod1.glb"),
      ...OPTIMIZE,
      ...["--texture-size", "1024", "--simplify-ratio", "0.5", "--simplify-error", "0.01"],
    ],
  },
  {
    // Its build for npm has no WebP: pictures stay as they are.
    name: "gltfpack as LOD1",
    command: (input, folder) => [
      process.execPath,
      gltfpack(),
      ...["-i", input, "-o", join(folder, "lod1.glb"), "-cc", "-si", "0.5"],
    ],
  },
];
