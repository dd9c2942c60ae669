"""The twin of example-client.ts in a hundred lines of Python's standard library, by the other way in: TCP, MQTT 3.1.1, a hello, and
frames in PUBLISH. Explained in shared/protocol/SPEC.md, "Write a client in an hour".
    python3 scripts/example-client.py HOST PORT TICKET [SECONDS]"""
import json, math, re, socket, struct, sys, time

host, port, ticket, seconds = (sys.argv[1:] + ["127.0.0.1", "1883", "", "3600"][len(sys.argv) - 1 :])[:4]
RADIUS_M, LAP_MS, PLAY_BEHIND_MS, TURN_S = 2, 8_000, 150, 0.05
names, samples = {}, {}  # by sid: the name; the newest poses as (room time, x, z), oldest first
my_sid, pinged_at, ahead_ms = 0, 0.0, None  # the room's clock less our own
now_ms = lambda: time.monotonic() * 1000

# Bytes out: `<` is little-endian, the extension's order, `>` is MQTT's own.
varint = lambda n: bytes([n]) if n < 128 else bytes([n & 127 | 128]) + varint(n >> 7)
sized = lambda data: varint(len(data)) + data
text = lambda s: struct.pack(">H", len(s.encode())) + s.encode()
packet = lambda first, body: sock.sendall(bytes([first]) + sized(body))
publish = lambda topic, payload: packet(0x30, text(topic) + payload)  # QoS 0
section = lambda kind, payload: publish("$x/u", bytes([kind]) + sized(payload))

def connect():
    packet(0x10, text("MQTT") + bytes([4, 0xC2, 0, 30]) + text("") + text("any") + text(ticket))  # clean; keep-alive 30 s
    packet(0x82, b"\0\1" + text("$x/d") + b"\0")  # SUBSCRIBE
    publish("$x/u", b"?1;c=0;n=hello")  # no capability: carrier P, poses cut down to roots

def ping():
    global pinged_at
    pinged_at = now_ms()
    section(0x02, b"\0\0\0\0")

def walk():
    laps = (now_ms() + ahead_ms) / LAP_MS  # who always walks the way it faces, and turns, walks a circle
    sin, cos = math.sin(math.tau * laps), math.cos(math.tau * laps)
    position = [math.floor(m * 1024 + 0.5) for m in (-RADIUS_M * cos, 0, RADIUS_M * sin)]
    t, yaw = int(now_ms() + ahead_ms) % 65_536, math.floor(laps % 1 * 65_536 + 0.5) % 65_536
    section(0x10, struct.pack("<BHHbbB3h", 0, t, yaw, 0, 0, 1, *position))

# Bytes in.
def uvarint(data, at):
    more = next(i for i, byte in enumerate(data[at:]) if byte < 128) + 1
    return sum((byte & 127) << 7 * i for i, byte in enumerate(data[at : at + more])), at + more

def on_packet(kind, body):
    global my_sid
    if kind == 2 and body[1] != 0: sys.exit(f"not let in, return code {body[1]}")
    if kind != 3 or body[2:6] != b"$x/d": return
    payload, at = body[6:], 0
    grant = re.fullmatch(rb"!1;c=0;sid=(\d+);tick=\d+;n=hello", payload)
    if grant:
        my_sid = int(grant[1])
        return ping()
    while at < len(payload):
        length, start = uvarint(payload, at + 1)
        on_section(payload[at], payload[start : start + length])
        at = start + length

def on_section(kind, data):  # any other kind is not for this client
    global ahead_ms
    if kind == 0x03:
        ahead_ms = struct.unpack("<Id", data)[1] + (now_ms() - pinged_at) / 2 - now_ms()
    elif kind == 0x05:
        print("bye, reason %d: not before %d ms" % struct.unpack_from("<BI", data))
    elif kind == 0x11:
        on_poses(data)
    elif kind == 0x3A:
        line = json.loads(data)
        print(f"{line['name']}: {line['text']}", flush=True)
        if line["from"] != my_sid and line["text"].endswith("?"):
            section(0x3A, json.dumps({"text": f"{line['name']}, I walk a circle."}).encode())
    elif kind == 0x40:
        change = json.loads(data)
        names.update((member["sid"], member["name"]) for member in change.get("members", []))
        [names.pop(sid, None) for sid in change.get("sids", [])]

def on_poses(data):
    (batch_ms,), (count, at), sid = struct.unpack_from("<I", data), uvarint(data, 6), 0
    for _ in range(count):
        gap, at = uvarint(data, at)
        sid += gap + 1
        flags, t = struct.unpack_from("<BH", data, at)
        size = 3 if flags & 4 else 2  # bytes of a coordinate
        x, _, z = (int.from_bytes(data[a : a + size], "little", signed=True) / 1024 for a in range(at + 8, at + 8 + 3 * size, size))
        at += 8 + 3 * size + (2 if flags & 8 else 0)
        later_ms = (t - batch_ms) % 65_536  # the last moment with this t that is no more than 2 s after the batch
        samples[sid] = [*samples.get(sid, []), (batch_ms + later_ms - (65_536 if later_ms > 2_000 else 0), x, z)][-20:]

def look():
    play_ms = now_ms() + ahead_ms - PLAY_BEHIND_MS  # so late that mostly there is a pose before and one after
    for sid in samples.keys() & names.keys() - {my_sid}:
        t0, x0, z0 = ([s for s in samples[sid] if s[0] <= play_ms] or samples[sid][:1])[-1]
        t1, x1, z1 = ([s for s in samples[sid] if s[0] > play_ms] or [(t0, x0, z0)])[0]
        share = (play_ms - t0) / (t1 - t0) if t1 > t0 else 0
        print(f"sees {names[sid]} at {x0 + share * (x1 - x0):.2f}, {z0 + share * (z1 - z0):.2f}", flush=True)

sock = socket.create_connection((host, int(port)))
connect()
pending, started, turn = b"", time.monotonic(), 0
while time.monotonic() - started < float(seconds):
    sock.settimeout(max(0.001, started + turn * TURN_S - time.monotonic()))
    try: pending += sock.recv(65_536) or sys.exit("the connection is gone")
    except TimeoutError: pass
    if time.monotonic() >= started + turn * TURN_S:
        turn += 1
        if my_sid and turn % 40 == 0: ping()
        if ahead_ms is not None: walk()
        if ahead_ms is not None and turn % 20 == 0: look()
    while any(byte < 128 for byte in pending[1:]):
        length, start = uvarint(pending, 1)
        if len(pending) < start + length: break
        on_packet(pending[0] >> 4, pending[start : start + length])
        pending = pending[start + length :]
packet(0xE0, b"")  # DISCONNECT
