// The folder Postgres runs in, and as whom. Postgres refuses to run as root, so under root it runs as `nobody` (initdb
// wants a user that has a name), and then every folder on the way to its files must let that user through.

import { chmod, chown, mkdir, mkdtemp, readlink, stat, symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { copyPostgresBinaries } from "./postgres-binaries.ts";

const SEARCHABLE_BY_ALL = 0o011;
/** The link in the data folder to where its files are, when they cannot be there. */
export const ELSEWHERE = "elsewhere";

export type PostgresHome = {
  /** Ours: password and log. */
  readonly folder: string;
  /** PGDATA, inside the folder. */
  readonly cluster: string;
  /** Where bin, lib and share are, reachable for the user below. */
  readonly native: string;
  /** Options for Bun.spawn; null when we are not root. */
  readonly runAs: Nobody | null;
};

/** Makes `dataDir` fit for Postgres. `native` is where the binaries were installed. */
export async function preparePostgresHome(dataDir: string, native: string): Promise<PostgresHome> {
  const folder = resolve(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return { folder, cluster: join(folder, "cluster"), native, runAs: null };

  const nobody = await findNobody();
  const home = await findReachableFolder(folder, nobody);
  await chown(home, nobody.uid, nobody.gid);
  const reachable = await canReach(join(native, "bin", "postgres"), nobody);
  const binaries = reachable ? native : await copyPostgresBinaries(native, home);
  return { folder: home, cluster: join(home, "cluster"), native: binaries, runAs: nobody };
}

type Nobody = { readonly uid: number; readonly gid: number };

async function findNobody(): Promise<Nobody> {
  const passwd = await Bun.file("/etc/passwd").text();
  const [, , uid, gid] = (passwd.split("\n").find((line) => line.startsWith("nobody:")) ?? "").split(":");
  if (uid === undefined || gid === undefined)
    throw new Error(
      "Postgres refuses to run as root, and there is no user nobody to run it as; set DATABASE_URL",
    );
  return { uid: Number(uid), gid: Number(gid) };
}

/**
 * The folder itself, when nobody can get there; its parent is opened for passing through (not for listing) if that is
 * all it takes, as with a data folder made 0700. A checkout under /root (0700) is left as closed as it is: the files then
 * live under /var/tmp, which survives a reboot, and a link in the data folder remembers where.
 */
async function findReachableFolder(folder: string, nobody: Nobody): Promise<string> {
  const link = join(folder, ELSEWHERE);
  const remembered = await readlink(link).catch(() => null);
  if (remembered !== null && (await stat(remembered).catch(() => null)) !== null) return remembered;

  await chown(folder, nobody.uid, nobody.gid);
  if (await canReach(folder, nobody)) return folder;
  const parent = dirname(folder);
  if (await canReach(dirname(parent), nobody)) {
    await chmod(parent, ((await stat(parent)).mode & 0o7777) | SEARCHABLE_BY_ALL);
    return folder;
  }
  const elsewhere = await mkdtemp("/var/tmp/hiroba-postgres-");
  await symlink(elsewhere, link);
  return elsewhere;
}

async function canReach(path: string, nobody: Nobody): Promise<boolean> {
  const child = Bun.spawn(["/bin/sh", "-c", 'test -x "$1"', "sh", path], { ...nobody, cwd: "/" });
  return (await child.exited) === 0;
}
