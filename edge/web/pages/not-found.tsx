// An address nobody lives at.

import { Link } from "react-router";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function NotFoundPage() {
  const { t } = useLanguage();
  useTitle(t.notFound.title);
  return (
    <div className="panel-note">
      <h1 className="panel-note-title">{t.notFound.title}</h1>
      <p>{t.notFound.lead}</p>
      <Link className="button" to="/">
        {t.common.back}
      </Link>
    </div>
  );
}
