// A list of the console that is fetched page by page: loading, empty, not to be had, or its rows and the button for more.

import type { ReactNode } from "react";
import { MoreButton } from "../components/more-button.tsx";
import { usePages } from "../components/paging.ts";
import { Empty, ErrorPanel, Loading } from "../components/states.tsx";

type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };

export function PagedList<Item>({
  noun = "moderation",
  name,
  fetch,
  empty,
  refreshMs,
  row,
}: {
  /** What is asked for anew together. */
  readonly noun?: string;
  readonly name: string;
  fetch(cursor: string): Promise<Page<Item>>;
  readonly empty: { readonly title: string; readonly hint: string };
  /** How often it is asked for anew while somebody looks. */
  readonly refreshMs?: number;
  row(item: Item): ReactNode;
}) {
  const list = usePages([noun, name], fetch, { refreshMs });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (list.isPending) return <Loading />;
  if (list.isError && list.data === undefined)
    return <ErrorPanel error={list.error} onRetry={() => void list.refetch()} />;
  if (items.length === 0) return <Empty {...empty} />;
  return (
    <>
      <ul className="account-list moderation-list card">{items.map(row)}</ul>
      <MoreButton query={list} />
    </>
  );
}
