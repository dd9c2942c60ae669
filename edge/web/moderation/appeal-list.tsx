// Appeals that wait for an answer, and answering one.

import { useMutation } from "@tanstack/react-query";
import { type DecidedSanction, SANCTION_REASON_MAX_CHARS } from "../../../shared/schema/moderation.ts";
import { pageQuery } from "../components/paging.ts";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { PagedList } from "./paged-list.tsx";
import { askAsModerator, useModerationChanged } from "./queries.ts";
import { SanctionText } from "./sanction-text.tsx";
import { TextForm } from "./text-form.tsx";

export function AppealList() {
  const { t } = useLanguage();
  return (
    <PagedList
      name="appeals"
      fetch={(cursor) =>
        askAsModerator("moderation.sanctions", { query: { ...pageQuery(cursor), appeal: "open" } })
      }
      empty={{ title: t.moderation.noAppeals, hint: t.moderation.noAppealsHint }}
      row={(sanction) => <Appeal key={sanction.id} sanction={sanction} />}
    />
  );
}

function Appeal({ sanction }: { readonly sanction: DecidedSanction }) {
  const { t } = useLanguage();
  const changed = useModerationChanged();
  const decide = useMutation({
    mutationFn: (body: { outcome: "upheld" | "overturned"; answer: string }) =>
      askAsModerator("moderation.decideAppeal", { params: { sanctionId: sanction.id }, body }),
    onSuccess: changed,
  });
  const form = (outcome: "upheld" | "overturned", open: string) => (
    <TextForm
      open={open}
      label={t.moderation.appealAnswer}
      send={open}
      maxChars={SANCTION_REASON_MAX_CHARS}
      isBusy={decide.isPending}
      onSend={(answer) => decide.mutate({ outcome, answer })}
    />
  );
  return (
    <li className="account-row sanction-row" data-sanction={sanction.id}>
      <p className="account-name">{sanction.subject?.displayName ?? t.moderation.nobody}</p>
      <SanctionText sanction={sanction} />
      <p className="hint">{t.moderation.decidedBy(sanction.by?.displayName ?? t.moderation.nobody)}</p>
      <blockquote className="prose">{sanction.appeal?.text}</blockquote>
      <div className="row">
        {form("upheld", t.moderation.uphold)}
        {form("overturned", t.moderation.overturn)}
      </div>
      {decide.isError && <InlineError error={decide.error} />}
    </li>
  );
}
