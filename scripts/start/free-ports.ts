// Ports before anything is started: taken ones are told all at once, free ones are found where 0 was asked.

import { createServer, type Server } from "node:net";
import type { PortName, WantedPort } from "./config.ts";

/** Below what systems give to outgoing connections, so that none of those takes a port between our look and its use. */
const FREE_FROM = 20_000;
const FREE_TO = 32_000;
const FREE_TRIES_MAX = 200;

export class PortsUnusable extends Error {}

/** Finds a port for each. Throws PortsUnusable: one line per taken port, or why the address or a port cannot be used. */
export async function findPorts(
  wanted: readonly WantedPort[],
  bind: string,
): Promise<Readonly<Partial<Record<PortName, number>>>> {
  const held: Server[] = [];
  const taken: string[] = [];
  const found: Partial<Record<PortName, number>> = {};
  const hold = async (port: number): Promise<boolean> => {
    const server = await listen(port, bind);
    if (server !== null) held.push(server);
    return server !== null;
  };
  try {
    for (const { name, port, variable } of wanted) {
      if (port === 0) continue;
      if (await hold(port)) found[name] = port;
      else taken.push(`port ${port} is taken: free it, or set ${variable} to another (0 takes any free one)`);
    }
    if (taken.length > 0) throw new PortsUnusable(taken.join("\n"));
    for (const { name, port } of wanted) {
      if (port !== 0) continue;
      for (let tries = 0; found[name] === undefined; tries += 1) {
        if (tries > FREE_TRIES_MAX)
          throw new PortsUnusable(`no free port between ${FREE_FROM} and ${FREE_TO}`);
        const candidate = FREE_FROM + Math.floor(Math.random() * (FREE_TO - FREE_FROM));
        if (await hold(candidate)) found[name] = candidate;
      }
    }
    return found;
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))));
  }
}

function listen(port: number, host: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(null);
      else if (error.code === "EACCES")
        reject(new PortsUnusable(`port ${port} needs rights this user does not have`));
      else if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
        reject(new PortsUnusable(`HIROBA_BIND: ${host} is no address of this machine`));
      else reject(error);
    });
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}
