// Network namespaces of this machine, one for each room host, on a bridge of their own: what is cut is really cut. Root of Linux alone.

const BRIDGE_NETWORK = "10.213";
/** Where the origin and the keys are reached from within. */
const ORIGIN_HOST = 100;
const CLIENTS_HOST = 1;

export type Namespace = {
  readonly address: string;
  /** The command that runs another within it. */
  readonly within: readonly string[];
  /** Nothing goes from it to there any more, nor any answer. */
  cut(address: string): Promise<void>;
  mend(address: string): Promise<void>;
};

export type Network = {
  /** Where the origin is reached from every namespace. */
  readonly originAddress: string;
  readonly namespaces: readonly Namespace[];
  remove(): Promise<void>;
};

/** Whether this process may make them. */
export async function mayMakeNamespaces(): Promise<boolean> {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || Bun.which("ip") === null) return false;
  const name = `hir-try-${process.pid}`;
  const made = await Bun.spawn(["ip", "netns", "add", name], { stderr: "ignore" }).exited;
  if (made === 0) await Bun.spawn(["ip", "netns", "del", name]).exited;
  return made === 0;
}

let networksMade = 0;

/** Makes so many. Throws what `ip` said, and leaves nothing behind then. */
export async function makeNetwork(count: number): Promise<Network> {
  // Two test runs at once must not meet, nor one what another has just left.
  const third = (process.pid + networksMade++) % 250;
  /** What undoes what was made, the last first: a namespace that goes takes its end of a pair along a while later. */
  const undo: (readonly string[])[] = [];
  const remove = async (): Promise<void> => {
    for (const args of undo.splice(0).toReversed()) await ip(...args);
  };
  try {
    return { ...(await make(third, count, undo)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function make(
  third: number,
  count: number,
  undo: (readonly string[])[],
): Promise<Omit<Network, "remove">> {
  const prefix = `${BRIDGE_NETWORK}.${third}`;
  const bridge = `hirbr${third}`;
  await ip("link", "add", bridge, "type", "bridge");
  undo.push(["link", "del", bridge]);
  for (const host of [CLIENTS_HOST, ORIGIN_HOST])
    await ip("addr", "add", `${prefix}.${host}/24`, "dev", bridge);
  await ip("link", "set", bridge, "up");
  const namespaces: Namespace[] = [];
  for (let index = 0; index < count; index++) {
    const name = `hir${third}n${index}`;
    const [outside, inside] = [`hir${third}o${index}`, `hir${third}i${index}`];
    const address = `${prefix}.${index + 2}`;
    await ip("netns", "add", name);
    undo.push(["netns", "del", name]);
    await ip("link", "add", outside, "type", "veth", "peer", "name", inside, "netns", name);
    undo.push(["link", "del", outside]);
    await ip("link", "set", outside, "master", bridge, "up");
    const within = ["ip", "netns", "exec", name];
    const inIt = (...args: string[]) => run([...within, "ip", ...args]);
    await inIt("addr", "add", `${address}/24`, "dev", inside);
    await inIt("link", "set", inside, "up");
    await inIt("link", "set", "lo", "up");
    namespaces.push({
      address,
      within,
      cut: (to) => inIt("route", "add", "blackhole", `${to}/32`),
      mend: (to) => inIt("route", "del", "blackhole", `${to}/32`),
    });
  }
  return { originAddress: `${prefix}.${ORIGIN_HOST}`, namespaces };
}

const ip = (...args: string[]): Promise<void> => run(["ip", ...args]);

async function run(command: readonly string[]): Promise<void> {
  const child = Bun.spawn([...command], { stdout: "ignore", stderr: "pipe" });
  const [code, said] = await Promise.all([child.exited, child.stderr.text()]);
  if (code !== 0) throw new Error(`${command.join(" ")}: ${said.trim()}`);
}
