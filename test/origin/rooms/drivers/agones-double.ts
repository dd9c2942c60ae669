// What of Agones' Kubernetes API the driver asks, answered as Agones 1.5x documents it: GameServers and Fleets of agones.dev/v1, JSON
// and merge patches, and GameServerAllocation, whose answer is 200 also when nothing was allocated. It takes no request it does not know.

type Server = { state: string; labels: Record<string, string>; deletionTimestamp?: string };
type Fleet = { replicas: number; ready: number; allocated: number; reserved: number };
type Patch = readonly { readonly op: string; readonly path: string; readonly value: unknown }[];

export type AgonesDouble = ReturnType<typeof startAgones>;

export function startAgones(namespace: string, token: string) {
  const servers = new Map<string, Server>();
  const fleets = new Map<string, Fleet>();
  /** Method and path of each request that changed something. */
  const changes: string[] = [];
  /** Answers with this status as long as it is set. */
  const trouble: { status: number | null } = { status: null };
  const base = `/apis/agones.dev/v1/namespaces/${namespace}`;

  const status = (code: number, reason: string) =>
    Response.json({ kind: "Status", apiVersion: "v1", status: "Failure", reason, code }, { status: code });
  const ofServer = (name: string, { state, labels, deletionTimestamp }: Server) => ({
    apiVersion: "agones.dev/v1",
    kind: "GameServer",
    metadata: { name, namespace, labels, ...(deletionTimestamp === undefined ? {} : { deletionTimestamp }) },
    status: { state, address: "192.0.2.1", ports: [{ name: "mqtt", port: 7001 }], nodeName: "node-1" },
  });
  const ofFleet = (name: string, { replicas, ready, allocated, reserved }: Fleet) => ({
    apiVersion: "agones.dev/v1",
    kind: "Fleet",
    metadata: { name, namespace },
    spec: { replicas },
    status: { replicas, readyReplicas: ready, allocatedReplicas: allocated, reservedReplicas: reserved },
  });

  async function patchServer(name: string, server: Server, request: Request): Promise<Response> {
    if (request.headers.get("content-type") === "application/merge-patch+json") {
      const { metadata } = (await request.json()) as { metadata: { labels: Record<string, string> } };
      server.labels = { ...server.labels, ...metadata.labels };
      return Response.json(ofServer(name, server));
    }
    const next = replaced(await request.json(), "/status/state", server.state);
    if (typeof next !== "string") return status(422, "Invalid");
    // The controller's next step, which takes a moment in a cluster.
    server.state = next === "RequestReady" ? "Ready" : next;
    return Response.json(ofServer(name, server));
  }

  async function patchFleet(name: string, fleet: Fleet, request: Request): Promise<Response> {
    const next = replaced(await request.json(), "/spec/replicas", fleet.replicas);
    if (typeof next !== "number") return status(422, "Invalid");
    fleet.replicas = next;
    return Response.json(ofFleet(name, fleet));
  }

  function allocated(body: { kind: string; apiVersion: string; spec: { selectors: Selector[] } }): Response {
    if (body.kind !== "GameServerAllocation" || body.apiVersion !== "allocation.agones.dev/v1")
      return status(400, "BadRequest");
    const [{ matchLabels, gameServerState } = { matchLabels: {}, gameServerState: "" }] = body.spec.selectors;
    const found = [...servers].find(
      ([, { state, labels }]) =>
        state === gameServerState &&
        Object.entries(matchLabels).every(([key, value]) => labels[key] === value),
    );
    if (found === undefined)
      return Response.json({ ...body, status: { state: "UnAllocated", gameServerName: "" } });
    const [name, server] = found;
    server.state = "Allocated";
    return Response.json({
      ...body,
      status: { state: "Allocated", gameServerName: name, address: "192.0.2.1" },
    });
  }

  const listener = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const { pathname } = new URL(request.url);
      if (trouble.status !== null) return status(trouble.status, "InternalError");
      if (request.headers.get("authorization") !== `Bearer ${token}`) return status(401, "Unauthorized");
      if (request.method !== "GET") changes.push(`${request.method} ${pathname}`);
      if (request.method === "POST") {
        const isAllocation =
          pathname === `/apis/allocation.agones.dev/v1/namespaces/${namespace}/gameserverallocations`;
        return isAllocation
          ? allocated((await request.json()) as Parameters<typeof allocated>[0])
          : status(404, "NotFound");
      }
      const [, kind, name = ""] = /^\/(gameservers|fleets)\/([^/]+)$/.exec(pathname.slice(base.length)) ?? [];
      if (!pathname.startsWith(base)) return status(404, "NotFound");
      const [server, fleet] = [servers.get(name), fleets.get(name)];
      const isPatch = request.method === "PATCH";
      if (kind === "gameservers" && server !== undefined)
        return isPatch ? patchServer(name, server, request) : Response.json(ofServer(name, server));
      if (kind === "fleets" && fleet !== undefined)
        return isPatch ? patchFleet(name, fleet, request) : Response.json(ofFleet(name, fleet));
      return status(404, "NotFound");
    },
  });
  return {
    url: `http://127.0.0.1:${listener.port}`,
    servers,
    fleets,
    changes,
    trouble,
    stop: () => listener.stop(true),
  };
}

type Selector = { readonly matchLabels: Record<string, string>; readonly gameServerState: string };

/** What a JSON patch of `test` and `replace` makes of a value; undefined where the test fails. */
function replaced(patch: unknown, path: string, value: unknown): unknown {
  const [test, replace] = patch as Patch;
  const isWhole =
    test?.op === "test" && replace?.op === "replace" && test.path === path && replace.path === path;
  return isWhole && test.value === value ? replace.value : undefined;
}
