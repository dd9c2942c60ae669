import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clearDataDir, DataDirUnusable, lockDataDir } from "../../../scripts/start/data-dir.ts";
import { readOrCreateSecrets } from "../../../scripts/start/secrets.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "hiroba-data-dir-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a folder has one supervisor, and whoever comes second is told whose it is", async () => {
  const lock = await lockDataDir(folder);
  const second = await lockDataDir(folder).catch((error: unknown) => error);
  expect(second).toBeInstanceOf(DataDirUnusable);
  expect(String(second)).toContain(`process ${process.pid}`);
  await lock.release();
  await (await lockDataDir(folder)).release();
});

test("a folder that cannot be is told in a sentence that names the variable", async () => {
  const path = join(folder, "a-file");
  await writeFile(path, "");
  for (const dataDir of [path, join(path, "below")]) {
    const error = await lockDataDir(dataDir).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DataDirUnusable);
    expect(String(error)).toContain("HIROBA_DATA_DIR");
  }
});

test("beginning anew removes what starts made and nothing else", async () => {
  await writeFile(join(folder, "secrets.json"), "{}");
  await writeFile(join(folder, "my-thesis.md"), "chapter one");
  await clearDataDir(folder);
  expect(await readdir(folder)).toEqual(["my-thesis.md"]);
});

test("keys are made once, for their owner's eyes, and damaged ones are not replaced behind anybody's back", async () => {
  const secrets = await readOrCreateSecrets(folder);
  expect(await readOrCreateSecrets(folder)).toEqual(secrets);
  const path = join(folder, "secrets.json");
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  // As a release wrote it that knew no keys of processes, and no double of Stripe.
  const { serviceKeys, stripe, ...old } = secrets;
  await writeFile(path, JSON.stringify(old));
  const grown = await readOrCreateSecrets(folder);
  expect(grown).toMatchObject(old);
  expect(grown.serviceKeys.edge.x).not.toBe(serviceKeys.edge.x);
  expect(grown.stripe.secretKey).not.toBe(stripe.secretKey);
  expect(await readOrCreateSecrets(folder)).toEqual(grown);
  await writeFile(path, "{");
  expect(readOrCreateSecrets(folder)).rejects.toThrow("is damaged");
});
