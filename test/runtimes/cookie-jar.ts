// A browser as far as sign-in needs one: cookies per host, and redirects followed until the caller has seen enough.

export type Page = { readonly url: string; readonly status: number; readonly text: string };
export type CookieJar = ReturnType<typeof createCookieJar>;

const HOPS_MAX = 12;

/** Makes a browser without cookies that shows `headers` to everybody. */
export function createCookieJar(headers: Readonly<Record<string, string>> = {}) {
  const hosts = new Map<string, Map<string, string>>();
  const cookiesOf = (url: string) => {
    const { host } = new URL(url);
    const held = hosts.get(host) ?? new Map<string, string>();
    hosts.set(host, held);
    return held;
  };

  /** One request; takes what is set and forgets what is cleared. */
  async function fetchOnce(url: string, init: RequestInit = {}): Promise<Response> {
    const cookies = cookiesOf(url);
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: {
        ...headers,
        ...Object.fromEntries(new Headers(init.headers)),
        ...(cookie === "" ? {} : { cookie }),
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
      if (/;\s*max-age=0/i.test(line) || /;\s*expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return answer;
  }

  /** Follows redirects until there is none, or until `isEnd` says that the next URL is not to be opened. */
  async function open(
    url: string,
    isEnd: (url: string) => boolean = () => false,
    init: RequestInit = {},
  ): Promise<Page> {
    let answer = await fetchOnce(url, init);
    let at = url;
    for (let hops = 0; hops < HOPS_MAX; hops++) {
      const location = answer.headers.get("location");
      if (location === null) return { url: at, status: answer.status, text: await answer.text() };
      at = new URL(location, at).href;
      if (isEnd(at)) return { url: at, status: answer.status, text: "" };
      answer = await fetchOnce(at);
    }
    throw new Error(`more than ${HOPS_MAX} redirects, last to ${at}`);
  }

  return { fetch: fetchOnce, open, cookies: cookiesOf };
}
