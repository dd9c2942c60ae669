// A TCP proxy on loopback that can be cut: what it carries ends, and who comes is turned away until it is mended.

type Side = {
  peer: { write(bytes: Uint8Array): number; end(): void } | null;
  readonly waiting: Uint8Array[];
};

export type CutProxy = { readonly port: number; cut(): void; mend(): void; stop(): void };

/** Carries to a port of loopback. For few and small connections: what a socket does not take at once is not kept. */
export function startCutProxy(toPort: number): CutProxy {
  const open = new Set<{ end(): void }>();
  let isCut = false;
  const server = Bun.listen<Side>({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      open: (near) => {
        const side: Side = { peer: null, waiting: [] };
        near.data = side;
        open.add(near);
        if (isCut) return void near.end();
        void Bun.connect({
          hostname: "127.0.0.1",
          port: toPort,
          socket: {
            open: (far) => {
              side.peer = far;
              for (const bytes of side.waiting.splice(0)) far.write(bytes);
            },
            data: (_far, bytes) => void near.write(bytes),
            close: () => void near.end(),
          },
        }).catch(() => near.end());
      },
      data: ({ data: side }, bytes) => {
        if (side.peer === null) side.waiting.push(bytes.slice());
        else side.peer.write(bytes);
      },
      close: (near) => {
        open.delete(near);
        near.data?.peer?.end();
      },
    },
  });
  return {
    port: server.port,
    cut: () => {
      isCut = true;
      for (const socket of open) socket.end();
    },
    mend: () => {
      isCut = false;
    },
    stop: () => server.stop(true),
  };
}
