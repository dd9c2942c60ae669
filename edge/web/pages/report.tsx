// One report: what was said, what the room said, what was decided before, and deciding.

import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { reportIdSchema } from "../../../shared/schema/ids.ts";
import type { ReportDetail, ReportOutcome } from "../../../shared/schema/moderation.ts";
import { Detail } from "../components/detail.tsx";
import { ErrorText } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { ActForm } from "../moderation/act-form.tsx";
import { DecidedList } from "../moderation/decided-list.tsx";
import { EvidenceView } from "../moderation/evidence-view.tsx";
import { askAsModerator, useModerationChanged } from "../moderation/queries.ts";
import { useUser } from "../session/session.tsx";

const REFRESH_MS = 10_000;
const PAGE_OF = { user: "users", world: "worlds", event: "events" } as const;

export function ReportPage() {
  return (
    <Detail
      param="reportId"
      idSchema={reportIdSchema}
      fetch={(reportId) => askAsModerator("moderation.report", { params: { reportId } })}
      refreshMs={REFRESH_MS}
    >
      {(report) => <OneReport report={report} />}
    </Detail>
  );
}

function OneReport({ report }: { readonly report: ReportDetail }) {
  const { t, format } = useLanguage();
  const words = t.moderation;
  const { target, subject, reporter, reason, text, createdAt, closed, otherReportCount } = report;
  const name = target.name ?? words.gone;
  useTitle(name);
  return (
    <div className="moderation-page report-page">
      <Link to="/moderation" className="hint">
        ← {words.title}
      </Link>
      <div className="page-head">
        <h1>
          {target.kind === "asset" ? name : <Link to={`/${PAGE_OF[target.kind]}/${target.id}`}>{name}</Link>}
        </h1>
        <p className="lead">
          <span className="tag">{words.reasons[reason]}</span>
        </p>
      </div>
      <section className="card account-section">
        <dl className="report-facts">
          <dt>{words.by}</dt>
          <dd>{reporter?.displayName ?? words.nobody}</dd>
          <dt>{words.owner}</dt>
          <dd>
            {subject === null ? (
              words.theHouse
            ) : (
              <Link to={`/users/${subject.id}`}>{subject.displayName}</Link>
            )}
          </dd>
          <dt>{words.at}</dt>
          <dd>{format.moment(createdAt)}</dd>
        </dl>
        {text !== "" && <blockquote className="prose">{text}</blockquote>}
        {otherReportCount > 0 && (
          <p className="hint">{words.others(otherReportCount, format.number(otherReportCount))}</p>
        )}
        {closed === null ? (
          <ClaimBar report={report} />
        ) : (
          <p>
            <span className="tag">{words.outcomes[closed.outcome]}</span> {closed.by?.displayName}{" "}
            {format.moment(closed.at)} {closed.note}
          </p>
        )}
      </section>
      <EvidenceView state={report.evidence} window={report.window} />
      <DecidedList title={words.followed} sanctions={report.sanctions} />
      <DecidedList title={words.earlier} sanctions={report.earlierSanctions} />
      {closed === null && target.kind !== "event" && <ActForm report={report} />}
      {closed === null && <CloseBar report={report} />}
    </div>
  );
}

function ClaimBar({ report: { id: reportId, claim } }: { readonly report: ReportDetail }) {
  const { t, format } = useLanguage();
  const { id } = useUser();
  const changed = useModerationChanged();
  const params = { reportId };
  const take = useMutation({
    mutationFn: () => askAsModerator("moderation.claim", { params }),
    onSettled: changed,
  });
  const giveBack = useMutation({
    mutationFn: () => askAsModerator("moderation.release", { params }),
    onSettled: changed,
  });
  const failure = take.error ?? giveBack.error;
  return (
    <div className="row">
      {claim !== null && (
        <span>{t.moderation.claimedBy(claim.by.displayName, format.moment(claim.until))}</span>
      )}
      {claim === null && (
        <button
          type="button"
          className="button button-primary"
          disabled={take.isPending}
          onClick={() => take.mutate()}
        >
          {t.moderation.claim}
        </button>
      )}
      {claim?.by.id === id && (
        <button
          type="button"
          className="button"
          disabled={giveBack.isPending}
          onClick={() => giveBack.mutate()}
        >
          {t.moderation.release}
        </button>
      )}
      {failure !== null && <ErrorText error={failure} />}
    </div>
  );
}

function CloseBar({ report: { id: reportId } }: { readonly report: ReportDetail }) {
  const { t } = useLanguage();
  const changed = useModerationChanged();
  const close = useMutation({
    mutationFn: (outcome: ReportOutcome) =>
      askAsModerator("moderation.close", { params: { reportId }, body: { outcome } }),
    onSuccess: changed,
  });
  return (
    <section className="card account-section" aria-label={t.moderation.close}>
      <h2>{t.moderation.close}</h2>
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={close.isPending}
          onClick={() => close.mutate("acted")}
        >
          {t.moderation.closeActed}
        </button>
        <button
          type="button"
          className="button"
          disabled={close.isPending}
          onClick={() => close.mutate("dismissed")}
        >
          {t.moderation.closeDismissed}
        </button>
      </div>
      {close.isError && <ErrorText error={close.error} />}
    </section>
  );
}
