// Which folder imports which: draws the arrows, finds the ones that may not be, and the circles that exist at run time.
// `bun scripts/import-graph.ts` prints them; scripts/check.ts fails on them.

import { join, posix } from "node:path";

export type SourceFile = { readonly path: string; readonly text: string };

/** One import of ours by ours. Paths are relative to the repository. A type import is gone once the file runs. */
export type Import = { readonly from: string; readonly to: string; readonly kind: "runtime" | "type" };

const FOLDERS = ["shared", "edge", "origin", "room", "scripts", "test"] as const;
const SOURCE_GLOB = `{${FOLDERS.join(",")}}/**/*.{ts,tsx}`;
const NOT_SOURCE = /(^|\/)(node_modules|dist|fixtures)\//;

/** Reads every source file below `root`, by ascending path. */
export async function readSources(root: string): Promise<SourceFile[]> {
  const paths = [...new Bun.Glob(SOURCE_GLOB).scanSync({ cwd: root })]
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => !NOT_SOURCE.test(path))
    .sort();
  return Promise.all(paths.map(async (path) => ({ path, text: await Bun.file(join(root, path)).text() })));
}

const STATEMENT = /^(?:import|export)\b[^;"'`]*?\bfrom "([^"]+)"/gm;
const TYPE_CALL = /\bimport\("([^"]+)"\)\./g;

/** The relative imports of one file. What the transpiler keeps exists at run time; what only the text says is a type's. */
export function importsOf({ path, text }: SourceFile): Import[] {
  const loader = path.endsWith("x") ? "tsx" : "ts";
  const kept = new Bun.Transpiler({ loader }).scanImports(text).map((i) => i.path);
  const said = [...text.matchAll(STATEMENT), ...text.matchAll(TYPE_CALL)].map(([, to = ""]) => to);
  const runtime = new Set(kept);
  return [...new Set([...kept, ...said])]
    .filter((specifier) => specifier.startsWith("."))
    .map((specifier) => ({
      from: path,
      to: posix.join(posix.dirname(path), specifier),
      kind: runtime.has(specifier) ? "runtime" : "type",
    }));
}

// ── directions ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a zone may import besides itself. The page is a zone of its own: it goes to browsers. scripts and test may all but one. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  shared: [],
  edge: ["shared"],
  "edge/web": ["shared"],
  origin: ["shared"],
  room: ["shared"],
};

function zoneOf(path: string): string {
  return path.startsWith("edge/web/") ? "edge/web" : (path.split("/")[0] ?? "");
}

/** The layers of room/, left to right as bytes travel. A layer imports what is right of it. */
const ROOM_LAYERS = ["transport", "session", "state", "interest", "pubsub"];
/** What every layer may speak of: what it asks of the world, the way out, and what is counted. */
const ROOM_COMMON: ReadonlySet<string> = new Set([
  "room/effects.ts",
  "room/wire.ts",
  "room/grouped.ts",
  "room/metrics.ts",
  "room/metrics/kind.ts",
]);

function roomLayerOf(path: string): number {
  const [folder, layer] = path.split("/");
  return folder === "room" ? ROOM_LAYERS.indexOf(layer ?? "") : -1;
}

/** A sentence why this import may not be, or null. */
function refusalOf({ from, to }: Import): string | null {
  const [zone, target] = [zoneOf(from), zoneOf(to)];
  if (target === "test" && zone !== "test") return "nothing imports test";
  const allowed = MAY_IMPORT[zone];
  if (allowed === undefined) return null;
  if (zone !== target && !allowed.includes(target))
    return `${zone} imports ${["itself", ...allowed].join(" and ")} only`;
  const layer = roomLayerOf(from);
  if (layer === -1) return null;
  if (ROOM_COMMON.has(to)) return null;
  if (ROOM_LAYERS[layer] === "transport")
    return roomLayerOf(to) === layer ? null : "room/transport imports nothing: main hands it callbacks";
  if (target === "shared" || roomLayerOf(to) >= layer) return null;
  return `inside room/ the arrows go ${ROOM_LAYERS.join(" -> ")} and then to shared`;
}

/** One line for each import that goes where it may not, type imports too. The arrows are drawn in README, "Who may import whom". */
export function findForbiddenImports(imports: readonly Import[]): string[] {
  return imports.flatMap((edge) => {
    const refusal = refusalOf(edge);
    return refusal === null ? [] : [`${edge.from} imports ${edge.to}: ${refusal}`];
  });
}

// ── runtimes ──────────────────────────────────────────────────────────────────────────────────────────────────────────────

const RUNTIME_NAME = /(?<![.\w])(Bun|Deno|process)\s*[.[]/g;
const RUNTIME_MODULE = /^(bun|bun:.*|node:.*)$/;

/** The UGC worker is a Bun program throughout: images, hashes and its subprocess are Bun's. */
const RUNS_ON_BUN_ALONE = /^origin\/ugc\//;
const MAY_NAME_RUNTIME = /(^|\/)entry\//;

/**
 * One line for each file of edge and origin, entries aside, that names a runtime: Bun, Deno, process, `bun` modules; in edge
 * `node:` modules too, which the origin may use: every runtime a server of ours may move to has them.
 */
export function findRuntimeNames(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) => {
    const zone = zoneOf(path);
    if (zone !== "edge" && zone !== "origin") return [];
    if (MAY_NAME_RUNTIME.test(path) || RUNS_ON_BUN_ALONE.test(path)) return [];
    const transpiler = new Bun.Transpiler({ loader: path.endsWith("x") ? "tsx" : "ts" });
    const names = [...transpiler.transformSync(text).matchAll(RUNTIME_NAME)].map(([, name = ""]) => name);
    const modules = transpiler
      .scanImports(text)
      .map((i) => i.path)
      .filter((module) => RUNTIME_MODULE.test(module) && !(zone === "origin" && module.startsWith("node:")));
    return [...new Set([...names, ...modules])].map(
      (name) => `${path} names ${name}: only entry files know their runtime`,
    );
  });
}

// ── circles ───────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Files that import each other in a circle at run time, each circle once, in import order and closed: [a, b, a]. */
export function findCycles(imports: readonly Import[]): string[][] {
  const targets = new Map<string, string[]>();
  for (const { from, to, kind } of imports) {
    if (kind === "type") continue;
    const list = targets.get(from);
    if (list === undefined) targets.set(from, [to]);
    else list.push(to);
  }
  const cycles: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): void => {
    const seenAt = path.indexOf(file);
    if (seenAt !== -1) cycles.push([...path.slice(seenAt), file]);
    if (seenAt !== -1 || done.has(file)) return;
    path.push(file);
    for (const target of targets.get(file) ?? []) visit(target);
    path.pop();
    done.add(file);
  };
  for (const file of targets.keys()) visit(file);
  return cycles;
}

// ── the picture ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Folders two levels deep with the number of imports between them, by ascending name. */
export function folderArrows(imports: readonly Import[]): string[] {
  const counts = new Map<string, number>();
  for (const { from, to } of imports) {
    const [source, target] = [folderOf(from), folderOf(to)];
    if (source === target || zoneOf(from) === "test") continue;
    const arrow = `${source} -> ${target}`;
    counts.set(arrow, (counts.get(arrow) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([arrow, count]) => `${arrow} (${count})`);
}

function folderOf(path: string): string {
  const parts = path.split("/");
  return parts.slice(0, Math.min(2, parts.length - 1)).join("/") || ".";
}

if (import.meta.main) {
  const files = await readSources(join(import.meta.dir, ".."));
  const imports = files.flatMap(importsOf);
  const problems = [
    ...findForbiddenImports(imports),
    ...findRuntimeNames(files),
    ...findCycles(imports).map((cycle) => `a circle at run time: ${cycle.join(" -> ")}`),
  ];
  console.log(folderArrows(imports).join("\n"));
  console.log(problems.length === 0 ? "\nno forbidden import, no circle" : `\n${problems.join("\n")}`);
  if (problems.length > 0) process.exitCode = 1;
}
