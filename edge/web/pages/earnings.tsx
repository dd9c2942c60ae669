// A creator's earnings: where they are paid, what they have earned, what they were paid, and statements to keep.

import { useTitle } from "../components/title.ts";
import { AccountSection } from "../earnings/account-section.tsx";
import { EarnedSection } from "../earnings/earned-section.tsx";
import { EarningList } from "../earnings/earning-list.tsx";
import { PayoutList } from "../earnings/payout-list.tsx";
import { StatementList } from "../earnings/statement-list.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { MoneyTabs } from "../money/money-tabs.tsx";

export function EarningsPage() {
  const { t } = useLanguage();
  useTitle(t.earnings.title);
  return (
    <div className="account-page">
      <div className="page-head">
        <h1>{t.earnings.title}</h1>
        <p className="lead">{t.earnings.lead}</p>
      </div>
      <MoneyTabs />
      <EarnedSection />
      <AccountSection />
      <PayoutList />
      <EarningList />
      <StatementList />
    </div>
  );
}
