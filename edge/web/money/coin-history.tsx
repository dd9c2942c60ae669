// What became of one's coins and exchange tickets, newest first, as the books have it.

import type { CoinMove } from "../../../shared/schema/coin-history.ts";
import { MoreButton } from "../components/more-button.tsx";
import { ErrorPanel, Loading } from "../components/states.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { changesOf, moveText } from "./move-text.ts";
import { useCoinHistory } from "./queries.ts";

export function CoinHistory() {
  const { t } = useLanguage();
  const history = useCoinHistory();
  const list = history.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="account-section card" aria-labelledby="coin-history-title">
      <h2 id="coin-history-title">{t.money.moves.title}</h2>
      {history.isPending && <Loading />}
      {history.isError && history.data === undefined && (
        <ErrorPanel error={history.error} onRetry={() => void history.refetch()} />
      )}
      {history.data !== undefined && list.length === 0 && (
        <p className="account-empty">{t.money.moves.none}</p>
      )}
      {list.length > 0 && (
        <ul className="account-list">
          {list.map((move, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is behind a line never changes, and it has no id
            <MoveRow key={at} move={move} />
          ))}
        </ul>
      )}
      <MoreButton query={history} />
    </section>
  );
}

function MoveRow({ move }: { readonly move: CoinMove }) {
  const { t, format } = useLanguage();
  return (
    <li className="account-row order-row" data-move={move.kind}>
      <div className="account-what">
        <p className="account-name">{moveText(move, t)}</p>
        <p className="hint">{format.moment(move.at)}</p>
      </div>
      <p className="coin-changes">
        {changesOf(move, t, format).map((change) => (
          <span key={change}>{change}</span>
        ))}
      </p>
    </li>
  );
}
