// What of one's wallet is lost with one's account, told before it is given up. Nothing to whoever has nothing in it.

import { useLanguage } from "../i18n/locale.tsx";
import { useWallet } from "./queries.ts";

export function WalletOnLeaving() {
  const { t, format } = useLanguage();
  const { data: wallet } = useWallet();
  if (wallet === undefined) return null;
  const coins = wallet.coinCount + wallet.freeCoinCount;
  const tickets = wallet.exchangeTicketCount;
  const lost = [
    ...(coins > 0 ? [t.money.coins(coins, format.number(coins))] : []),
    ...(tickets > 0 ? [t.money.exchangeTickets(tickets, format.number(tickets))] : []),
  ];
  if (lost.length === 0) return null;
  return <p className="event-standing">{t.money.lostOnLeaving(format.list(lost))}</p>;
}
