// One month's statement as it is printed, in a frame of its own: to look at, to print, and to save for a spreadsheet.

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { Link, useParams } from "react-router";
import { monthSchema } from "../../../shared/schema/payout.ts";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { edge, useUser } from "../session/session.tsx";
import { NotFoundPage } from "./not-found.tsx";

export function StatementPage() {
  const { month: text = "" } = useParams();
  const month = monthSchema.safeParse(text);
  return month.success ? <Statement month={month.data} /> : <NotFoundPage />;
}

function Statement({ month }: { readonly month: string }) {
  const { t, format, locale } = useLanguage();
  const { id } = useUser();
  const say = t.earnings.statements;
  const title = say.page(format.yearMonth(month));
  useTitle(title);
  const ask = { params: { month }, query: { locale } } as const;
  const statement = useQuery({
    queryKey: ["statement", id, month, locale],
    queryFn: () => edge.ask("earnings.statementHtml", ask),
  });
  const save = useMutation({
    mutationFn: () => edge.ask("earnings.statementCsv", ask),
    onSuccess: (csv) => saveFile(csv, `hiroba-earnings-${month}.csv`),
  });
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(0);
  return (
    <div className="account-page statement-page">
      <div className="page-head">
        <h1>{title}</h1>
        <Link to="/earnings">{say.back}</Link>
      </div>
      <div className="row">
        <button
          type="button"
          className="button button-primary"
          disabled={statement.data === undefined}
          onClick={() => frame.current?.contentWindow?.print()}
        >
          {say.print}
        </button>
        <button type="button" className="button" disabled={save.isPending} onClick={() => save.mutate()}>
          {say.csv}
        </button>
      </div>
      {save.isError && <InlineError error={save.error} />}
      {statement.isPending && <Loading />}
      {statement.isError && statement.data === undefined && (
        <ErrorPanel error={statement.error} onRetry={() => void statement.refetch()} />
      )}
      {statement.data !== undefined && (
        <div className="card statement-sheet">
          <iframe
            ref={frame}
            className="statement-frame"
            title={title}
            // No scripts run in it; this page reads how tall it is, and has it printed.
            sandbox="allow-same-origin allow-modals"
            srcDoc={statement.data}
            style={{ height }}
            onLoad={({ currentTarget }) =>
              setHeight(currentTarget.contentDocument?.documentElement.scrollHeight ?? 0)
            }
          />
        </div>
      )}
    </div>
  );
}

/** The mark by which spreadsheets know UTF-8 stands before the file; reading it as text took it away. */
const BYTE_ORDER_MARK = "\ufeff";

function saveFile(text: string, name: string): void {
  const url = URL.createObjectURL(new Blob([BYTE_ORDER_MARK, text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
