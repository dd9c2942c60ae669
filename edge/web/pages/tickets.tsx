// One's own tickets, of whatever event.

import { Link } from "react-router";
import { MoreButton } from "../components/more-button.tsx";
import { Empty, ErrorPanel, Loading } from "../components/states.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { MoneyTabs } from "../money/money-tabs.tsx";
import { OwnTickets } from "../tickets/own-tickets.tsx";
import { useTickets } from "../tickets/queries.ts";

export function TicketsPage() {
  const { t } = useLanguage();
  useTitle(t.tickets.title);
  const tickets = useTickets();
  const list = tickets.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="account-page">
      <div className="page-head">
        <h1>{t.tickets.title}</h1>
        <p className="lead">{t.tickets.lead}</p>
      </div>
      <MoneyTabs />
      {tickets.isPending && <Loading />}
      {tickets.isError && tickets.data === undefined && (
        <ErrorPanel error={tickets.error} onRetry={() => void tickets.refetch()} />
      )}
      {tickets.data !== undefined && list.length === 0 && (
        <>
          <Empty title={t.tickets.none} hint={t.tickets.noneHint} />
          <div className="row row-middle">
            <Link className="button" to="/events">
              {t.tickets.toEvents}
            </Link>
          </div>
        </>
      )}
      {tickets.data !== undefined && <OwnTickets tickets={list} />}
      <MoreButton query={tickets} />
    </div>
  );
}
