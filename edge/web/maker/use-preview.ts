// Mounts the preview, and makes and shows the avatar anew whenever its look has changed.

import { type RefObject, useEffect, useRef, useState } from "react";
import type { Look } from "../../../shared/avatar/figure/look.ts";
import { makeAvatar } from "../../../shared/avatar/make/make-avatar.ts";
import { MakerPreview } from "./preview.ts";

/** While a slider is drawn, only where it rests is made. */
const REST_MS = 60;
/** In the preview nobody reads it. */
const UNNAMED = { name: "-", author: "-", isForEveryone: false } as const;

export type PreviewState = "drawing" | "shown" | "unavailable" | "failed";

export function usePreview(
  host: RefObject<HTMLElement | null>,
  look: Look,
): { readonly preview: RefObject<MakerPreview | null>; readonly state: PreviewState } {
  const preview = useRef<MakerPreview | null>(null);
  const [state, setState] = useState<PreviewState>("drawing");

  useEffect(() => {
    if (host.current === null) return;
    try {
      preview.current = new MakerPreview(host.current);
    } catch {
      // No WebGL: everything else works.
      setState("unavailable");
    }
    return () => {
      preview.current?.dispose();
      preview.current = null;
    };
  }, [host]);

  useEffect(() => {
    if (preview.current === null) return;
    let isOver = false;
    setState("drawing");
    const timer = setTimeout(async () => {
      try {
        const bytes = await makeAvatar({ ...UNNAMED, look });
        if (isOver || preview.current === null) return;
        const isNewest = await preview.current.show(bytes.buffer, look.heightM);
        if (isNewest && !isOver) setState("shown");
      } catch {
        if (!isOver) setState("failed");
      }
    }, REST_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [look]);

  return { preview, state };
}
