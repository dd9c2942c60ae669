// A log file per process in the data folder: written whole, begun anew at each start, and turned over before it fills a disk.

import { createWriteStream, mkdirSync, renameSync, rmSync, type WriteStream } from "node:fs";
import { join } from "node:path";

const LOG_FILE_MAX_BYTES = 32 * 1024 * 1024;

export type LogFiles = { write(process: string, line: string): void };

/** Files are `<folder>/<process>.log`; the one before is `<process>.log.1`. */
export function openLogFiles(folder: string): LogFiles {
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, { stream: WriteStream; sizeBytes: number }>();

  function begin(process: string): { stream: WriteStream; sizeBytes: number } {
    const path = join(folder, `${process}.log`);
    rmSync(`${path}.1`, { force: true });
    try {
      renameSync(path, `${path}.1`);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    }
    const file = { stream: createWriteStream(path, { mode: 0o600 }), sizeBytes: 0 };
    // A full disk must not end what is running: the line is lost, the service is not.
    file.stream.on("error", () => {});
    files.set(process, file);
    return file;
  }

  return {
    write(process, line) {
      let file = files.get(process) ?? begin(process);
      if (file.sizeBytes > LOG_FILE_MAX_BYTES) {
        file.stream.end();
        file = begin(process);
      }
      file.sizeBytes += line.length + 1;
      file.stream.write(`${line}\n`);
    },
  };
}
