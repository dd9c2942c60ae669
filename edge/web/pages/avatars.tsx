// How one looks: bring an avatar, choose one.

import { useQueryClient } from "@tanstack/react-query";
import { Link } from "react-router";
import { AvatarCatalogue, showNewAvatar } from "../components/avatar-catalogue.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { UploadPanel } from "../upload/upload-panel.tsx";

const AVATAR = { kind: "avatar", platform: null } as const;

export function AvatarsPage() {
  const { t } = useLanguage();
  useTitle(t.nav.avatars);
  const queries = useQueryClient();
  return (
    <>
      <div className="page-head">
        <h1>{t.avatars.title}</h1>
        <p className="lead">{t.avatars.lead}</p>
      </div>
      <div className="avatars-page">
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
        <section aria-label={t.avatars.catalogue}>
          <h2 className="section-title">{t.avatars.catalogue}</h2>
          <AvatarCatalogue />
        </section>
      </div>
    </>
  );
}
