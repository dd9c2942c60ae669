// What was just given, over the scene for as long as it is drawn. Decoration: the chat says the same to whoever cannot see it.

import { useEffect, useState } from "react";
import type { Line } from "../room-store.ts";
import { GiftPicture } from "./gift-picture.tsx";
import { GiftWords } from "./gift-words.tsx";

const SHOWN_MAX = 3;

export function GiftBanner({ lines }: { readonly lines: readonly Line[] }) {
  const [overKey, setOverKey] = useState(0);
  const newest = lines.filter((line) => line.kind === "given").slice(-SHOWN_MAX);
  const last = newest.at(-1);
  const lastKey = Number(last?.key ?? 0);
  const seconds = last?.gift.seconds ?? 0;
  useEffect(() => {
    const timer = setTimeout(() => setOverKey(lastKey), seconds * 1000);
    return () => clearTimeout(timer);
  }, [lastKey, seconds]);
  return (
    <ul className="gifts-shown" aria-hidden="true">
      {newest
        .filter(({ key }) => Number(key) > overKey)
        .map(({ key, gift }) => (
          <li key={key} className="gift-shown">
            <GiftPicture effect={gift.effect} />
            <GiftWords gift={gift} />
          </li>
        ))}
    </ul>
  );
}
