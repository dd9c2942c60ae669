// A page about one thing, by the id in its address: what it shows while the thing is fetched, when there is no such thing,
// and when something went wrong.

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import type * as z from "zod";
import { Problem } from "../../../shared/http/problem.ts";
import { NotFoundPage } from "../pages/not-found.tsx";
import { ErrorPanel, Loading } from "./states.tsx";

type DetailProps<Id extends string, T> = {
  /** Of the address, and of what is kept of the answer: "worldId". */
  readonly param: string;
  readonly idSchema: z.ZodType<Id>;
  readonly fetch: (id: Id) => Promise<T>;
  /** How often it is asked for anew while somebody looks, milliseconds. */
  readonly refreshMs?: number;
  readonly children: (thing: T) => ReactNode;
};

export function Detail<Id extends string, T>({ idSchema, ...props }: DetailProps<Id, T>) {
  const { [props.param]: idText = "" } = useParams();
  const id = idSchema.safeParse(idText);
  return id.success ? <Fetched key={id.data} id={id.data} {...props} /> : <NotFoundPage />;
}

function Fetched<Id extends string, T>({
  id,
  param,
  fetch,
  refreshMs,
  children,
}: Omit<DetailProps<Id, T>, "idSchema"> & { readonly id: Id }) {
  const thing = useQuery({
    queryKey: [param, id],
    queryFn: () => fetch(id),
    refetchInterval: refreshMs ?? false,
  });
  if (thing.data !== undefined) return children(thing.data);
  if (thing.isPending) return <Loading />;
  if (isNowhere(thing.error)) return <NotFoundPage />;
  return <ErrorPanel error={thing.error} onRetry={() => void thing.refetch()} />;
}

export function isNowhere(error: unknown): boolean {
  return error instanceof Problem && error.status === 404;
}
