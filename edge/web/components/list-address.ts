// What of a list is looked at, as the page's address says it: in which order, under which tag. Whatever else stands there is
// as good as nothing.

import { useSearchParams } from "react-router";
import { type CatalogOrder, tagSchema } from "../../../shared/schema/catalog.ts";

export const ORDERS = ["trending", "new", "popular"] as const satisfies readonly CatalogOrder[];
export type ListOrder = (typeof ORDERS)[number];
export type ListView = { readonly order: ListOrder; readonly tag: string | null };

export function readListView(params: URLSearchParams): ListView {
  const order = ORDERS.find((each) => each === params.get("order")) ?? ORDERS[0];
  const tag = tagSchema.safeParse(params.get("tag") ?? "");
  return { order, tag: tag.success ? tag.data : null };
}

/** The address of a view of the list at `path`: nothing in it that goes without saying. */
export function listHref(path: string, { order, tag }: ListView): string {
  const params = new URLSearchParams();
  if (order !== ORDERS[0]) params.set("order", order);
  if (tag !== null) params.set("tag", tag);
  return params.size === 0 ? path : `${path}?${params}`;
}

export function useListView(): ListView {
  const [params] = useSearchParams();
  return readListView(params);
}
