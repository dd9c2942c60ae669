// Signing in with an account at the server's provider: whether there is one, where it begins, and what came back.

import {
  SIGN_IN_PROBLEM_PARAM,
  type SignInWays,
  signInWaysSchema,
} from "../../../shared/schema/public-api.ts";

/** Where a browser goes to sign in with `provider`; it comes back to `returnTo`, a path of the page. */
export function accountSignInHref(provider: string, returnTo: string): string {
  return `/v1/sign-in/oidc?${new URLSearchParams({ provider, returnTo })}`;
}

/** No more than a guest's also when nobody answers: that can still be tried. */
export async function fetchWays(): Promise<SignInWays> {
  try {
    const answer = await fetch("/v1/sign-in");
    return signInWaysSchema.parse(await answer.json());
  } catch {
    return { ways: ["guest"], providers: [] };
  }
}

/** The code of the problem an attempt ended with, and the address without it, to try again from. */
export function signInProblemOf(search: string): { readonly code: string | null; readonly search: string } {
  const params = new URLSearchParams(search);
  const code = params.get(SIGN_IN_PROBLEM_PARAM);
  params.delete(SIGN_IN_PROBLEM_PARAM);
  return { code, search: params.size === 0 ? "" : `?${params}` };
}
