// One's wallet: the coins one has, coins to buy, and all that one ordered. Whoever comes back from paying hears of that first.

import { useTitle } from "../components/title.ts";
import { useLanguage } from "../i18n/locale.tsx";
import { Balance } from "../money/balance.tsx";
import { BuyCoins } from "../money/buy-coins.tsx";
import { CoinHistory } from "../money/coin-history.tsx";
import { MoneyTabs } from "../money/money-tabs.tsx";
import { OrderList } from "../money/order-list.tsx";
import { OrderNotice } from "../money/order-notice.tsx";

export function WalletPage() {
  const { t } = useLanguage();
  useTitle(t.money.title);
  return (
    <div className="account-page">
      <div className="page-head">
        <h1>{t.money.title}</h1>
        <p className="lead">{t.money.lead}</p>
      </div>
      <MoneyTabs />
      <OrderNotice />
      <Balance />
      <BuyCoins />
      <OrderList />
      <CoinHistory />
    </div>
  );
}
