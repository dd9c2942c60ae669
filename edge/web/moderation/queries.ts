// What the page knows of moderation, and asking as a moderator: whoever became one a moment ago has a token that says nothing of
// it yet, and gets another.

import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Answer, Ask, EndpointId } from "../../../shared/contract/registry.ts";
import { Problem } from "../../../shared/http/problem.ts";
import { edge, useUser } from "../session/session.tsx";

const REFRESH_MS = 30_000;

export function useStanding() {
  const { id } = useUser();
  return useQuery({
    queryKey: ["standing", id],
    queryFn: () => edge.ask("me.standing", {}),
    // Whoever is banned while they look is to know why nothing works any more.
    refetchInterval: REFRESH_MS,
  });
}

export async function askAsModerator<Id extends EndpointId>(id: Id, parts: Ask<Id>): Promise<Answer<Id>> {
  try {
    return await edge.ask(id, parts);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== "SCOPE_INSUFFICIENT") throw error;
    await edge.resume();
    return edge.ask(id, parts);
  }
}

/** Asks anew for all that a decision may have changed. */
export function useModerationChanged(): () => Promise<void> {
  const queries = useQueryClient();
  return async () => {
    await Promise.all(
      ["moderation", "reportId", "standing"].map((list) => queries.invalidateQueries({ queryKey: [list] })),
    );
  };
}
