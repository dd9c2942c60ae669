// What one is told of, as it comes: how much is unread is kept up to the moment, and what is shown of it is asked for anew.

import { skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { NotificationId } from "../../../shared/schema/ids.ts";
import type { Unread } from "../../../shared/schema/notification.ts";
import { pageQuery, usePages } from "../components/paging.ts";
import { edge, useUser } from "../session/session.tsx";
import { partyKey } from "./party.ts";

const unreadKey = (userId: string) => ["unread", userId];

/** Listens for as long as whoever calls it is shown. */
export function useNotificationStream(): void {
  const { id } = useUser();
  const queries = useQueryClient();
  useEffect(() => {
    const leaving = new AbortController();
    edge
      .followNotifications(({ arrived, unreadCount }) => {
        queries.setQueryData<number>(unreadKey(id), unreadCount);
        void queries.invalidateQueries({ queryKey: ["notifications", id] });
        // An event that brings nothing may be about the party.
        void queries.invalidateQueries({ queryKey: partyKey(id) });
        if (arrived.some(({ kind }) => kind.startsWith("friend")))
          for (const key of ["friends", "relation"]) void queries.invalidateQueries({ queryKey: [key, id] });
      }, leaving.signal)
      // The session is over: whatever is asked next says so.
      .catch(() => {});
    return () => leaving.abort();
  }, [id, queries]);
}

/** As last told; 0 before that. */
export function useUnreadCount(): number {
  const { id } = useUser();
  const { data = 0 } = useQuery<number>({ queryKey: unreadKey(id), queryFn: skipToken });
  return data;
}

export function useNotifications() {
  const { id } = useUser();
  return usePages(["notifications", id], (cursor) =>
    edge.ask("notifications.list", { query: pageQuery(cursor) }),
  );
}

/** Marks one as read, or all up to one: what comes meanwhile stays unread. */
export function useRead() {
  const { id } = useUser();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (
      what: { readonly one: NotificationId } | { readonly upTo: NotificationId },
    ): Promise<Unread> =>
      "one" in what
        ? edge.ask("notifications.read", { params: { notificationId: what.one } })
        : edge.ask("notifications.readAll", { body: { upTo: what.upTo } }),
    onSuccess: ({ unreadCount }) => {
      queries.setQueryData<number>(unreadKey(id), unreadCount);
      return queries.invalidateQueries({ queryKey: ["notifications", id] });
    },
  });
}
