// What was decided, as moderators see it, and lifting it.

import { useMutation } from "@tanstack/react-query";
import { type DecidedSanction, SANCTION_REASON_MAX_CHARS } from "../../../shared/schema/moderation.ts";
import { ErrorText } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { askAsModerator, useModerationChanged } from "./queries.ts";
import { SanctionText } from "./sanction-text.tsx";
import { TextForm } from "./text-form.tsx";

export function DecidedList({
  title,
  sanctions,
}: {
  readonly title: string;
  readonly sanctions: readonly DecidedSanction[];
}) {
  const { t } = useLanguage();
  return (
    <section className="card account-section" aria-label={title}>
      <h2>{title}</h2>
      {sanctions.length === 0 ? (
        <p className="account-empty">{t.moderation.noneYet}</p>
      ) : (
        <ul className="account-list">
          {sanctions.map((sanction) => (
            <Decided key={sanction.id} sanction={sanction} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Decided({ sanction }: { readonly sanction: DecidedSanction }) {
  const { t } = useLanguage();
  const changed = useModerationChanged();
  const lift = useMutation({
    mutationFn: (reason: string) =>
      askAsModerator("moderation.lift", { params: { sanctionId: sanction.id }, body: { reason } }),
    onSuccess: changed,
  });
  return (
    <li className="account-row sanction-row" data-sanction={sanction.id}>
      <SanctionText sanction={sanction} />
      <p className="hint">{t.moderation.decidedBy(sanction.by?.displayName ?? t.moderation.nobody)}</p>
      {sanction.state === "in-force" && (
        <TextForm
          open={t.moderation.lift}
          label={t.moderation.liftReason}
          send={t.moderation.lift}
          maxChars={SANCTION_REASON_MAX_CHARS}
          isBusy={lift.isPending}
          onSend={lift.mutate}
        />
      )}
      {lift.isError && <ErrorText error={lift.error} />}
    </li>
  );
}
