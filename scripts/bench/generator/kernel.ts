// Linux's own sockets and epoll, called through bun:ffi. Bun.connect makes a Buffer of everything that is read, which at some
// gigabytes a second would make the generator the bottleneck; here a receiver that only counts has the kernel throw the bytes
// away unread (MSG_TRUNC), and sleeping until the next message is due is exact to a tenth of a millisecond. Loopback alone.

import { dlopen, type Pointer, ptr } from "bun:ffi";

const { symbols: libc } = dlopen("libc.so.6", {
  socket: { args: ["i32", "i32", "i32"], returns: "i32" },
  connect: { args: ["i32", "ptr", "u32"], returns: "i32" },
  setsockopt: { args: ["i32", "i32", "i32", "ptr", "u32"], returns: "i32" },
  send: { args: ["i32", "ptr", "usize", "i32"], returns: "i32" },
  recv: { args: ["i32", "ptr", "usize", "i32"], returns: "i32" },
  close: { args: ["i32"], returns: "i32" },
  epoll_create1: { args: ["i32"], returns: "i32" },
  epoll_ctl: { args: ["i32", "i32", "i32", "ptr"], returns: "i32" },
  epoll_pwait2: { args: ["i32", "ptr", "i32", "ptr", "ptr"], returns: "i32" },
});

const AF_INET = 2;
const SOCK_STREAM_CLOEXEC = 1 | 0o2000000;
const IPPROTO_TCP = 6;
const TCP_NODELAY = 1;
const MSG_TRUNC = 0x20;
const MSG_DONTWAIT = 0x40;
const MSG_NOSIGNAL = 0x4000;
const DISCARD_MAX_BYTES = 1 << 30;

const EPOLL_CTL_ADD = 1;
const EPOLL_CTL_MOD = 3;
/** The events of epoll_ctl(2). EPOLLERR and EPOLLHUP come unasked. */
export const Ready = { readable: 0x1, writable: 0x4, broken: 0x8 | 0x10, ended: 0x2000 } as const;
/** struct epoll_event is packed on x86-64 only. */
const EVENT_BYTES = process.arch === "x64" ? 12 : 16;
const EVENT_DATA_OFFSET = EVENT_BYTES - 8;
const EVENTS_MAX = 256;

/** Memory with a fixed address, so that a system call costs no allocation. */
export type FixedBuffer = { readonly bytes: Uint8Array; readonly view: DataView; readonly address: Pointer };

export function fixedBuffer(sizeBytes: number): FixedBuffer {
  const buffer = new ArrayBuffer(sizeBytes);
  const bytes = new Uint8Array(buffer);
  return { bytes, view: new DataView(buffer), address: ptr(bytes) };
}

const scratch = fixedBuffer(16);

/** A connected socket of this machine's loopback, sending at once what it is given. Throws when nobody listens. */
export function connectLoopback(port: number): number {
  const fd = libc.socket(AF_INET, SOCK_STREAM_CLOEXEC, 0);
  if (fd < 0) throw new Error("no socket: is `ulimit -n` large enough for this many connections?");
  scratch.bytes.fill(0);
  scratch.view.setUint16(0, AF_INET, true);
  scratch.view.setUint16(2, port);
  scratch.view.setUint32(4, 0x7f000001);
  if (libc.connect(fd, scratch.address, 16) !== 0) {
    libc.close(fd);
    throw new Error(`nothing accepts connections on port ${port}`);
  }
  setOption(fd, IPPROTO_TCP, TCP_NODELAY, 1);
  return fd;
}

function setOption(fd: number, level: number, option: number, value: number): void {
  scratch.view.setInt32(0, value, true);
  if (libc.setsockopt(fd, level, option, scratch.address, 4) !== 0)
    throw new Error(`socket option ${option} was refused`);
}

export function closeSocket(fd: number): void {
  libc.close(fd);
}

/** How many bytes the kernel took, or -1 when it takes none now. */
export function send(fd: number, buffer: FixedBuffer, start: number, end: number): number {
  return libc.send(fd, (buffer.address + start) as Pointer, end - start, MSG_DONTWAIT | MSG_NOSIGNAL);
}

/** How many bytes were read behind `offset`, 0 at the end, -1 when there are none now. */
export function receive(fd: number, buffer: FixedBuffer, offset: number): number {
  const room = buffer.bytes.length - offset;
  return libc.recv(fd, (buffer.address + offset) as Pointer, room, MSG_DONTWAIT);
}

/** Lets the kernel forget what arrived, or so much of it; answers as `receive` does. */
export function discard(fd: number, maxBytes = DISCARD_MAX_BYTES): number {
  return libc.recv(fd, null, maxBytes, MSG_DONTWAIT | MSG_TRUNC);
}

/** Who has something to read, or room to write. */
export class Epoll {
  readonly #fd = libc.epoll_create1(0);
  readonly #events = fixedBuffer(EVENT_BYTES * EVENTS_MAX);
  readonly #timeout = new Uint32Array(new ArrayBuffer(16));
  readonly #timeoutAddress = ptr(this.#timeout);

  watch(fd: number, events: number): void {
    this.#control(EPOLL_CTL_ADD, fd, events);
  }

  change(fd: number, events: number): void {
    this.#control(EPOLL_CTL_MOD, fd, events);
  }

  #control(operation: number, fd: number, events: number): void {
    scratch.bytes.fill(0);
    scratch.view.setUint32(0, events, true);
    scratch.view.setUint32(EVENT_DATA_OFFSET, fd, true);
    libc.epoll_ctl(this.#fd, operation, fd, scratch.address);
  }

  /** Waits at most `timeoutMs`; answers how many of `fdAt` and `eventsAt` are set. */
  wait(timeoutMs: number): number {
    this.#timeout[0] = Math.floor(timeoutMs / 1000);
    this.#timeout[2] = Math.floor((timeoutMs % 1000) * 1e6);
    return Math.max(
      0,
      libc.epoll_pwait2(this.#fd, this.#events.address, EVENTS_MAX, this.#timeoutAddress, null),
    );
  }

  fdAt(index: number): number {
    return this.#events.view.getUint32(index * EVENT_BYTES + EVENT_DATA_OFFSET, true);
  }

  eventsAt(index: number): number {
    return this.#events.view.getUint32(index * EVENT_BYTES, true);
  }
}
