// The migrations beside this file. In an executable this file is another, which has them in itself (scripts/build/embed.ts).

import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";

const FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));

/** All of them, the oldest first. Throws when the folder is not there. */
export function readMigrations(): readonly MigrationMeta[] {
  return readMigrationFiles({ migrationsFolder: FOLDER });
}
