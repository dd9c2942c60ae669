// The UGC worker as one executable: the worker, a Lambda where AWS runs it, or one of its subprocesses when child-command.ts asks
// for it by name.

import { BUILD } from "../../../shared/build.ts";
import type { ChildName } from "../child-command.ts";
import { runChild } from "./child.ts";
import { runRefineChild } from "./refine-child.ts";

const [program = "", ...args] = process.argv.slice(2);
const children: Readonly<Record<ChildName, (args: readonly string[]) => Promise<void>>> = {
  child: runChild,
  "refine-child": runRefineChild,
};

if (program === "child" || program === "refine-child") await children[program](args);
else if (program === "--version") console.log(BUILD);
else if (process.env["AWS_LAMBDA_RUNTIME_API"] === undefined) await import("./queue.ts");
else await import("./lambda.ts");
