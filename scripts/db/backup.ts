// bun run db:backup <file>: everything the origin's database has, as of one moment, while it is in use. In pg_dump's custom
// format where this machine has one as new as the server, else in ours. Objects of the store are not in it.

import { findDatabaseUrl, NoDatabase } from "../database-url.ts";
import { dump } from "./logical-dump.ts";
import { dumpNatively, whyNotNative } from "./native-dump.ts";

const USAGE = `Backs up the database to a file: bun run db:backup -- <file> [--own]

  --own   in our own format, also where there is a pg_dump

The database is DATABASE_URL's, or the one that bun run start runs here. Files in the object store need a backup of their own.
`;
const EX_USAGE = 64;

const args = process.argv.slice(2).filter((arg) => arg !== "--");
const [path, ...more] = args.filter((arg) => arg !== "--own");
if (path === undefined || path.startsWith("-") || more.length > 0) {
  console.error(USAGE);
  process.exit(path === "--help" ? 0 : EX_USAGE);
}
try {
  const databaseUrl = await findDatabaseUrl(process.env);
  const whyOwn = args.includes("--own") ? "as was asked" : await whyNotNative(databaseUrl);
  if (whyOwn === null) {
    await dumpNatively(databaseUrl, path);
    console.log(`${path}: written by pg_dump`);
  } else console.log(`${path}: ${await dump(databaseUrl, path)} rows, in our own format: ${whyOwn}`);
} catch (error) {
  console.error(error instanceof NoDatabase ? error.message : `The backup failed: ${error}`);
  process.exit(1);
}
