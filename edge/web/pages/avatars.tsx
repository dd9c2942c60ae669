// How one looks: bring an avatar, choose one; and one avatar by its own address.

import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { assetIdSchema } from "../../../shared/schema/ids.ts";
import type { ListedAvatar } from "../../../shared/schema/public-api.ts";
import { AvatarCard } from "../components/avatar-card.tsx";
import { AvatarCatalogue, showNewAvatar } from "../components/avatar-catalogue.tsx";
import { Detail } from "../components/detail.tsx";
import { useListView } from "../components/list-address.ts";
import { OrderTabs, TagFilter } from "../components/list-tools.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { ReportButton } from "../moderation/report-button.tsx";
import { edge, useUser } from "../session/session.tsx";
import { AssetInStore } from "../store/asset-in-store.tsx";
import { AssetVersions } from "../upload/asset-versions.tsx";
import { UploadPanel } from "../upload/upload-panel.tsx";

const AVATAR = { kind: "avatar", platform: null } as const;
const PATH = "/avatars";

export function AvatarsPage() {
  const { t } = useLanguage();
  useTitle(t.nav.avatars);
  const queries = useQueryClient();
  const view = useListView();
  return (
    <>
      <div className="page-head">
        <h1>{t.avatars.title}</h1>
        <p className="lead">{t.avatars.lead}</p>
      </div>
      <div className="avatars-page">
        <div className="maker-choices">
          <Link className="card maker-invitation" to="/avatars/make">
            <span className="maker-invitation-title">{t.maker.title}</span>
            <span className="hint">{t.maker.invitation}</span>
          </Link>
          <section className="card upload" aria-label={t.upload.title}>
            <h2>{t.upload.title}</h2>
            <UploadPanel
              purpose={AVATAR}
              onVerdict={({ avatar }) => {
                if (avatar !== undefined) showNewAvatar(queries, avatar);
              }}
            />
            <Link to="/uploads">{t.uploads.link}</Link>
          </section>
        </div>
        <section aria-label={t.avatars.catalogue}>
          <h2 className="section-title">{t.avatars.catalogue}</h2>
          <div className="list-tools">
            <OrderTabs path={PATH} view={view} />
            <TagFilter kind="avatar" path={PATH} view={view} />
          </div>
          <AvatarCatalogue view={view} />
        </section>
      </div>
    </>
  );
}

export function AvatarPage() {
  return (
    <Detail
      param="avatarId"
      idSchema={assetIdSchema}
      fetch={(avatarId) => edge.ask("avatars.get", { params: { avatarId } })}
    >
      {(avatar) => <OneAvatar avatar={avatar} />}
    </Detail>
  );
}

function OneAvatar({ avatar }: { readonly avatar: ListedAvatar }) {
  const { t } = useLanguage();
  const user = useUser();
  useTitle(avatar.name);
  const isOwn = avatar.owner.id === user.id;
  return (
    <AssetInStore
      asset={avatar}
      card={(isHeld) => (
        <>
          <h1 className="visually-hidden">{t.avatars.title}</h1>
          <AvatarCard avatar={avatar} isHeld={isHeld} isBesideSale />
          {!isOwn && <ReportButton reported={{ kind: "asset", id: avatar.id, name: avatar.name }} />}
        </>
      )}
      owned={<AssetVersions id={avatar.id} kind="avatar" queryKey={["avatarId", avatar.id]} />}
    />
  );
}
