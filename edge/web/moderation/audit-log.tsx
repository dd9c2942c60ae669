// The log of what moderators and admins did, the newest first.

import type { AuditEntry } from "../../../shared/schema/moderation.ts";
import { pageQuery } from "../components/paging.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { PagedList } from "./paged-list.tsx";
import { askAsModerator } from "./queries.ts";

export function AuditLog() {
  const { t } = useLanguage();
  return (
    <>
      <p className="hint">{t.moderation.logLead}</p>
      <PagedList
        name="audit"
        fetch={(cursor) => askAsModerator("moderation.audit", { query: pageQuery(cursor) })}
        empty={{ title: t.moderation.logEmpty, hint: t.moderation.logEmptyHint }}
        row={(entry) => <LogRow key={entry.seq} entry={entry} />}
      />
    </>
  );
}

function LogRow({ entry }: { readonly entry: AuditEntry }) {
  const { t, format } = useLanguage();
  const { seq, at, actor, act, subject, facts } = entry;
  const acts: Readonly<Record<string, string>> = t.moderation.acts;
  const who = actor === null ? t.moderation.console : (actor.displayName ?? t.moderation.nobody);
  return (
    <li className="account-row" data-seq={seq}>
      <div className="account-what">
        <p className="account-name">
          {who} · {acts[act] ?? act}
        </p>
        <p className="hint account-dates">
          <span>#{seq}</span>
          <span>{format.moment(at)}</span>
          <span className="audit-subject">{subject}</span>
        </p>
        <code className="audit-facts">{JSON.stringify(facts)}</code>
      </div>
    </li>
  );
}
