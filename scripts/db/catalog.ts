// bun run db:catalog: writes origin/db/catalog.txt, what all the migrations together make of an empty database. It is committed,
// so that a review of a migration shows what becomes of the database; a test holds it to them.

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDb } from "../../origin/db/client.ts";
import { describeCatalog } from "../../origin/db/describe-catalog.ts";
import { migrate } from "../../origin/db/migrate.ts";
import { startPostgres } from "../dev/postgres.ts";

const PATH = fileURLToPath(new URL("../../origin/db/catalog.txt", import.meta.url));

const folder = await mkdtemp(join(tmpdir(), "hiroba-catalog-"));
const postgres = await startPostgres({
  dataDir: join(folder, "postgres"),
  port: 0,
  bind: "127.0.0.1",
  fsync: false,
});
const { db, close } = openDb(postgres.url);
try {
  await migrate(db);
  await Bun.write(PATH, await describeCatalog(db));
  console.log("origin/db/catalog.txt");
} finally {
  await close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}
