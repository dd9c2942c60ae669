// Reads the file somebody named, or says in their language why it is no avatar or other model: the wrong file is the first mistake of
// all.

import { stat } from "node:fs/promises";
import { AVATAR_FILE_MAX_BYTES } from "../../shared/schema/avatar-limits.ts";
import { UPLOAD_FILE_MAX_BYTES } from "../../shared/schema/upload.ts";
import type { Locale } from "../../shared/schema/user.ts";

type Sentence = Readonly<Record<Locale, string>>;

/** Why a file cannot even be looked at. */
export class FileRefused extends Error {
  readonly code: keyof typeof SENTENCES;
  readonly sentence: Sentence;
  readonly path: string;
  constructor(code: keyof typeof SENTENCES, path: string, more: Readonly<Record<string, string>> = {}) {
    const fillOnce = (text: string) =>
      text.replace(/\{(\w+)\}/g, (_, key: string) => ({ path, ...more })[key] ?? "");
    // What is to be done names what is wanted, too.
    const fill = (text: string) => fillOnce(fillOnce(text));
    const sentence = { ja: fill(SENTENCES[code].ja), en: fill(SENTENCES[code].en) };
    super(sentence.en);
    this.code = code;
    this.sentence = sentence;
    this.path = path;
  }
}

const SENTENCES = {
  FILE_MISSING: {
    ja: "{path} というファイルはありません。名前と場所を確かめてください。",
    en: "There is no file {path}. Check its name and where it is.",
  },
  FILE_IS_DIRECTORY: {
    ja: "{path} はフォルダーです。その中のファイルを指定してください。",
    en: "{path} is a folder. Name a file in it.",
  },
  FILE_UNREADABLE: {
    ja: "{path} を読めません({reason})。ファイルの権限を確かめてください。",
    en: "{path} cannot be read ({reason}). Check its permissions.",
  },
  FILE_TOO_LARGE: {
    ja: "{path} は {actual} バイトあります。上限は {limit} バイトです。テクスチャを小さくしてください。",
    en: "{path} has {actual} bytes; at most {limit} are allowed. Make its textures smaller.",
  },
  FILE_KIND: {
    ja: "{path} は{kindJa}で、{wanted} ではありません。{hintJa}",
    en: "{path} is {kindEn}, not a {wanted}. {hintEn}",
  },
} as const;

const EXPORT = {
  hintJa: "モデリングソフトから {wanted} として書き出してください。",
  hintEn: "Export it as {wanted} from your modelling tool.",
};
const UNPACK = {
  hintJa: "展開して、中の {wanted} を指定してください。",
  hintEn: "Unpack it and name the {wanted} inside.",
};

/** What people hand in by mistake, by its first bytes. */
const KINDS: readonly { readonly starts: string; readonly words: Readonly<Record<string, string>> }[] = [
  { starts: "PK\u0003\u0004", words: { kindJa: "ZIP ファイル", kindEn: "a ZIP archive", ...UNPACK } },
  { starts: "Kaydara FBX", words: { kindJa: "FBX ファイル", kindEn: "an FBX model", ...EXPORT } },
  { starts: "BLENDER", words: { kindJa: "Blender のファイル", kindEn: "a Blender file", ...EXPORT } },
  {
    starts: "\u001f\u008b",
    words: {
      kindJa: "gzip で圧縮されたファイル(.unitypackage など)",
      kindEn: "a gzip file, such as a .unitypackage",
      ...EXPORT,
    },
  },
  { starts: "\u0089PNG", words: { kindJa: "画像", kindEn: "a picture", ...EXPORT } },
  { starts: "\u00ff\u00d8\u00ff", words: { kindJa: "画像", kindEn: "a picture", ...EXPORT } },
  {
    starts: "{",
    words: {
      kindJa: " JSON(.gltf など)",
      kindEn: "JSON, such as a .gltf",
      hintJa: "ひとつのファイル(GLB 形式の {wanted})として書き出してください。",
      hintEn: "Export it as one file, a {wanted} in the form of a GLB.",
    },
  },
];

/** Throws FileRefused. Never reads more than an avatar may have. */
export function readAvatarFile(path: string): Promise<Uint8Array> {
  return readFileOf(path, "VRM", AVATAR_FILE_MAX_BYTES);
}

/** The same of any other model. */
export function readModelFile(path: string): Promise<Uint8Array> {
  return readFileOf(path, "GLB", UPLOAD_FILE_MAX_BYTES);
}

async function readFileOf(path: string, wanted: "VRM" | "GLB", sizeMaxBytes: number): Promise<Uint8Array> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") throw new FileRefused("FILE_MISSING", path);
    throw new FileRefused("FILE_UNREADABLE", path, { reason: error.code ?? error.message });
  });
  if (found.isDirectory()) throw new FileRefused("FILE_IS_DIRECTORY", path);
  if (!found.isFile()) throw new FileRefused("FILE_UNREADABLE", path, { reason: "not a file" });
  if (found.size > sizeMaxBytes) {
    const sizes = { actual: String(found.size), limit: String(sizeMaxBytes) };
    throw new FileRefused("FILE_TOO_LARGE", path, sizes);
  }
  const bytes = await Bun.file(path)
    .bytes()
    .catch((error: NodeJS.ErrnoException) => {
      throw new FileRefused("FILE_UNREADABLE", path, { reason: error.code ?? error.message });
    });
  const head = Buffer.from(bytes.subarray(0, 16)).toString("latin1");
  const kind = KINDS.find(({ starts }) => head.startsWith(starts));
  if (kind !== undefined) throw new FileRefused("FILE_KIND", path, { ...kind.words, wanted });
  return bytes;
}
