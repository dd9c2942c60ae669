// One item or accessory: its picture, whose it is, and how large.

import type { ModelFacts } from "../../../shared/schema/asset.ts";
import { assetIdSchema } from "../../../shared/schema/ids.ts";
import type { ItemDetail } from "../../../shared/schema/public-api.ts";
import { Detail } from "../components/detail.tsx";
import { LikeButton } from "../components/like-button.tsx";
import { OwnerLink } from "../components/owner-link.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { ReportButton } from "../moderation/report-button.tsx";
import { edge } from "../session/session.tsx";
import { AssetInStore } from "../store/asset-in-store.tsx";
import { AssetVersions } from "../upload/asset-versions.tsx";

export function ItemPage() {
  return (
    <Detail
      param="itemId"
      idSchema={assetIdSchema}
      fetch={(itemId) => edge.ask("items.get", { params: { itemId } })}
    >
      {(item) => <Item item={item} />}
    </Detail>
  );
}

function Item({ item }: { readonly item: ItemDetail }) {
  const { t } = useLanguage();
  useTitle(item.name);
  const card = (
    <article className="card avatar-card">
      {item.thumbnailUrl !== null && (
        <img className="avatar-portrait" src={item.thumbnailUrl} alt="" width="320" height="320" />
      )}
      <div className="avatar-text">
        <h1>{item.name}</h1>
        <p>
          {t.avatars.sharedBy} <OwnerLink owner={item.owner} />
        </p>
        {item.facts.format === "glb" && <Facts facts={item.facts} />}
        <Weight item={item} />
      </div>
      <LikeButton target={{ kind: "item", id: item.id }} name={item.name} listedCount={item.likeCount} />
      <ReportButton reported={{ kind: "asset", id: item.id, name: item.name }} />
    </article>
  );
  return (
    <AssetInStore
      asset={item}
      card={() => card}
      owned={<AssetVersions id={item.id} kind={item.kind} queryKey={["itemId", item.id]} />}
    />
  );
}

function Facts({ facts }: { readonly facts: ModelFacts }) {
  const { t, format } = useLanguage();
  const edges = facts.sizeM.map((edgeM) => format.twoDigits(edgeM)).join(" × ");
  return (
    <>
      <p className="avatar-facts">{t.avatars.facts(edges, format.number(facts.triangleCount))}</p>
      {facts.attachBone != null && <p className="avatar-facts">{t.avatars.attachBone(facts.attachBone)}</p>}
    </>
  );
}

/** How much is loaded of it; of what has no variants yet, the file itself. */
function Weight({ item: { file, variants } }: { readonly item: ItemDetail }) {
  const { t, format } = useLanguage();
  const [lightest] = variants;
  const whole = format.bytes(file.sizeBytes);
  const text =
    lightest === undefined ? whole : t.avatars.weight(whole, format.bytes(lightest.file.sizeBytes));
  return <p className="avatar-facts">{text}</p>;
}
