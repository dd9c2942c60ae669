// Small things glTF forbids and no viewer minds: empty lists, names that are no texts, the same thing listed twice, what says something of
// a thing that is not there. They are taken out.

import type { Findings } from "./findings.ts";
import type { Mend } from "./fix/mend.ts";
import { isRecord } from "./json-scan.ts";

type Json = Readonly<Record<string, unknown>>;

/** Lists at the root whose elements have names and lists of their own. glTF 2.0 §5 */
const ROOT_LISTS: Readonly<Record<string, readonly string[]>> = {
  accessors: [],
  animations: [],
  buffers: [],
  bufferViews: [],
  cameras: [],
  images: [],
  materials: [],
  meshes: ["weights"],
  nodes: ["children", "weights"],
  samplers: [],
  scenes: ["nodes"],
  skins: [],
  textures: [],
};
/** What means nothing without another. glTF 2.0 §5.1.2, §5.25 */
const COMPANIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  accessors: { byteOffset: "bufferView" },
  nodes: { skin: "mesh" },
};
/** Components that are shares of something. glTF 2.0 §3.6.2.2 */
const MAY_NORMALIZE: ReadonlySet<unknown> = new Set([5120, 5121, 5122, 5123]);
/** Viewers that do not know them see something else. */
const NOT_OPTIONAL: ReadonlySet<unknown> = new Set(["KHR_mesh_quantization"]);
const ASSET_TEXTS = ["generator", "copyright", "minVersion"] as const;

/** Reports GLTF_MENDED for each. The counts of everything were bounded before. */
export function checkLeftovers(json: Json, findings: Findings): void {
  const remove = (pointer: string, actual: string) =>
    findings.report("GLTF_MENDED", { pointer, actual }, [{ kind: "remove", pointer }]);
  const removeEmpty = (holder: Json, key: string, pointer: string) => {
    const value = holder[key];
    if (Array.isArray(value) && value.length === 0) remove(`${pointer}/${key}`, "an empty list");
  };
  const { asset } = json;
  if (isRecord(asset))
    for (const key of ASSET_TEXTS)
      if (asset[key] !== undefined && typeof asset[key] !== "string") remove(`/asset/${key}`, "not a text");
  for (const [list, lists] of Object.entries(ROOT_LISTS)) {
    removeEmpty(json, list, "");
    const elements = json[list];
    if (!Array.isArray(elements)) continue;
    for (const [at, element] of elements.entries()) {
      if (!isRecord(element)) continue;
      const pointer = `/${list}/${at}`;
      if (element["name"] !== undefined && typeof element["name"] !== "string")
        remove(`${pointer}/name`, "not a text");
      for (const key of lists) removeEmpty(element, key, pointer);
      for (const [key, companion] of Object.entries(COMPANIONS[list] ?? {}))
        if (element[key] !== undefined && element[companion] === undefined)
          remove(`${pointer}/${key}`, `without ${companion}`);
      if (
        list === "accessors" &&
        element["normalized"] === true &&
        !MAY_NORMALIZE.has(element["componentType"])
      )
        remove(`${pointer}/normalized`, "true");
      if (list === "meshes") removeEmptyTargets(element, pointer, removeEmpty);
    }
  }
  checkRequired(json, findings);
}

function removeEmptyTargets(
  mesh: Json,
  pointer: string,
  removeEmpty: (holder: Json, key: string, pointer: string) => void,
): void {
  const primitives = mesh["primitives"];
  if (!Array.isArray(primitives)) return;
  for (const [at, primitive] of primitives.entries())
    if (isRecord(primitive)) removeEmpty(primitive, "targets", `${pointer}/primitives/${at}`);
}

/** `extensionsRequired`, each once, with what cannot be left to viewers; extensionsUsed is corrected with what is in use. */
function checkRequired({ extensionsRequired, extensionsUsed }: Json, findings: Findings): void {
  const required = Array.isArray(extensionsRequired) ? extensionsRequired : null;
  const needed = Array.isArray(extensionsUsed) ? extensionsUsed.filter((name) => NOT_OPTIONAL.has(name)) : [];
  const pointer = "/extensionsRequired";
  const once = [...new Set([...(required ?? []), ...needed])];
  if (once.length === (required?.length ?? 0) && (required === null || once.length > 0)) return;
  const mend: Mend = once.length === 0 ? { kind: "remove", pointer } : { kind: "set", pointer, value: once };
  findings.report("GLTF_MENDED", { pointer, actual: "empty, the same twice, or one too few" }, [mend]);
}
