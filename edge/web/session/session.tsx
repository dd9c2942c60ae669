// Who is here at this page: one EdgeClient, one state. Pages below it are drawn only for somebody who is signed in.

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { createEdgeClient, type EdgeClient } from "../../../shared/client/edge-client.ts";
import { Problem } from "../../../shared/http/problem.ts";
import type { Locale, User } from "../../../shared/schema/user.ts";

export type SessionState =
  | { readonly name: "resuming" }
  | { readonly name: "away"; readonly error: unknown }
  | { readonly name: "signed-out" }
  | { readonly name: "signed-in"; readonly user: User };

export const edge: EdgeClient = createEdgeClient({
  edgeUrl: "",
  session: "cookie",
  fetch: (...args: Parameters<typeof fetch>) => fetch(...args),
  nowMs: Date.now,
});

type Session = {
  readonly state: SessionState;
  resume(): void;
  signInAsGuest(displayName: string, locale: Locale): Promise<void>;
  signOut(): Promise<void>;
  /** What the edge last said of us. */
  setUser(user: User): void;
};
const SessionContext = createContext<Session | null>(null);

/** Told by queries when a call was answered with 401: the session is over, whatever this page believed. */
let onSessionEnded: () => void = () => {};
export function noteError(error: unknown): void {
  if (error instanceof Problem && error.status === 401) onSessionEnded();
}

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ name: "resuming" });

  const resume = useCallback(() => {
    setState({ name: "resuming" });
    edge.resume().then(
      (user) => setState(user === null ? { name: "signed-out" } : { name: "signed-in", user }),
      (error: unknown) => setState({ name: "away", error }),
    );
  }, []);
  useEffect(resume, [resume]);
  useEffect(() => {
    onSessionEnded = () => setState({ name: "signed-out" });
    return () => {
      onSessionEnded = () => {};
    };
  }, []);

  const session = useMemo(
    (): Session => ({
      state,
      resume,
      async signInAsGuest(displayName, locale) {
        setState({ name: "signed-in", user: await edge.signInAsGuest(displayName, locale) });
      },
      async signOut() {
        await edge.signOut();
        setState({ name: "signed-out" });
      },
      setUser: (user) => setState({ name: "signed-in", user }),
    }),
    [state, resume],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (session === null) throw new Error("no SessionProvider above");
  return session;
}

/** The user, below a gate that lets only signed-in people through. */
export function useUser(): User {
  const { state } = useSession();
  if (state.name !== "signed-in") throw new Error("nobody is signed in");
  return state.user;
}
