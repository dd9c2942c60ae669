// Who is here at this page: one EdgeClient, one state. Pages below it are drawn only for somebody who is signed in.

import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import { createEdgeClient, type EdgeClient } from "../../../shared/client/edge-client.ts";
import type { Locale, User } from "../../../shared/schema/user.ts";
import { createPasskey, signWithPasskey } from "./passkey.ts";
import { createTabs } from "./tabs.ts";

export type SessionState =
  | { readonly name: "resuming" }
  | { readonly name: "away"; readonly error: unknown }
  /** `endedBy`: the code of the problem a session ended with; null when nobody was signed in, or they signed out. */
  | { readonly name: "signed-out"; readonly endedBy: string | null }
  | { readonly name: "signed-in"; readonly user: User };

/** Set while there is a provider to tell. */
let onSessionEnded: (code: string) => void = () => {};

export const edge: EdgeClient = createEdgeClient({
  edgeUrl: "",
  session: "cookie",
  // Asked for anew, an answer is new: left to itself, a browser shows what it has for as long as a CDN may (stale-while-revalidate).
  fetch: (input: Parameters<typeof fetch>[0], init?: RequestInit) =>
    fetch(input, { cache: "no-cache", ...init }),
  nowMs: Date.now,
  onEnded: (problem) => onSessionEnded(problem.code),
});

const tabs = createTabs();

type Session = {
  readonly state: SessionState;
  resume(): void;
  signInAsGuest(displayName: string, locale: Locale): Promise<void>;
  /** Rejects as signWithPasskey does, and with what the edge refuses. */
  signInWithPasskey(): Promise<void>;
  /** Makes an account with a passkey. Rejects as createPasskey does, and with what the edge refuses. */
  signUpWithPasskey(displayName: string, locale: Locale): Promise<void>;
  /** Ends the session here, in every tab of this browser. */
  signOut(): Promise<void>;
  /** Ends every session there is, this one with them. */
  signOutEverywhere(): Promise<void>;
  /** Leaves for good: the account is hidden and, unless its owner comes back in time, erased. Ends every session. */
  leave(): Promise<void>;
  /** What the edge last said of us. */
  setUser(user: User): void;
};
const SessionContext = createContext<Session | null>(null);

export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<SessionState>({ name: "resuming" });

  const resume = useCallback(() => {
    setState({ name: "resuming" });
    edge.resume().then(
      (user) => setState(user === null ? { name: "signed-out", endedBy: null } : { name: "signed-in", user }),
      (error: unknown) => setState({ name: "away", error }),
    );
  }, []);
  useEffect(resume, [resume]);
  useEffect(() => {
    onSessionEnded = (code) => setState({ name: "signed-out", endedBy: code });
    return () => {
      onSessionEnded = () => {};
    };
  }, []);

  useEffect(
    () =>
      tabs.listen((word) => {
        if (word === "signed-in") return edge.user() === null ? resume() : undefined;
        edge.forget();
        setState({ name: "signed-out", endedBy: null });
      }),
    [resume],
  );

  const session = useMemo((): Session => {
    const signedIn = (user: User): void => {
      setState({ name: "signed-in", user });
      tabs.tell("signed-in");
    };
    const signedOut = (endedBy: string | null = null): void => {
      setState({ name: "signed-out", endedBy });
      tabs.tell("signed-out");
    };
    return {
      state,
      resume,
      async signInAsGuest(displayName, locale) {
        signedIn(await edge.signInAsGuest(displayName, locale));
      },
      async signInWithPasskey() {
        signedIn(await edge.signInWithPasskey(signWithPasskey));
      },
      async signUpWithPasskey(displayName, locale) {
        signedIn(await edge.signUpWithPasskey({ displayName, locale }, createPasskey));
      },
      async signOut() {
        await edge.signOut();
        signedOut();
      },
      async signOutEverywhere() {
        await edge.ask("sessions.endAll", { query: {} });
        edge.forget();
        signedOut();
      },
      async leave() {
        const { canRestore } = await edge.ask("me.leave", {});
        edge.forget();
        signedOut(canRestore ? "ACCOUNT_LEAVING" : "ACCOUNT_ERASING");
      },
      // An answer that comes after the session's end brings nobody back.
      setUser: (user) => setState((now) => (now.name === "signed-in" ? { name: "signed-in", user } : now)),
    };
  }, [state, resume]);
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
