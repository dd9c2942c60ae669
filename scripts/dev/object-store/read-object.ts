// GET and HEAD of one object: conditions (RFC 9110, section 13), one byte range, headers as they were put.

import { S3Error } from "./s3-error.ts";
import type { StoredObject } from "./storage.ts";

export type ByteRange = { readonly start: number /** Not included. */; readonly end: number };

/** Answers with the object's bytes from `path`, a range of them, or 304. Throws S3Error PreconditionFailed or InvalidRange. */
export function readObject(request: Request, object: StoredObject, path: string): Response {
  const headers = new Headers(object.headers);
  headers.set("etag", `"${object.etag}"`);
  headers.set("last-modified", new Date(object.modifiedAtMs).toUTCString());
  headers.set("accept-ranges", "bytes");
  headers.set("x-content-type-options", "nosniff");
  // A checksum speaks of the whole object; clients that compare would compare a part with it.
  const range = parseRange(request.headers.get("range"), object.sizeBytes);
  if (range !== null || request.headers.get("x-amz-checksum-mode")?.toUpperCase() !== "ENABLED")
    for (const name of [...headers.keys()]) if (name.startsWith("x-amz-checksum-")) headers.delete(name);

  const ifMatch = request.headers.get("if-match");
  if (ifMatch !== null && !matches(ifMatch, object.etag))
    throw new S3Error("PreconditionFailed", "At least one of the pre-conditions you specified did not hold");
  const ifNoneMatch = request.headers.get("if-none-match");
  const since = Date.parse(request.headers.get("if-modified-since") ?? "");
  const unchanged =
    ifNoneMatch !== null
      ? matches(ifNoneMatch, object.etag)
      : Math.floor(object.modifiedAtMs / 1000) * 1000 <= since;
  if (unchanged) {
    headers.delete("content-type");
    return new Response(null, { status: 304, headers });
  }

  const { start, end } = range ?? { start: 0, end: object.sizeBytes };
  if (range !== null) headers.set("content-range", `bytes ${start}-${end - 1}/${object.sizeBytes}`);
  headers.set("content-length", String(end - start));
  const status = range === null ? 200 : 206;
  if (request.method === "HEAD" || start === end) return new Response(null, { status, headers });
  return new Response(Bun.file(path).slice(start, end).stream(), { status, headers });
}

/** One range, or null for the whole: none asked, several, or a form that is to be ignored. Throws S3Error InvalidRange. */
function parseRange(header: string | null, sizeBytes: number): ByteRange | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (match === null) return null;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return null;
  const start = first === "" ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  if (first !== "" && last !== "" && Number(last) < Number(first)) return null;
  if (start >= sizeBytes || start >= end)
    throw new S3Error("InvalidRange", "The requested range is not satisfiable", {
      ActualObjectSize: sizeBytes,
    });
  return { start, end };
}

function matches(header: string, etag: string): boolean {
  if (header.trim() === "*") return true;
  return header.split(",").some((one) => one.trim().replace(/^W\//, "").replaceAll('"', "") === etag);
}
