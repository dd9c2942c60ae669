// bun run jobs: the dead letters of the background jobs, for an operator. Rim only.

import { type DeadLetter, listDeadLetters, retryDeadLetters } from "../origin/jobs/dead-letters.ts";
import { openBoss } from "../origin/jobs/queue.ts";
import { createLog } from "../shared/http/log.ts";
import { findDatabaseUrl, NoDatabase } from "./database-url.ts";
import { JobsUsageError, readArguments, USAGE } from "./jobs/arguments.ts";

const EX_USAGE = 64;

function refuse(message: string, exitCode: number): never {
  console.error(message);
  process.exit(exitCode);
}

function orRefuse<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof JobsUsageError) refuse(`${error.message}\n\n${USAGE}`, EX_USAGE);
    throw error;
  }
}

function lineOf({ id, kind, tries, reason, diedAt, data }: DeadLetter): string {
  const [firstLine = ""] = reason.split("\n");
  return `${id}  ${diedAt.toISOString()}  ${kind}  ${tries} tries  ${JSON.stringify(data)}  ${firstLine}`;
}

const command = orRefuse(() => readArguments(process.argv.slice(2)));
if (command.name === "help") {
  console.log(USAGE);
  process.exit(0);
}
const log = createLog({
  process: "jobs",
  format: "pretty",
  nowMs: Date.now,
  write: (line) => console.error(line),
});
const databaseUrl = await findDatabaseUrl(process.env).catch((error: unknown) => {
  if (error instanceof NoDatabase) refuse(error.message, 1);
  throw error;
});
const boss = await openBoss({ databaseUrl, log }, "visitor").catch((error: unknown) =>
  refuse(`The database does not answer: ${error instanceof Error ? error.message : error}`, 1),
);
let exitCode = 0;
if (command.name === "list") {
  const letters = await listDeadLetters(boss);
  for (const letter of letters)
    console.log(command.form === "json" ? JSON.stringify(letter) : lineOf(letter));
  if (command.form === "table" && letters.length === 0) console.log("There are no dead letters.");
} else {
  const count = await retryDeadLetters(boss, command.ids);
  console.log(`${count} given back to ${count === 1 ? "its queue" : "their queues"}.`);
  if (command.ids !== null && count < command.ids.length) exitCode = 1;
}
await boss.stop();
process.exit(exitCode);
