import { afterEach, describe, expect, test } from "bun:test";
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Segment, Spool } from "../../../room/reports/spool.ts";
import { formatSpooled, parseSpooled, type SpooledEntry } from "../../../room/reports/spooled-entry.ts";
import { createLog } from "../../../shared/http/log.ts";
import { hostIdSchema, roomIdSchema, userIdSchema } from "../../../shared/schema/ids.ts";
import { eventually } from "../../support/eventually.ts";
import { mayMountDisks, mountSmallDisk } from "../../support/small-disk.ts";

const hostId = hostIdSchema.parse("hst_before");
const room = roomIdSchema.parse("rm_square");
const entryOf = (seq: number): SpooledEntry => ({
  hostId,
  room,
  epoch: 1,
  entry: {
    seq,
    kind: "join",
    user: userIdSchema.parse("usr_ann"),
    sid: seq + 1,
    seat: "visible",
    atMs: 1_700_000_000_000 + seq,
    participantCount: seq + 1,
  },
});
const LINE_BYTES = formatSpooled(entryOf(0)).length;
const PAGE_BYTES = 4_096;
const mayMount = await mayMountDisks();

const folders: string[] = [];
const spools: Spool[] = [];
afterEach(async () => {
  for (const spool of spools.splice(0)) await spool.close();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hiroba-spool-"));
  folders.push(folder);
  return join(folder, "reports");
}

function openSpool(directory: string, bounds: { maxBytes?: number; segmentMaxBytes?: number } = {}) {
  const events: string[] = [];
  const given: Segment[] = [];
  const log = createLog({
    process: "room",
    format: "json",
    nowMs: Date.now,
    write: (line) => events.push(JSON.parse(line).event),
  });
  const { spool, left } = Spool.open({
    directory,
    log,
    maxBytes: 1_000_000,
    segmentMaxBytes: 100_000,
    ...bounds,
    gaveUp: (segment) => given.push(segment),
  });
  spools.push(spool);
  return { spool, left, events, given, seqs: () => left.map(({ spooled }) => spooled.entry.seq) };
}

const linesIn = async (directory: string): Promise<string[]> => {
  const names = (await readdir(directory).catch(() => [])).toSorted();
  const texts = await Promise.all(
    names.map((name) => readFile(join(directory, name), "utf8").catch(() => "")),
  );
  return texts.flatMap((text) => text.split("\n").filter((line) => line !== ""));
};
const written = (directory: string, count: number) =>
  eventually(`${count} lines on disk`, async () => (await linesIn(directory)).length === count);

test("a line is read as it was written, and no part of it, nor any change of it, is", () => {
  const line = formatSpooled(entryOf(3)).trimEnd();
  expect(parseSpooled(line)).toEqual(entryOf(3));
  for (let length = 0; length < line.length; length++) expect(parseSpooled(line.slice(0, length))).toBeNull();
  for (let at = 0; at < line.length; at++) {
    const changed = line.slice(0, at) + (line[at] === "0" ? "1" : "0") + line.slice(at + 1);
    expect(parseSpooled(changed)).toBeNull();
  }
});

describe("what is appended", () => {
  test("is there for the next process, in order, unless it was settled; and the next takes up more behind it", async () => {
    const directory = await newFolder();
    const first = openSpool(directory, { segmentMaxBytes: 2 * LINE_BYTES });
    const segments = [0, 1, 2, 3, 4].map((seq) => first.spool.append(entryOf(seq)));
    await written(directory, 5);
    // The first segment is told as a whole, of the second one half.
    for (const segment of segments.slice(0, 3)) first.spool.settle(segment, 1);
    await written(directory, 3);
    const second = openSpool(directory);
    expect(second.seqs()).toEqual([2, 3, 4]);
    second.spool.append(entryOf(5));
    await written(directory, 4);
    expect(openSpool(directory).seqs()).toEqual([2, 3, 4, 5]);
  });

  test("leaves nothing behind once it is settled, not even the folder", async () => {
    const directory = await newFolder();
    const { spool } = openSpool(directory);
    const segment = spool.append(entryOf(0));
    await written(directory, 1);
    spool.settle(segment, 1);
    await spool.close();
    expect(await stat(directory).catch(() => "gone")).toBe("gone");
  });

  test("is its owner's alone to read: it says who was where", async () => {
    const directory = await newFolder();
    const { spool } = openSpool(directory);
    spool.append(entryOf(0));
    await written(directory, 1);
    const [name = ""] = await readdir(directory);
    expect((await stat(join(directory, name))).mode & 0o077).toBe(0);
    expect((await stat(directory)).mode & 0o077).toBe(0);
  });
});

test("above its bound the oldest segment is given up as a whole, and the log says how much was lost", async () => {
  const directory = await newFolder();
  const { spool, events, given } = openSpool(directory, {
    segmentMaxBytes: 2 * LINE_BYTES,
    maxBytes: 6 * LINE_BYTES,
  });
  const segments = Array.from({ length: 9 }, (_, seq) => spool.append(entryOf(seq)));
  expect(given).toEqual([segments[0], segments[2]] as Segment[]);
  expect(events).toEqual(["room.spool.given-up", "room.spool.given-up"]);
  await written(directory, 5);
  expect(openSpool(directory).seqs()).toEqual([4, 5, 6, 7, 8]);
});

describe("what a process that was killed left", () => {
  test("is read up to a last line that was cut off, which the log tells of", async () => {
    const directory = await newFolder();
    await mkdir(directory);
    const lines = [0, 1, 2].map((seq) => formatSpooled(entryOf(seq)));
    await writeFile(join(directory, "0000000001.jsonl"), lines.join("").slice(0, -20));
    const { seqs, events } = openSpool(directory);
    expect(seqs()).toEqual([0, 1]);
    expect(events).toEqual(["room.spool.torn", "room.spool.taken-up"]);
  });

  test("is read round a line that the disk has changed, and files of others are left alone", async () => {
    const directory = await newFolder();
    await mkdir(directory);
    const [first = "", second = "", third = ""] = [0, 1, 2].map((seq) => formatSpooled(entryOf(seq)));
    await writeFile(join(directory, "0000000007.jsonl"), first + second.replace("join", "jojn") + third);
    await writeFile(join(directory, "notes.txt"), "not ours");
    const { spool, left, seqs } = openSpool(directory);
    expect(seqs()).toEqual([0, 2]);
    for (const { segment } of left) spool.settle(segment, 1);
    await spool.close();
    expect(await readdir(directory)).toEqual(["notes.txt"]);
  });

  test("that is nothing but rubbish is removed", async () => {
    const directory = await newFolder();
    await mkdir(directory);
    await appendFile(join(directory, "0000000001.jsonl"), "\0\0\0\n{}");
    const { spool, seqs } = openSpool(directory);
    expect(seqs()).toEqual([]);
    await spool.close();
    expect(await stat(directory).catch(() => "gone")).toBe("gone");
  });
});

describe("a disk that takes nothing", () => {
  test("costs nothing but the safety of it: what waits is written once it takes it", async () => {
    const directory = await newFolder();
    // Where the folder should be there is a file.
    await writeFile(directory, "");
    const { spool, events } = openSpool(directory);
    for (const seq of [0, 1, 2]) spool.append(entryOf(seq));
    await eventually("word of it", () => events.includes("room.spool.failed"));
    await rm(directory);
    await written(directory, 3);
    expect(events).toEqual(["room.spool.failed", "room.spool.well"]);
  });

  test("is under the same bound", async () => {
    const directory = await newFolder();
    await writeFile(directory, "");
    await chmod(directory, 0o400);
    const { spool, given } = openSpool(directory, {
      segmentMaxBytes: 2 * LINE_BYTES,
      maxBytes: 6 * LINE_BYTES,
    });
    for (let seq = 0; seq < 9; seq++) spool.append(entryOf(seq));
    expect(given).toHaveLength(2);
  });

  test.skipIf(!mayMount)(
    "as it is full in the middle of a write has each line once afterwards (skipped where no disk can be mounted)",
    async () => {
      const disk = await mountSmallDisk(16 * PAGE_BYTES);
      try {
        const directory = join(disk.folder, "reports");
        const { spool, events } = openSpool(directory);
        await disk.fill(PAGE_BYTES);
        const count = Math.ceil((2 * PAGE_BYTES) / LINE_BYTES);
        for (let seq = 0; seq < count; seq++) spool.append(entryOf(seq));
        await eventually("word of it", () => events.includes("room.spool.failed"));
        // As much as there was space for, the last line by half.
        expect((await linesIn(directory)).join("\n").length).toBeGreaterThan(LINE_BYTES);
        await disk.clear();
        await eventually("an end of it", () => events.includes("room.spool.well"));
        expect(openSpool(directory).seqs()).toEqual(Array.from({ length: count }, (_, seq) => seq));
        expect(events).toEqual(["room.spool.failed", "room.spool.well"]);
      } finally {
        for (const open of spools.splice(0)) await open.close();
        await disk.remove();
      }
    },
  );
});
