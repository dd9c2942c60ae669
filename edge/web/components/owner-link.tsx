// Whose something is, leading to them.

import { Link } from "react-router";
import type { UserId } from "../../../shared/schema/ids.ts";

export function OwnerLink({
  owner,
}: {
  readonly owner: { readonly id: UserId; readonly displayName: string };
}) {
  return (
    <Link className="owner-link" to={`/users/${owner.id}`}>
      {owner.displayName}
    </Link>
  );
}
