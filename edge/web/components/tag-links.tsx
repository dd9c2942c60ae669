// The tags something carries, each leading to what else carries it.

import { Link } from "react-router";
import { listHref, ORDERS } from "./list-address.ts";

export function TagLinks({
  tags,
  path,
  shownMax,
}: {
  readonly tags: readonly string[];
  /** Of the list they lead to. */
  readonly path: string;
  readonly shownMax: number;
}) {
  if (tags.length === 0) return null;
  return (
    <ul className="tag-links">
      {tags.slice(0, shownMax).map((tag) => (
        <li key={tag}>
          <Link className="chip chip-small" to={listHref(path, { order: ORDERS[0], tag })}>
            #{tag}
          </Link>
        </li>
      ))}
    </ul>
  );
}
