// A small picture of a gift: the shape its particles have.

import { type Look, lookOf } from "../gifts/particles.ts";

const PATHS: Readonly<Record<Look, string>> = {
  hearts: "M12 20.5C4 15 3 11.5 3 8.8A4.6 4.6 0 0 1 12 7.4a4.6 4.6 0 0 1 9 1.4c0 2.7-1 6.2-9 11.7Z",
  petals:
    "M9 7.4a3 3 0 1 0 6 0a3 3 0 1 0-6 0ZM13.4 10.6a3 3 0 1 0 6 0a3 3 0 1 0-6 0ZM11.7 15.8a3 3 0 1 0 6 0a3 3 0 1 0-6 0ZM6.3 15.8a3 3 0 1 0 6 0a3 3 0 1 0-6 0ZM4.6 10.6a3 3 0 1 0 6 0a3 3 0 1 0-6 0Z",
  confetti: "M4 5h4v3H4Zm11-1h4v3h-4ZM9 10h4v3H9Zm8 3h4v3h-4ZM4 15h4v3H4Zm8 3h4v3h-4Z",
  fireworks:
    "M12 3v4m0 10v4m9-9h-4M7 12H3m15.4-6.4-2.9 2.9m-7 7-2.9 2.9m12.8 0-2.9-2.9m-7-7L5.6 5.6M12 10.5v3M10.5 12h3",
  sparkles: "M12 3l2 7 7 2-7 2-2 7-2-7-7-2 7-2Z",
};

export function GiftPicture({ effect }: { readonly effect: string }) {
  const look = lookOf(effect);
  return (
    <svg className={`gift-picture gift-picture-${look}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[look]} />
    </svg>
  );
}
