// All that somebody who is banned sees: why, until when, and where to say that it is wrong.

import type { Standing } from "../../../shared/schema/moderation.ts";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { StandingSection } from "../moderation/standing-section.tsx";
import { useSession } from "../session/session.tsx";

export function BannedPage({ ban }: { readonly ban: NonNullable<Standing["ban"]> }) {
  const { t, format } = useLanguage();
  const { signOut } = useSession();
  useTitle(t.moderation.bannedTitle);
  return (
    <main className="lone banned-page">
      <div className="panel-note panel-error" role="alert">
        <h1 className="panel-note-title">{t.moderation.bannedTitle}</h1>
        <p>
          {ban.until === null
            ? t.moderation.bannedForGood
            : t.moderation.bannedUntil(format.moment(ban.until))}
        </p>
        <p className="prose">{ban.reason}</p>
        <button type="button" className="button" onClick={() => void signOut()}>
          {t.nav.signOut}
        </button>
      </div>
      <StandingSection />
    </main>
  );
}
