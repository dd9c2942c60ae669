// What a list shows instead of itself: still loading, nothing there, something went wrong.

import type { ReactNode } from "react";
import { Problem } from "../../../shared/http/problem.ts";
import { useLanguage } from "../i18n/locale.tsx";

export function Loading({ page = false, label }: { readonly page?: boolean; readonly label?: string }) {
  const { t } = useLanguage();
  return (
    <div className={page ? "loading loading-page" : "loading"} role="status">
      <span className="loading-dots" aria-hidden="true">
        <i />
        <i />
        <i />
      </span>
      <span className="loading-label">{label ?? t.common.loading}</span>
    </div>
  );
}

/** Grey shapes where cards will be. */
export function CardSkeletons({ count, className }: { readonly count: number; readonly className: string }) {
  const { t } = useLanguage();
  return (
    <div role="status">
      <span className="visually-hidden">{t.common.loading}</span>
      <div className={className} aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike and never change places
          <div key={index} className="card skeleton" />
        ))}
      </div>
    </div>
  );
}

export function Empty({ title, hint }: { readonly title: string; readonly hint: string }) {
  return (
    <div className="panel-note">
      <p className="panel-note-title">{title}</p>
      <p>{hint}</p>
    </div>
  );
}

/** A problem in the person's words where we have some, with its code for whoever is asked for help. */
export function ErrorPanel({
  error,
  onRetry,
  children,
}: {
  readonly error: unknown;
  readonly onRetry?: () => void;
  readonly children?: ReactNode;
}) {
  const { t } = useLanguage();
  return (
    <div className="panel-note panel-error" role="alert">
      <p className="panel-note-title">{t.problems.title}</p>
      <ErrorText error={error} />
      {onRetry !== undefined && (
        <button type="button" className="button" onClick={onRetry}>
          {t.common.retry}
        </button>
      )}
      {children}
    </div>
  );
}

/** What went wrong with the last thing that was tried here. */
export function InlineError({ error }: { readonly error: unknown }) {
  return (
    <div className="panel-error-inline" role="alert">
      <ErrorText error={error} />
    </div>
  );
}

export function ErrorText({ error }: { readonly error: unknown }) {
  return <ProblemText code={error instanceof Problem ? error.code : null} />;
}

export function ProblemText({ code }: { readonly code: string | null }) {
  const { t } = useLanguage();
  const known = code === null ? null : t.problems.known(code);
  return (
    <p>
      {known ?? t.problems.unknown}
      {known === null && code !== null && <span className="problem-code">{t.problems.code(code)}</span>}
    </p>
  );
}
