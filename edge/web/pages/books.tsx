// The books, for admins: payments, how they compare with Stripe's balance, and the unused coins of a base date.

import { useSearchParams } from "react-router";
import * as z from "zod";
import { PaymentList } from "../books/payment-list.tsx";
import { ReconciliationList } from "../books/reconciliation-list.tsx";
import { UnusedBalance } from "../books/unused-balance.tsx";
import { Empty, Loading } from "../components/states.tsx";
import { Tabs } from "../components/tabs.tsx";
import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { useStanding } from "../moderation/queries.ts";

const TABS = ["payments", "reconciliations", "unused"] as const;
const tabSchema = z.enum(TABS).catch("payments");

export function BooksPage() {
  const { t } = useLanguage();
  const [search] = useSearchParams();
  const standing = useStanding();
  useTitle(t.books.title);
  if (standing.isPending) return <Loading />;
  if (standing.data?.platformRole !== "admin")
    return <Empty title={t.books.notForYou} hint={t.books.notForYouHint} />;
  const current = tabSchema.parse(search.get("tab"));
  return (
    <div className="books-page">
      <div className="page-head">
        <h1>{t.books.title}</h1>
      </div>
      <Tabs
        label={t.books.tabsLabel}
        tabs={TABS.map((name) => ({
          to: `/books?tab=${name}`,
          label: t.books.tabs[name],
          isCurrent: name === current,
        }))}
      />
      {current === "payments" && <PaymentList />}
      {current === "reconciliations" && <ReconciliationList />}
      {current === "unused" && <UnusedBalance />}
    </div>
  );
}
