// What a variant says otherwise than the upload: both files' JSON compared value by value, whatever the order of their keys. Where
// data lies and how it is packed is the optimiser's business and left out; all else, VRM above all, should be equal. Pure.

import { Findings } from "../../../shared/avatar/findings.ts";
import { parseGlb } from "../../../shared/avatar/glb.ts";
import { isRecord } from "../../../shared/avatar/json-scan.ts";

export type Change = {
  /** JSON pointer into either file. */
  readonly pointer: string;
  /** JSON, cut; null where it is not there. */
  readonly was: string | null;
  readonly is: string | null;
};
export type ChangedJson = {
  /** The first of them, in the order of the upload. */
  readonly changes: readonly Change[];
  readonly count: number;
};

/** More teach nobody anything. */
const CHANGES_MAX = 20;
const VALUE_MAX_CHARS = 60;

/** Keys at the root that only say where bytes are and how they are packed. */
const PACKING: ReadonlySet<string> = new Set([
  "accessors",
  "bufferViews",
  "buffers",
  "extensionsUsed",
  "extensionsRequired",
]);

/** Compares the JSON of two GLBs. Throws Error when either is none. */
export function changedJson(upload: Uint8Array, variant: Uint8Array): ChangedJson {
  const changes: Change[] = [];
  let count = 0;
  const report = (pointer: string, was: unknown, is: unknown): void => {
    count++;
    if (changes.length < CHANGES_MAX) changes.push({ pointer, was: shown(was), is: shown(is) });
  };
  compare("", meaningOf(upload), meaningOf(variant), report);
  return { changes, count };
}

function compare(
  pointer: string,
  was: unknown,
  is: unknown,
  report: (pointer: string, was: unknown, is: unknown) => void,
): void {
  if (Array.isArray(was) && Array.isArray(is)) {
    for (let i = 0; i < Math.max(was.length, is.length); i++)
      compare(`${pointer}/${i}`, was[i], is[i], report);
    return;
  }
  if (isRecord(was) && isRecord(is)) {
    for (const key of new Set([...Object.keys(was), ...Object.keys(is)]))
      compare(`${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`, was[key], is[key], report);
    return;
  }
  // Numbers compare as numbers: 1 and 1.0, 0 and -0 are the same to every reader.
  if (was !== is) report(pointer, was, is);
}

/** The file's JSON without what packing changes. */
function meaningOf(bytes: Uint8Array): unknown {
  const glb = parseGlb(bytes, new Findings());
  if (glb === null) throw new Error("not a GLB");
  const json: unknown = JSON.parse(new TextDecoder().decode(glb.json));
  if (!isRecord(json)) throw new Error("not a glTF document");
  const meaning = Object.fromEntries(Object.entries(json).filter(([key]) => !PACKING.has(key)));
  const each = (key: string, change: (entry: Record<string, unknown>) => unknown): void => {
    const entries = meaning[key];
    if (Array.isArray(entries))
      meaning[key] = entries.map((entry) => (isRecord(entry) ? change(entry) : entry));
  };
  each("meshes", (mesh) => ({ ...mesh, primitives: listOf(mesh["primitives"]).map(primitiveMeaning) }));
  each("images", ({ bufferView: _view, mimeType: _type, uri: _uri, ...image }) => image);
  each("textures", textureMeaning);
  each("skins", ({ inverseBindMatrices: _matrices, ...skin }) => skin);
  each("animations", (animation) => ({
    ...animation,
    samplers: listOf(animation["samplers"]).map(({ input: _input, output: _output, ...sampler }) => sampler),
  }));
  return meaning;
}

/** Which attributes there are, not which accessors hold them; a primitive without indices may get some. */
function primitiveMeaning({ attributes, targets, indices: _indices, ...primitive }: Record<string, unknown>) {
  const names = (holder: unknown) => (isRecord(holder) ? Object.keys(holder).toSorted() : []);
  return { ...primitive, attributes: names(attributes), targets: listOf(targets).map(names) };
}

/** The image a texture shows, by whichever extension. */
function textureMeaning({ source, extensions, ...texture }: Record<string, unknown>) {
  const {
    EXT_texture_webp: webp,
    KHR_texture_basisu: basisu,
    ...others
  } = isRecord(extensions) ? extensions : {};
  const [named] = [basisu, webp].filter(isRecord);
  const shows = named?.["source"] ?? source;
  const rest = Object.keys(others).length === 0 ? {} : { extensions: others };
  return { ...texture, ...rest, source: shows };
}

function listOf(value: unknown): readonly Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function shown(value: unknown): string | null {
  if (value === undefined) return null;
  const text = JSON.stringify(value);
  return text.length <= VALUE_MAX_CHARS ? text : `${text.slice(0, VALUE_MAX_CHARS - 1)}…`;
}
