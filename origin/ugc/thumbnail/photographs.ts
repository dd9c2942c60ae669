// What is asked of the browser that draws thumbnails, and what it gives back. Types alone: both sides of the pipe speak of them.

export type PictureSize = { readonly widthPx: number; readonly heightPx: number };
export type Sizes = { readonly card: PictureSize; readonly transparent: PictureSize };
/** Base64 of WebP. */
export type Photographs = { readonly card: string; readonly transparent: string };
