// What became of one's coins and exchange tickets, newest first, as the books have it.

import type { CoinMove } from "../../../shared/schema/coin-history.ts";
import { PagedSection } from "../components/paged-section.tsx";
import { useLanguage } from "../i18n/locale.tsx";
import { changesOf, moveText } from "./move-text.ts";
import { useCoinHistory } from "./queries.ts";

export function CoinHistory() {
  const { t } = useLanguage();
  return (
    <PagedSection
      title={t.money.moves.title}
      empty={t.money.moves.none}
      query={useCoinHistory()}
      // What is behind a line never changes, and it has no id.
      row={(move, index) => <MoveRow key={index} move={move} />}
    />
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
