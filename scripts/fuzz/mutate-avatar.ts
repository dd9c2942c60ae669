// Breaks avatars as exporters, bad tools and attackers do: in the container, in the JSON, in the numbers behind the accessors, in the
// heads of images. Pure: chance in, bytes out.

import { writeGlbText } from "../../shared/avatar/write-glb.ts";
import type { Chance } from "./chance.ts";
import { mutate } from "./mutate.ts";
import type { SmallAvatar } from "./small-avatar.ts";

/** Where the header and the first chunk say their lengths and kinds. */
const HEADER_WORDS = [0, 4, 8, 12, 16] as const;
const WORDS = [0, 1, 2, 3, 4, 5, 12, 0x7fffffff, 0x80000000, 0xffffffff] as const;
const FLOATS = [
  0,
  -0,
  1,
  -1,
  0.5,
  1e-30,
  1e30,
  3e38,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
] as const;
const NUMBERS = [
  -1,
  0,
  1,
  2,
  3,
  7,
  40,
  255,
  256,
  5121,
  5123,
  5125,
  5126,
  65_535,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  4e9,
  1e19,
  1e308,
  -1e308,
  0.5,
  1e-9,
] as const;
const TEXTS = [
  "",
  "x",
  "2.0",
  "1.0",
  "VEC3",
  "SCALAR",
  "MAT4",
  "BLEND",
  "image/png",
  "\u202eevil\u0000",
  "<b>x</b>",
  "javascript:alert(1)",
  "https://a.example/",
  "../x.bin",
  "\ud800",
  "__proto__",
  "hips",
] as const;
const STEPS_MAX = 2;
const DEPTH_MAX = 14;
const REPEATED_MAX = 3_000;
const NESTED_MAX = 200_000;

type Parts = { json: Record<string, unknown>; bin: Uint8Array; text: (text: string) => string };

/** One file with one or two things wrong with it; now and then with none. */
export function mutateAvatar({ json, bin }: SmallAvatar, chance: Chance): Uint8Array {
  const parts: Parts = { json: structuredClone(json), bin, text: (text) => text };
  let bytes = (whole: Uint8Array): Uint8Array => whole;
  for (let step = chance.between(1, STEPS_MAX); step > 0; step--) {
    const kind = chance.below(100);
    if (kind < 60) editJson(parts, chance);
    else if (kind < 78) parts.bin = editBin(parts, chance);
    else if (kind < 86) parts.text = editText(chance);
    else {
      const before = bytes;
      bytes = (whole) => editBytes(before(whole), chance);
    }
  }
  return bytes(writeGlbText(parts.text(JSON.stringify(parts.json)), [parts.bin]));
}

/** Something that stands in a list or an object of the JSON. */
type Place = { readonly parent: Record<string, unknown> | unknown[]; readonly key: string };

/** Walks down at random: what lies shallow is met as often as what lies deep. */
function placeIn(json: object, chance: Chance): Place | null {
  let parent: object = json;
  for (let depth = 0; depth < DEPTH_MAX; depth++) {
    const keys = Object.keys(parent);
    const key = keys[chance.below(keys.length)];
    if (key === undefined) return null;
    const value: unknown = Reflect.get(parent, key);
    const isLeaf = typeof value !== "object" || value === null || Object.keys(value).length === 0;
    if (isLeaf || chance.percent(8)) return { parent: parent as Place["parent"], key };
    parent = value;
  }
  return null;
}

function editJson({ json }: Parts, chance: Chance): void {
  const place = placeIn(json, chance);
  if (place === null) return;
  const { parent, key } = place;
  const value: unknown = Reflect.get(parent, key);
  switch (chance.below(9)) {
    case 0:
      Reflect.deleteProperty(parent, key);
      break;
    case 1:
      Reflect.set(parent, key, chance.one([null, true, false, [], {}, "", 0]));
      break;
    case 2:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else Reflect.set(parent, chance.one(TEXTS), value);
      break;
    case 3: {
      const other = placeIn(json, chance);
      if (other !== null) Reflect.set(parent, key, structuredClone(Reflect.get(other.parent, other.key)));
      break;
    }
    case 4:
      if (Array.isArray(parent))
        for (let left = chance.size(REPEATED_MAX); left > 0; left--) parent.push(structuredClone(value));
      break;
    case 5:
      Reflect.set(parent, key, chance.one(TEXTS));
      break;
    default:
      // Mostly numbers: an index off by one is what real files have.
      Reflect.set(parent, key, typeof value === "number" ? otherNumber(value, chance) : leaf(value, chance));
  }
}

function otherNumber(value: number, chance: Chance): number {
  return chance.percent(40) ? value + chance.one([1, -1, 2, -2, 4, 0.5]) : chance.one(NUMBERS);
}

/** Of the same kind, if it has one. */
function leaf(value: unknown, chance: Chance): unknown {
  if (typeof value === "string")
    return chance.percent(50) ? `${value}${chance.one(TEXTS)}` : chance.one(TEXTS);
  if (typeof value === "boolean") return !value;
  return chance.one(NUMBERS);
}

/** What JSON.stringify would never write. */
function editText(chance: Chance): Parts["text"] {
  switch (chance.below(6)) {
    case 0: {
      const depth = chance.one([60, 64, 65, 300, NESTED_MAX]);
      return (text) => text.replace("{", () => `{"extras":${"[".repeat(depth)}${"]".repeat(depth)},`);
    }
    case 1:
      return (text) => text.replace("{", () => '{"__proto__":{"nodes":[]},"constructor":1,');
    case 2:
      // The same key twice: the later one counts.
      return (text) =>
        text.replace(/\}$/, () => `,"${chance.one(["nodes", "meshes", "accessors", "extensions"])}":[]}`);
    case 3: {
      const at = chance.word();
      return (text) => text.slice(0, at % text.length);
    }
    case 4:
      return (text) => `\ufeff${text}`;
    default: {
      const at = chance.word();
      const put = chance.one(["\u0000", ",", "}", "\\", "1e999", "/*", "\ud83d"]);
      return (text) => text.slice(0, at % text.length) + put + text.slice((at % text.length) + 1);
    }
  }
}

/** Numbers behind accessors, and the first bytes of images. */
function editBin({ json, bin }: Parts, chance: Chance): Uint8Array {
  const edited = bin.slice();
  // A step before may have cut it short.
  if (edited.length < 64) return edited;
  const view = new DataView(edited.buffer);
  const from = startOf(json, chance) % Math.max(4, edited.length - 32);
  switch (chance.below(5)) {
    case 0:
      view.setFloat32(from - (from % 4), chance.one(FLOATS), true);
      break;
    case 1:
      view.setUint16(from, chance.one([0, 1, 11, 12, 13, 255, 256, 65_535]), true);
      break;
    case 2:
      for (let left = chance.size(256); left > 0; left--)
        edited[(from + left) % edited.length] = chance.word();
      break;
    case 3:
      view.setUint32(from + chance.below(24), chance.one(WORDS));
      break;
    default:
      return edited.subarray(0, Math.floor((edited.length * chance.below(100)) / 400) * 4);
  }
  return edited;
}

/** Anywhere, or where a bufferView begins: there the heads of images are. */
function startOf({ bufferViews }: Record<string, unknown>, chance: Chance): number {
  if (!Array.isArray(bufferViews) || chance.percent(40)) return chance.word();
  const view: unknown = bufferViews[chance.below(bufferViews.length)];
  const offset: unknown = typeof view === "object" && view !== null ? Reflect.get(view, "byteOffset") : 0;
  const start = typeof offset === "number" && Number.isSafeInteger(offset) && offset >= 0 ? offset : 0;
  return start + chance.size(64);
}

function editBytes(bytes: Uint8Array, chance: Chance): Uint8Array {
  if (!chance.percent(50)) return mutate(bytes, chance);
  const edited = bytes.slice();
  const at = chance.one(HEADER_WORDS);
  if (at + 4 <= edited.length) new DataView(edited.buffer).setUint32(at, chance.one(WORDS), true);
  return edited;
}
