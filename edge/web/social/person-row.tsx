// Somebody in a list: who they are, a word about them, and what can be done.

import type { ReactNode } from "react";
import { Link } from "react-router";
import type { UserId } from "../../../shared/schema/ids.ts";

export function PersonRow({
  user,
  about,
  children,
}: {
  readonly user: { readonly id: UserId; readonly displayName: string };
  readonly about?: ReactNode;
  readonly children?: ReactNode;
}) {
  return (
    <li className="person-row" data-user={user.id}>
      <span className="person-row-face hit-letter hit-user" aria-hidden="true">
        {[...user.displayName][0]}
      </span>
      <div className="person-row-text">
        <Link className="person-row-name" to={`/users/${user.id}`}>
          {user.displayName}
        </Link>
        {about !== undefined && <p className="hint">{about}</p>}
      </div>
      {children !== undefined && <div className="person-row-does">{children}</div>}
    </li>
  );
}
