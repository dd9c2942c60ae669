// A titled part of a page with a list that comes page by page: loading, not to be had, empty, or its rows and the button for more.

import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { MoreButton } from "./more-button.tsx";
import { ErrorPanel, Loading } from "./states.tsx";

export function PagedSection<Item>({
  title,
  empty,
  query,
  row,
}: {
  readonly title: string;
  readonly empty: string;
  readonly query: UseInfiniteQueryResult<InfiniteData<{ readonly items: readonly Item[] }>>;
  row(item: Item, index: number): ReactNode;
}) {
  const id = useId();
  const list = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section className="account-section card" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {query.isPending && <Loading />}
      {query.isError && query.data === undefined && (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data !== undefined && list.length === 0 && <p className="account-empty">{empty}</p>}
      {list.length > 0 && <ul className="account-list">{list.map(row)}</ul>}
      <MoreButton query={query} />
    </section>
  );
}
