// What was decided about oneself, and saying once why it is wrong.

import { useMutation, useQuery } from "@tanstack/react-query";
import { APPEAL_TEXT_MAX_CHARS, type Sanction } from "../../../shared/schema/moderation.ts";
import { AccountSection } from "../account/section.tsx";
import { InlineError } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";
import { useModerationChanged } from "./queries.ts";
import { SanctionText } from "./sanction-text.tsx";
import { TextForm } from "./text-form.tsx";

export function StandingSection() {
  const { t } = useLanguage();
  const { id } = useUser();
  const sanctions = useQuery({
    queryKey: ["standing", id],
    queryFn: () => edge.ask("me.standing", {}),
    select: (standing) => standing.sanctions,
  });
  return (
    <AccountSection
      title={t.moderation.standing}
      lead={t.moderation.standingLead}
      query={sanctions}
      empty={t.moderation.standingEmpty}
      failure={null}
      row={(sanction) => <OwnSanction key={sanction.id} sanction={sanction} />}
    />
  );
}

function OwnSanction({ sanction }: { readonly sanction: Sanction }) {
  const { t } = useLanguage();
  const changed = useModerationChanged();
  const appeal = useMutation({
    mutationFn: (text: string) =>
      edge.ask("me.appeal", { params: { sanctionId: sanction.id }, body: { text } }),
    onSuccess: changed,
  });
  return (
    <li className="account-row sanction-row" data-sanction={sanction.id}>
      <SanctionText sanction={sanction} />
      {sanction.appeal === null && sanction.state !== "lifted" && (
        <TextForm
          open={t.moderation.appeal}
          label={t.moderation.appealLabel}
          send={t.moderation.appealSend}
          maxChars={APPEAL_TEXT_MAX_CHARS}
          isBusy={appeal.isPending}
          onSend={appeal.mutate}
        />
      )}
      {appeal.isError && <InlineError error={appeal.error} />}
    </li>
  );
}
