// Reports in a list, and taking the oldest that nobody looks into.

import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "react-router";
import type { Report } from "../../../shared/schema/moderation.ts";
import { pageQuery } from "../components/paging.ts";
import { ErrorText } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { PagedList } from "./paged-list.tsx";
import { askAsModerator, useModerationChanged } from "./queries.ts";

const REFRESH_MS = 15_000;

export function ReportQueue({ state }: { readonly state: "waiting" | "mine" | "closed" }) {
  const { t } = useLanguage();
  const words = t.moderation;
  const empty = {
    waiting: { title: words.nothingWaits, hint: words.nothingWaitsHint },
    mine: { title: words.nothingMine, hint: words.nothingMineHint },
    closed: { title: words.nothingClosed, hint: words.nothingClosedHint },
  } as const;
  return (
    <>
      {state === "waiting" && <ClaimNext />}
      <PagedList
        name={`reports ${state}`}
        fetch={(cursor) => askAsModerator("moderation.reports", { query: { ...pageQuery(cursor), state } })}
        empty={empty[state]}
        refreshMs={REFRESH_MS}
        row={(report) => <ReportRow key={report.id} report={report} />}
      />
    </>
  );
}

function ClaimNext() {
  const { t } = useLanguage();
  const navigate = useNavigate();
  const changed = useModerationChanged();
  const claim = useMutation({
    mutationFn: () => askAsModerator("moderation.claimNext", {}),
    onSuccess: async (report) => {
      if (report === null) return changed();
      await navigate(`/moderation/reports/${report.id}`);
    },
  });
  return (
    <div className="row">
      <button
        type="button"
        className="button button-primary"
        disabled={claim.isPending}
        onClick={() => claim.mutate()}
      >
        {t.moderation.claimNext}
      </button>
      {claim.isError && <ErrorText error={claim.error} />}
    </div>
  );
}

function ReportRow({ report }: { readonly report: Report }) {
  const { t, format } = useLanguage();
  const { id, target, reason, text, createdAt, claim, closed } = report;
  return (
    <li className="account-row" data-report={id}>
      <div className="account-what">
        <p className="account-name">
          <Link to={`/moderation/reports/${id}`}>{target.name ?? t.moderation.gone}</Link>{" "}
          <span className="tag">{t.moderation.reasons[reason]}</span>{" "}
          {closed !== null && <span className="tag">{t.moderation.outcomes[closed.outcome]}</span>}
        </p>
        {text !== "" && <p className="moderation-excerpt">{text}</p>}
        <p className="hint account-dates">
          <span>{format.moment(createdAt)}</span>
          {claim !== null && (
            <span>{t.moderation.claimedBy(claim.by.displayName, format.moment(claim.until))}</span>
          )}
        </p>
      </div>
    </li>
  );
}
