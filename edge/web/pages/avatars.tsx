// How one looks: bring an avatar, choose one.

import { useQueryClient } from "@tanstack/react-query";
import { AvatarCatalogue, showNewAvatar } from "../components/avatar-catalogue.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { UploadPanel } from "../upload/upload-panel.tsx";

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
        <UploadPanel onPublished={(avatar) => showNewAvatar(queries, avatar)} />
        <section aria-label={t.avatars.catalogue}>
          <h2 className="section-title">{t.avatars.catalogue}</h2>
          <AvatarCatalogue />
        </section>
      </div>
    </>
  );
}
