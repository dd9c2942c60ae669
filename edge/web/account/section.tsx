// One part of the account page: a title, a sentence, and a list that may still be loading, empty, or not to be had.

import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { ErrorPanel, InlineError, Loading } from "../components/states.tsx";

export function AccountSection<Item>({
  title,
  lead,
  query,
  empty,
  row,
  failure,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly query: UseQueryResult<readonly Item[]>;
  readonly empty: string;
  row(item: Item): ReactNode;
  /** Of what was last tried with one of the list; null where nothing went wrong. */
  readonly failure: unknown;
  /** What can be done with all of it. */
  readonly children?: ReactNode;
}) {
  const id = useId();
  const items = query.data;
  return (
    <section className="account-section card" aria-labelledby={id}>
      <div>
        <h2 id={id}>{title}</h2>
        <p className="hint">{lead}</p>
      </div>
      {query.isPending && <Loading />}
      {query.isError && items === undefined && (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      )}
      {items !== undefined && items.length === 0 && <p className="account-empty">{empty}</p>}
      {items !== undefined && items.length > 0 && <ul className="account-list">{items.map(row)}</ul>}
      {failure !== null && <InlineError error={failure} />}
      {items !== undefined && children}
    </section>
  );
}
