// bun run money: the books, for whoever runs the server. Speaks to the origin as its own processes do, so it works only where a key
// of "admin" or the internal token is. Rim only.

import { createInternalClient } from "../shared/http/internal-client.ts";
import { Problem } from "../shared/http/problem.ts";
import { findOrigin, OriginUnknown } from "./admin/find-origin.ts";
import { readArguments } from "./money/arguments.ts";
import { MoneyUsageError } from "./money/read-values.ts";
import { runCommand } from "./money/run-command.ts";
import { USAGE } from "./money/usage.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 64; // EX_USAGE

async function main(): Promise<number> {
  try {
    const command = readArguments(Bun.argv.slice(2), () => crypto.randomUUID());
    if (command.name === "help") {
      console.log(USAGE);
      return 0;
    }
    const call = createInternalClient({ ...(await findOrigin(process.env)), fetch });
    const { text, isWell } = await runCommand(call, command, console.error);
    console.log(text);
    return isWell ? 0 : EXIT_FAILED;
  } catch (error) {
    if (error instanceof MoneyUsageError) {
      console.error(`${error.message} See --help.`);
      return EXIT_USAGE;
    }
    if (error instanceof OriginUnknown) console.error(error.message);
    else if (error instanceof Problem) console.error(textOf(error));
    else throw error;
    return EXIT_FAILED;
  }
}

function textOf({ title, code, detail, errors = [] }: Problem): string {
  const offences = errors.map(({ name, message, limit }) => `${name}: ${message} ${limit ?? ""}`.trim());
  return [`${title} [${code}].`, ...(detail === undefined ? [] : [detail]), ...offences].join(" ");
}

process.exitCode = await main();
