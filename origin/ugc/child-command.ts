// How the worker starts its subprocesses: from its sources each is a script of its own, in an executable it is that executable
// again, told by its first argument what to be (entry/executable.ts).

import { fileURLToPath } from "node:url";
import { isBuilt } from "../../shared/build.ts";

/** By the name of its file in entry/. */
export type ChildName = "child" | "refine-child";

/** The command without its own arguments. `script` is what runs instead, from its sources. */
export function childCommand(name: ChildName, script?: string): readonly string[] {
  if (script === undefined && isBuilt) return [process.execPath, name];
  return [process.execPath, script ?? fileURLToPath(new URL(`entry/${name}.ts`, import.meta.url))];
}
