// What the event pages know and change: the event as one sees it oneself, and everything that a change of it makes old.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { EventId } from "../../../shared/schema/ids.ts";
import { edge } from "../session/session.tsx";

export const fetchEvent = (eventId: EventId) => edge.ask("me.event", { params: { eventId } });

/** Asks again for all that shows the event. */
export function useEventChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      [["eventId"], ["events"], ["my-events"], ["event-members"]].map((queryKey) =>
        queries.invalidateQueries({ queryKey }),
      ),
    );
  };
}

/** Takes the event a step on in its life. */
export function useMove(eventId: EventId) {
  const changed = useEventChanged();
  return useMutation({
    mutationFn: (act: "publish" | "cancel" | "archive") => edge.ask(`events.${act}`, { params: { eventId } }),
    onSuccess: changed,
  });
}
