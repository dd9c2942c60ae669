// Whether this server has a sign-in provider. Asking it to begin is answered with a redirect or with 404; asked without
// credentials, the cookie of a sign-in that is under way in another tab stays as it is.

const PATH = "/v1/sign-in/oidc";

export function accountSignInHref(returnTo: string): string {
  return `${PATH}?${new URLSearchParams({ returnTo })}`;
}

/** False also when the provider is away: a link that leads nowhere helps nobody. */
export async function hasAccountSignIn(): Promise<boolean> {
  try {
    const answer = await fetch(accountSignInHref("/"), { redirect: "manual", credentials: "omit" });
    return answer.type === "opaqueredirect";
  } catch {
    return false;
  }
}
