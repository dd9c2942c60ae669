// A heart with a count: pressed when one likes what it stands beside.

import { useLanguage } from "../i18n/locale.tsx";
import { ErrorText } from "./states.tsx";
import { type LikeTarget, useLike } from "./use-like.ts";

export function LikeButton({
  target,
  name,
  listedCount,
}: {
  readonly target: LikeTarget;
  /** Of what is liked, for those who do not see where the heart stands. */
  readonly name: string;
  readonly listedCount: number;
}) {
  const { t, format } = useLanguage();
  const { isLiked, likeCount, press } = useLike(target, listedCount);
  const count = format.number(likeCount);
  return (
    <span className="like">
      <button
        type="button"
        className="like-button"
        aria-pressed={isLiked}
        aria-label={t.like.label(name, count)}
        title={isLiked ? t.like.takeBack : t.like.give}
        onClick={() => {
          // What is pressed is shown already; the next press waits for the answer to this one.
          if (!press.isPending) press.mutate(!isLiked);
        }}
      >
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M12 20.3C5.6 15.8 3 12.6 3 9.1 3 6.3 5.2 4.2 7.8 4.2c1.7 0 3.2.8 4.2 2.3 1-1.5 2.5-2.3 4.2-2.3 2.6 0 4.8 2.1 4.8 4.9 0 3.5-2.6 6.7-9 11.2z" />
        </svg>
        <span>{count}</span>
      </button>
      {press.isError && (
        <span className="like-error" role="alert">
          <ErrorText error={press.error} />
        </span>
      )}
    </span>
  );
}
