// MP4 audio (.m4a): boxes, of which moov/mvhd says how long it plays, and the first audio sample entry rate and channels.
// A file with a picture track is no audio.
// Source: ISO/IEC 14496-12 §4.2, §8.2.2, §8.4.3, §8.5.2

import { asciiAt, isAt } from "./ascii.ts";
import type { AudioRead } from "./audio.ts";

const BOXES_MAX = 1_024;

type Box = { readonly type: string; readonly start: number; readonly end: number };

/** Throws RangeError for a box cut short. */
export function readMp4(view: DataView): AudioRead {
  if (!isAt(view, 4, "ftyp")) return null;
  const moov = childrenOf(view, 0, view.byteLength).find(({ type }) => type === "moov");
  if (moov === undefined) return "broken";
  const inside = childrenOf(view, moov.start, moov.end);
  const mvhd = inside.find(({ type }) => type === "mvhd");
  const tracks = inside.filter(({ type }) => type === "trak").map((track) => handlerOf(view, track));
  const sound = tracks.find((track) => track?.handler === "soun");
  if (mvhd === undefined || sound?.entry == null || tracks.some((track) => track?.handler === "vide"))
    return "broken";
  const isLong = view.getUint8(mvhd.start) === 1;
  const timescale = view.getUint32(mvhd.start + (isLong ? 20 : 12));
  const duration = isLong ? Number(view.getBigUint64(mvhd.start + 24)) : view.getUint32(mvhd.start + 16);
  if (timescale === 0) return "broken";
  return {
    container: "mp4",
    durationS: duration / timescale,
    channelCount: view.getUint16(sound.entry + 16),
    sampleRateHz: view.getUint16(sound.entry + 24),
  };
}

/** The kind of a track, and where its first sample entry's own fields begin. */
function handlerOf(view: DataView, track: Box): { handler: string; entry: number | null } | null {
  const media = childrenOf(view, track.start, track.end).find(({ type }) => type === "mdia");
  if (media === undefined) return null;
  const inside = childrenOf(view, media.start, media.end);
  const hdlr = inside.find(({ type }) => type === "hdlr");
  const minf = inside.find(({ type }) => type === "minf");
  if (hdlr === undefined || minf === undefined) return null;
  const stbl = childrenOf(view, minf.start, minf.end).find(({ type }) => type === "stbl");
  const stsd = stbl && childrenOf(view, stbl.start, stbl.end).find(({ type }) => type === "stsd");
  // Version and flags, the number of entries, then the first entry's own box header.
  return { handler: asciiAt(view, hdlr.start + 8), entry: stsd === undefined ? null : stsd.start + 16 };
}

function childrenOf(view: DataView, start: number, end: number): Box[] {
  const boxes: Box[] = [];
  for (let offset = start; offset + 8 <= end && boxes.length < BOXES_MAX; ) {
    const size = view.getUint32(offset);
    const isLarge = size === 1;
    const headerBytes = isLarge ? 16 : 8;
    const sizeBytes = isLarge ? Number(view.getBigUint64(offset + 8)) : size === 0 ? end - offset : size;
    // A size that does not get on, or leaves the parent, ends the walk: what follows cannot be trusted.
    if (sizeBytes < headerBytes || offset + sizeBytes > end) break;
    boxes.push({ type: asciiAt(view, offset + 4), start: offset + headerBytes, end: offset + sizeBytes });
    offset += sizeBytes;
  }
  return boxes;
}
