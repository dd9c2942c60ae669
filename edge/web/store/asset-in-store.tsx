// An asset's own page, with the store beside it: its card, and for its owner the way to sell it, for everybody else the way to get it.

import type { ReactNode } from "react";
import type { VrmLicence } from "../../../shared/schema/asset.ts";
import type { AssetId, UserId } from "../../../shared/schema/ids.ts";
import type { ListingTerms } from "../../../shared/schema/listing-terms.ts";
import { ErrorPanel } from "../components/states.tsx";
import { useUser } from "../session/session.tsx";
import { BuyBox } from "./buy-box.tsx";
import { useHolding } from "./queries.ts";
import { SellBox } from "./sell-box.tsx";

type StoreAsset = {
  readonly id: AssetId;
  readonly owner: { readonly id: UserId };
  readonly licence: Pick<VrmLicence, "avatarPermission"> | null;
  readonly listing: ListingTerms | null;
};

export function AssetInStore({
  asset: { id, owner, licence, listing },
  card,
  owned,
}: {
  readonly asset: StoreAsset;
  /** Drawn with whether one has it. */
  card(isHeld: boolean): ReactNode;
  /** What its owner sees besides. */
  readonly owned: ReactNode;
}) {
  const user = useUser();
  const isOwn = owner.id === user.id;
  const holding = useHolding(id, isOwn ? null : listing);
  const held = holding.data ?? null;
  if (!isOwn && listing === null) return <div className="one-card">{card(false)}</div>;
  return (
    <div className="owned-asset">
      <div className="one-card">{card(held !== null)}</div>
      <div>
        {isOwn && <SellBox assetId={id} licence={licence} listing={listing} />}
        {!isOwn && listing !== null && holding.data !== undefined && (
          <BuyBox assetId={id} listing={listing} holding={held} />
        )}
        {holding.isError && holding.data === undefined && (
          <ErrorPanel error={holding.error} onRetry={() => void holding.refetch()} />
        )}
        {isOwn && owned}
      </div>
    </div>
  );
}
