// Four-character codes, which every media container marks its parts with.

/** `count` bytes at `offset` as Latin-1. Throws RangeError past the end. */
export function asciiAt(view: DataView, offset: number, count = 4): string {
  let text = "";
  for (let i = 0; i < count; i++) text += String.fromCharCode(view.getUint8(offset + i));
  return text;
}

/** Whether these characters stand at `offset`; false past the end. */
export function isAt(view: DataView, offset: number, text: string): boolean {
  return offset + text.length <= view.byteLength && asciiAt(view, offset, text.length) === text;
}
