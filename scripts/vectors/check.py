"""Checks the golden vectors in a second language: Python 3.9 and its standard library, written from shared/protocol/SPEC.md and from
nothing else. It shares no line with the codecs in TypeScript, so that what both agree on is what the text says.

    python3 scripts/vectors/check.py [FOLDER]

Each line is hex|inputs|decoded: the hex is decoded and compared, numbers within 1e-6; inputs, where there are any, are encoded to the
very bytes. Says how many vectors each file has, and which disagree (exit code 1)."""

import json
import math
import pathlib
import re
import struct
import sys

TOLERANCE = 1e-6


class Refused(Exception):
    """Bytes that are not what they should be."""


def rounded(x):
    return math.floor(x + 0.5)  # [POSE-2]


def clamped(x, low, high):
    return max(low, min(high, x))


# ── [WIRE-1], [WIRE-2] ────────────────────────────────────────────────────────────────────────────────────────────────────


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def left(self):
        return len(self.data) - self.at

    def take(self, count):
        if count > self.left():
            raise Refused(f"{count} bytes wanted, {self.left()} left")
        self.at += count
        return self.data[self.at - count : self.at]

    def rest(self):
        return self.take(self.left())

    def unsigned(self, size):
        return int.from_bytes(self.take(size), "little")

    def signed(self, size):
        return int.from_bytes(self.take(size), "little", signed=True)

    def u8(self):
        return self.unsigned(1)

    def u16(self):
        return self.unsigned(2)

    def u32(self):
        return self.unsigned(4)

    def f64(self):
        return struct.unpack("<d", self.take(8))[0]

    def uvarint(self):
        value = 0
        for index in range(4):
            byte = self.u8()
            value |= (byte & 0x7F) << (7 * index)
            if byte < 0x80:
                return value
        raise Refused("a uvarint of more than 4 bytes")

    def big16(self):
        return int.from_bytes(self.take(2), "big")

    def mqtt_text(self):
        return self.take(self.big16()).decode()


def le(value, size):
    return (value % (1 << (8 * size))).to_bytes(size, "little")


def uvarint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def sized(data):
    return uvarint(len(data)) + data


def mqtt_text(text):
    data = text.encode()
    return len(data).to_bytes(2, "big") + data


# ── section 6: poses ──────────────────────────────────────────────────────────────────────────────────────────────────────

JOINTS = {0: 0, 1: 3, 2: 6}


def position_bytes(position):
    steps = [rounded(metres * 1024) for metres in position]
    wide = any(not -32768 <= step <= 32767 for step in steps)
    size, limit = (3, 8388607) if wide else (2, 32767)
    return wide, b"".join(le(clamped(step, -limit - 1, limit), size) for step in steps)


def read_position(r, wide):
    return [r.signed(3 if wide else 2) / 1024 for _ in range(3)]


def smallest_three(quaternion, limit):
    """The index left out, and the other three as integers ([POSE-4], [ITEM-2])."""
    x, y, z, w = quaternion
    length = math.sqrt(x * x + y * y + z * z + w * w)
    q = [0.0, 0.0, 0.0, 1.0] if length == 0 else [x / length, y / length, z / length, w / length]
    sizes = [abs(c) for c in q]
    left_out = sizes.index(max(sizes))
    sign = -1 if q[left_out] < 0 else 1
    rest = [c for index, c in enumerate(q) if index != left_out]
    return left_out, [clamped(rounded(c * sign * (limit * math.sqrt(2))), -limit, limit) for c in rest]


def from_smallest_three(left_out, rest, limit):
    q = [c / (limit * math.sqrt(2)) for c in rest]
    q.insert(left_out, math.sqrt(max(0.0, 1 - sum(c * c for c in q))))
    length = math.sqrt(sum(c * c for c in q))
    return [c / length for c in q]


def signed_bits(value, bits):
    return value - (1 << bits) if value >> (bits - 1) else value


def joint_bytes(joint):
    left_out, rest = smallest_three(joint["rotation"], 1023)
    extra = [left_out & 1, left_out >> 1, 1 if joint["tracked"] else 0]
    out = b""
    for axis in range(3):
        metres = joint["position"][axis] - (1 if axis == 1 else 0)
        step = clamped(rounded(metres * 1024), -2048, 2047)
        out += le(rest[axis] & 0x7FF | extra[axis] << 11 | (step & 0xFFF) << 12, 3)
    return out


def read_joint(r):
    words = [r.unsigned(3) for _ in range(3)]
    left_out = words[0] >> 11 & 1 | (words[1] >> 11 & 1) << 1
    rest = [signed_bits(word & 0x7FF, 11) for word in words]
    position = [signed_bits(word >> 12, 12) / 1024 for word in words]
    position[1] += 1
    rotation = from_smallest_three(left_out, rest, 1023)
    return {"position": position, "rotation": rotation, "tracked": words[2] >> 11 & 1 == 1}


def read_pose(r):
    """The next block of a batch, or a whole one: its flags give its length."""
    flags = r.u8()
    if flags & 3 == 3 or flags & 0x80:
        raise Refused("reserved flags of a pose")
    pose = {
        "mode": flags & 3,
        "tMs": r.u16(),
        "bodyYaw": r.signed(2) / 65536 * 2 * math.pi,
        "lookYaw": r.signed(1) / 127 * (math.pi / 2),
        "lookPitch": r.signed(1) / 127 * (math.pi / 2),
        "locomotion": r.u8(),
        "position": read_position(r, flags & 4),
        "teleport": flags & 0x40 != 0,
    }
    if flags & 8:
        pose["parentItem"] = r.u16()
    if flags & 3:
        pose["joints"] = [read_joint(r) for _ in range(JOINTS[flags & 3])]
    if flags & 0x10:
        pose["fingers"] = [curl for byte in r.take(5) for curl in (byte & 15, byte >> 4)]
    if flags & 0x20:
        pose["face"] = list(r.take(3))
    return pose


def pose_bytes(pose):
    wide, position = position_bytes(pose["position"])
    flags = pose["mode"] | 4 * wide | 0x40 * pose["teleport"]
    flags |= 8 * ("parentItem" in pose) | 0x10 * ("fingers" in pose) | 0x20 * ("face" in pose)
    out = bytes([flags]) + le(pose["tMs"], 2) + le(rounded(pose["bodyYaw"] / (2 * math.pi) * 65536), 2)
    for look in (pose["lookYaw"], pose["lookPitch"]):
        out += le(clamped(rounded(look / (math.pi / 2) * 127), -127, 127), 1)
    out += bytes([pose["locomotion"]]) + position
    if "parentItem" in pose:
        out += le(pose["parentItem"], 2)
    out += b"".join(map(joint_bytes, pose.get("joints", [])))
    fingers = pose.get("fingers", [])
    out += bytes(fingers[i] | fingers[i + 1] << 4 for i in range(0, len(fingers), 2))
    return out + bytes(pose.get("face", []))


VISEMES = ["none", "aa", "ih", "ou", "ee", "oh"]
EMOTIONS = ["neutral", "happy", "angry", "sad", "relaxed", "surprised"]


def face_bytes(face):
    def share(name, steps):
        return clamped(rounded(face[name] * steps), 0, steps)

    return bytes([
        VISEMES.index(face["viseme"]) | share("visemeWeight", 31) << 3,
        EMOTIONS.index(face["emotion"]) | share("emotionWeight", 31) << 3,
        share("blinkLeft", 15) | share("blinkRight", 15) << 4,
    ])


def read_face(r):
    mouth, mood, blinks = r.take(3)
    return {
        "viseme": VISEMES[mouth & 7],
        "emotion": EMOTIONS[mood & 7],
        "visemeWeight": (mouth >> 3) / 31,
        "emotionWeight": (mood >> 3) / 31,
        "blinkLeft": (blinks & 15) / 15,
        "blinkRight": (blinks >> 4) / 15,
    }


# ── section 9: items ──────────────────────────────────────────────────────────────────────────────────────────────────────


def read_item(r):
    item, epoch, flags, t = r.u16(), r.u16(), r.u8(), r.u16()
    if item == 0 or flags & 0xC0 or flags & 0x14 == 0x14:
        raise Refused("an item block that may not be")
    block = {"item": item, "epoch": epoch, "tMs": t, "position": read_position(r, flags & 1)}
    words = [r.u16() for _ in range(3)]
    left_out = words[0] >> 15 | (words[1] >> 15) << 1
    rest = [signed_bits(word & 0x7FFF, 15) for word in words]
    block["rotation"] = from_smallest_three(left_out, rest, 16383)
    if flags & 2:
        block["velocity"] = [r.signed(2) / 256 for _ in range(3)]
    if flags & 4:
        block["parentItem"] = r.u16()
    if flags & 0x10:
        block["joint"] = r.u8()
        if block["joint"] > 5:
            raise Refused("a joint nobody has")
    return {**block, "sleeping": flags & 8 != 0, "teleport": flags & 0x20 != 0}


def item_bytes(block):
    wide, position = position_bytes(block["position"])
    flags = 1 * wide | 8 * block["sleeping"] | 0x20 * block["teleport"]
    flags |= 2 * ("velocity" in block) | 4 * ("parentItem" in block) | 0x10 * ("joint" in block)
    out = le(block["item"], 2) + le(block["epoch"], 2) + bytes([flags]) + le(block["tMs"], 2) + position
    left_out, rest = smallest_three(block["rotation"], 16383)
    extra = [left_out & 1, left_out >> 1, 0]
    out += b"".join(le(c & 0x7FFF | bit << 15, 2) for c, bit in zip(rest, extra))
    for speed in block.get("velocity", []):
        out += le(clamped(rounded(speed * 256), -32768, 32767), 2)
    if "parentItem" in block:
        out += le(block["parentItem"], 2)
    return out + (bytes([block["joint"]]) if "joint" in block else b"")


# ── sections 10, 11 and 13: values, emotes, voice ─────────────────────────────────────────────────────────────────────────

TYPES = ["none", "json", "text", "bytes", "i32", "f64"]
READ_VALUE = {
    "json": json.loads,
    "text": bytes.decode,
    "bytes": bytes.hex,
    "i32": lambda data: int.from_bytes(data, "little", signed=True),
    "f64": lambda data: struct.unpack("<d", data)[0],
}
VALUE_BYTES = {
    "json": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(),
    "text": str.encode,
    "bytes": bytes.fromhex,
    "i32": lambda value: le(value, 4),
    "f64": lambda value: struct.pack("<d", value),
}


def read_key(r):
    key, version, kind = r.take(r.u8()).decode(), r.u32(), TYPES[r.u8()]
    data = r.rest()
    value = {"type": kind, "value": READ_VALUE[kind](data)} if data else None
    return {"key": key, "version": version, "value": value}


def key_bytes(m):
    kind = "none" if m["value"] is None else m["value"]["type"]
    data = b"" if m["value"] is None else VALUE_BYTES[kind](m["value"]["value"])
    return bytes([len(m["key"])]) + m["key"].encode() + le(m["version"], 4) + bytes([TYPES.index(kind)]) + data


def read_emote(r):
    return {"emote": r.uvarint(), "tMs": r.u16(), "arg": r.u8()}


def emote_bytes(m):
    return uvarint(m["emote"]) + le(m["tMs"], 2) + bytes([m["arg"]])


def read_voice(r):
    flags, level, seq = r.u8(), r.u8(), r.u16()
    if flags & 0xE0 or level > 127:
        raise Refused("a voice block that may not be")
    target = flags >> 3 & 3
    voice = {"target": target, **({"to": r.u16()} if target == 3 else {})}
    voice.update(spurtStart=flags & 1 != 0, spurtEnd=flags & 2 != 0, fec=flags & 4 != 0, level=level, seq=seq)
    return {**voice, "opus": r.rest().hex()}


def voice_bytes(m):
    flags = 1 * m["spurtStart"] | 2 * m["spurtEnd"] | 4 * m["fec"] | m["target"] << 3
    to = le(m["to"], 2) if m["target"] == 3 else b""
    return bytes([flags, m["level"]]) + le(m["seq"], 2) + to + bytes.fromhex(m["opus"])


# ── section 5: sections and frames ────────────────────────────────────────────────────────────────────────────────────────


def fields(*named):
    """A payload of fields of fixed size, each its name and its bytes."""

    def read(r):
        return {name: r.unsigned(size) for name, size in named}

    def write(m):
        return b"".join(le(m[name], size) for name, size in named)

    return read, write


def listed(r, read_one):
    return [read_one(r) for _ in range(r.uvarint())]


def list_bytes(some, one_bytes):
    return uvarint(len(some)) + b"".join(map(one_bytes, some))


def read_poses(r):
    batch = {"timeMs": r.u32(), "seq": r.u16(), "entries": []}
    sid = 0
    for _ in range(r.uvarint()):
        sid += r.uvarint() + 1
        batch["entries"].append({"sid": sid, "pose": read_pose(r)})
    return batch


def poses_bytes(m):
    out, before = le(m["timeMs"], 4) + le(m["seq"], 2) + uvarint(len(m["entries"])), 0
    for entry in m["entries"]:
        out += uvarint(entry["sid"] - before - 1) + pose_bytes(entry["pose"])
        before = entry["sid"]
    return out


def read_voices(r):
    entries = []
    while r.left():
        entries.append({"sid": r.uvarint(), "voice": read_voice(Reader(r.take(r.uvarint())))})
    return entries


def voices_bytes(m):
    return b"".join(uvarint(entry["sid"]) + sized(voice_bytes(entry["voice"])) for entry in m)


def json_with(*named):
    """JSON, behind fields of fixed size. Nobody encodes it here: it has no one form."""
    read_fields, _ = fields(*named)
    return (lambda r: {**read_fields(r), **json.loads(r.rest())}), None


BOTH = {
    0x05: ("bye", (
        lambda r: {"reason": r.u8(), "retryAfterMs": r.u32(), "host": r.rest().decode()},
        lambda m: bytes([m["reason"]]) + le(m["retryAfterMs"], 4) + m["host"].encode(),
    )),
    0x26: ("itemSpawn", json_with()),
    0x27: ("itemDespawn", fields(("item", 2))),
    0x3A: ("chat", json_with()),
    0x50: ("mod", json_with()),
}
UP = {
    **BOTH,
    0x02: ("ping", fields(("cookie", 4))),
    0x10: ("pose", (read_pose, pose_bytes)),
    0x12: ("interest", fields(("maxPoseHz", 1), ("fullCount", 1), ("voiceK", 1), ("flags", 1))),
    0x18: ("voice", (read_voice, voice_bytes)),
    0x20: ("item", (read_item, item_bytes)),
    0x22: ("itemClaim", fields(("item", 2), ("seenEpoch", 2), ("reqId", 1), ("mode", 1))),
    0x24: ("itemRelease", (read_item, item_bytes)),
    0x30: ("stateSet", (
        lambda r: {"scope": r.u8(), **read_key(r)},
        lambda m: bytes([m["scope"]]) + key_bytes(m),
    )),
    0x38: ("emote", (read_emote, emote_bytes)),
    0x41: ("me", json_with()),
}
DOWN = {
    **BOTH,
    0x03: ("pong", (
        lambda r: {"cookie": r.u32(), "roomTimeMs": r.f64()},
        lambda m: le(m["cookie"], 4) + struct.pack("<d", m["roomTimeMs"]),
    )),
    0x04: ("notice", json_with(("code", 2))),
    0x11: ("poses", (read_poses, poses_bytes)),
    0x19: ("voices", (read_voices, voices_bytes)),
    0x21: ("items", (
        lambda r: {"timeMs": r.u32(), "items": listed(r, read_item)},
        lambda m: le(m["timeMs"], 4) + list_bytes(m["items"], item_bytes),
    )),
    0x23: ("itemOwner", fields(("item", 2), ("owner", 2), ("epoch", 2), ("mode", 1), ("cause", 1))),
    0x25: ("itemDeny", fields(("item", 2), ("owner", 2), ("epoch", 2), ("reqId", 1), ("reason", 1))),
    0x31: ("state", (
        lambda r: {"scope": r.u8(), "sid": r.u16(), **read_key(r)},
        lambda m: bytes([m["scope"]]) + le(m["sid"], 2) + key_bytes(m),
    )),
    0x39: ("emotes", (
        lambda r: listed(r, lambda one: {"sid": one.uvarint(), **read_emote(one)}),
        lambda m: list_bytes(m, lambda one: uvarint(one["sid"]) + emote_bytes(one)),
    )),
    0x40: ("presence", json_with()),
    0x48: ("room", json_with()),
    0x49: ("roomNotice", json_with()),
    0x4A: ("gift", json_with()),
}
for kind in range(0x80, 0xC0):
    UP[kind] = ("app", (
        lambda r, id=kind: {"id": id, "payload": r.rest().hex()},
        lambda m: bytes.fromhex(m["payload"]),
    ))
    DOWN[kind] = ("app", (
        lambda r, id=kind: {"id": id, "sid": r.u16(), "payload": r.rest().hex()},
        lambda m: le(m["sid"], 2) + bytes.fromhex(m["payload"]),
    ))
TABLES = {"up": UP, "down": DOWN}


def read_frame(direction, body):
    r, sections = Reader(body), []
    while r.left():
        kind, payload = r.u8(), Reader(r.take(r.uvarint()))
        if kind in TABLES[direction]:  # [CARRIER-4]: others are skipped
            name, (read, _) = TABLES[direction][kind]
            sections.append({"kind": name, "message": read(payload)})
    return sections


def frame_bytes(direction, sections):
    out = b""
    for section in sections:
        name, message = section["kind"], section["message"]
        kind = message["id"] if name == "app" else next(k for k, (n, _) in TABLES[direction].items() if n == name)
        out += bytes([kind]) + sized(TABLES[direction][kind][1][1](message))
    return out


# ── sections 4 and 16: asking for the extension ───────────────────────────────────────────────────────────────────────────────────

CAPABILITIES = r"([0-9a-fA-F]{1,8})"
NONCE = r"([A-Za-z0-9_-]{1,32})"
RESUME = r"(?:;rt=([0-9a-f]{32});e=(\d+))?"
GRANT = rf"1;c={CAPABILITIES};sid=(\d+);tick=(\d+)(?:;rt=([0-9a-f]{{32}}))?(?:;rs=([12]))?"
RESUMED = {None: "no", "1": "replayed", "2": "anew"}


def request_of(match):
    resume = match and match[2] and {"token": match[2], "events": int(match[3])}
    return match and {"capabilities": int(match[1], 16), "resume": resume}


def grant_of(match):
    return match and {
        "capabilities": int(match[1], 16),
        "sid": int(match[2]),
        "tickMs": int(match[3]),
        "resumeToken": match[4],
        "resumed": RESUMED[match[5]],
    }


def read_hello(text, told):
    form = told["form"]
    if form == "request":
        return {"form": form, "request": request_of(re.fullmatch(rf"1;c={CAPABILITIES}{RESUME}(?:;.*)?", text))}
    if form == "grant":
        return {"form": form, "grant": grant_of(re.fullmatch(rf"{GRANT}(?:;.*)?", text))}
    if form == "hello":
        match = re.fullmatch(rf"\?1;c={CAPABILITIES}{RESUME};n={NONCE}", text)
        return {"form": form, "hello": match and {**request_of(match), "nonce": match[4]}}
    match = re.fullmatch(rf"!{GRANT}(?:;.*)?;n={re.escape(told['nonce'])}", text)
    return {"form": form, "grant": grant_of(match), "nonce": told["nonce"]}


def hello_text(m):
    def request(q):
        resume = q["resume"]
        return f"1;c={q['capabilities']:x}" + (f";rt={resume['token']};e={resume['events']}" if resume else "")

    def grant(g):
        token = f";rt={g['resumeToken']}" if g["resumeToken"] else ""
        how = {"no": "", "replayed": ";rs=1", "anew": ";rs=2"}[g["resumed"]]
        return f"1;c={g['capabilities']:x};sid={g['sid']};tick={g['tickMs']}{token}{how}"

    if m["form"] == "request":
        return request(m["request"])
    if m["form"] == "grant":
        return grant(m["grant"])
    if m["form"] == "hello":
        return f"?{request(m['hello'])};n={m['hello']['nonce']}"
    return f"!{grant(m['grant'])};n={m['nonce']}"


# ── MQTT, as much of it as a client needs ─────────────────────────────────────────────────────────────────────────────────

TOPICS = {"up": "$x/u", "down": "$x/d"}
FIXED_PROPERTIES = {0x11: 4, 0x13: 2, 0x21: 2, 0x22: 2, 0x24: 1, 0x25: 1, 0x27: 4, 0x28: 1, 0x29: 1, 0x2A: 1}


def read_properties(r):
    """The user property `hiroba`, or None (MQTT 5.0, 2.2.2)."""
    p, found = Reader(r.take(r.uvarint())), None
    while p.left():
        identifier = p.u8()
        if identifier == 0x26:
            name, value = p.mqtt_text(), p.mqtt_text()
            found = value if name == "hiroba" else found
        elif identifier in FIXED_PROPERTIES:
            p.take(FIXED_PROPERTIES[identifier])
        else:
            p.take(p.big16())
    return found


def read_packet(data, told):
    r, version = Reader(data), told["version"]
    first = r.u8()
    r = Reader(r.take(r.uvarint()))
    kind = first >> 4
    if kind == 0:
        direction = told["direction"]
        return {"version": version, "packet": "carrier-x", "direction": direction, "sections": read_frame(direction, r.rest())}
    if kind == 3:
        if first != 0x30:
            raise Refused("a frame that is not QoS 0")
        direction = {topic: way for way, topic in TOPICS.items()}[r.mqtt_text()]
        if version == 5:
            read_properties(r)
        payload, head = r.rest(), {"version": version, "packet": "carrier-p", "direction": direction}
        if re.match(rb"[?!]1;c=", payload):
            return {**head, "text": payload.decode()}
        return {**head, "sections": read_frame(direction, payload)}
    if kind == 1:
        if r.mqtt_text() != "MQTT" or r.u8() != version or r.u8() != 0xC2:
            raise Refused("not the CONNECT of a client with user name and password, clean")
        keep_alive = r.big16()
        hiroba = read_properties(r) if version == 5 else None
        head = {"version": version, "packet": "connect", "clientId": r.mqtt_text(), "keepAliveSeconds": keep_alive}
        return {**head, "userName": r.mqtt_text(), "password": r.mqtt_text(), "hiroba": hiroba}
    if kind == 2:
        r.u8()
        reason = r.u8()
        return {"version": version, "packet": "connack", "reasonCode": reason, "hiroba": read_properties(r) if version == 5 else None}
    if kind == 14:
        return {"version": version, "packet": "disconnect", "reasonCode": r.u8() if r.left() else 0}
    raise Refused(f"packet type {kind}")


def packet_bytes(m):
    is5 = m["version"] == 5

    def properties(hiroba):
        return (sized(b"" if hiroba is None else b"\x26" + mqtt_text("hiroba") + mqtt_text(hiroba))) if is5 else b""

    if m["packet"] == "connect":
        head = mqtt_text("MQTT") + bytes([m["version"], 0xC2]) + m["keepAliveSeconds"].to_bytes(2, "big")
        tail = mqtt_text(m["clientId"]) + mqtt_text(m["userName"]) + mqtt_text(m["password"])
        return b"\x10" + sized(head + properties(m["hiroba"]) + tail)
    if m["packet"] == "connack":
        return b"\x20" + sized(bytes([0, m["reasonCode"]]) + properties(m["hiroba"]))
    if m["packet"] == "carrier-x":
        return b"\x00" + sized(frame_bytes(m["direction"], m["sections"]))
    payload = m["text"].encode() if "text" in m else frame_bytes(m["direction"], m["sections"])
    return b"\x30" + sized(mqtt_text(TOPICS[m["direction"]]) + properties(None) + payload)


# ── the files ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def whole(read):
    """A block and nothing behind it."""

    def read_all(data, _told):
        r = Reader(data)
        value = read(r)
        if r.left():
            raise Refused(f"{r.left()} bytes too many")
        return value

    return read_all


def framed(data, told):
    return {"direction": told["direction"], "sections": read_frame(told["direction"], data)}


FILES = {
    "pose": (whole(read_pose), pose_bytes),
    "face": (whole(read_face), face_bytes),
    "item": (whole(read_item), item_bytes),
    "state": (whole(UP[0x30][1][0]), UP[0x30][1][1]),
    "emote": (whole(DOWN[0x39][1][0]), DOWN[0x39][1][1]),
    "voice": (whole(read_voice), voice_bytes),
    "hello": (lambda data, told: read_hello(data.decode(), told), lambda m: hello_text(m).encode()),
    "frame": (framed, lambda m: frame_bytes(m["direction"], m["sections"])),
    "packet": (read_packet, packet_bytes),
}
JSON_KINDS = {"notice", "itemSpawn", "chat", "mod", "presence", "me", "room", "roomNotice", "gift"}


def differs(actual, expected, is_json=False):
    """Where two values are not alike, as a path, or None. Of JSON a reader may pass over members: [WIRE-3]."""
    if isinstance(expected, bool) or expected is None or isinstance(expected, str):
        return None if actual == expected and type(actual) is type(expected) else ""
    if isinstance(expected, (int, float)):
        is_number = isinstance(actual, (int, float)) and not isinstance(actual, bool)
        return None if is_number and abs(actual - expected) <= TOLERANCE else ""
    if isinstance(expected, list):
        if not isinstance(actual, list) or len(actual) != len(expected):
            return ""
        pairs = enumerate(expected)
    else:
        if not isinstance(actual, dict) or not actual.keys() >= expected.keys():
            return ""
        if not is_json and actual.keys() != expected.keys():
            return ""
        pairs = expected.items()
        is_json = is_json or expected.get("kind") in JSON_KINDS
    for name, value in pairs:
        where = differs(actual[name], value, is_json)
        if where is not None:
            return f"{name}.{where}".rstrip(".")
    return None


def check(name, line):
    """What is wrong with one line, or None. `frame-2` is a later file of frames."""
    read, write = FILES[name.partition("-")[0]]
    hexed, inputs, decoded = line.split("|", 2)
    data, expected = bytes.fromhex(hexed), json.loads(decoded)
    try:
        where = differs(read(data, expected), expected)
    except (Refused, ValueError, KeyError, IndexError) as error:
        return f"cannot be decoded: {error}"
    if where is not None:
        return f"decodes to something else at {where or 'its root'}"
    if inputs and write(json.loads(inputs)) != data:
        return f"is encoded to {write(json.loads(inputs)).hex()}, not {hexed}"
    return None


def main(folder):
    wrong = 0
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        name = path.stem
        if name.partition("-")[0] not in FILES:
            sys.exit(f"{name}: nothing here reads such vectors")
        lines = [(number, line) for number, line in enumerate(path.read_text("utf-8").split("\n"), 1)]
        vectors = [(number, line) for number, line in lines if line and not line.startswith("#")]
        for number, line in vectors:
            problem = check(name, line)
            if problem is not None:
                wrong += 1
                print(f"{name}: line {number} {problem}")
        print(f"{name}: {len(vectors)} vectors")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    here = pathlib.Path(__file__).resolve().parent
    main(sys.argv[1] if len(sys.argv) > 1 else here / "../../shared/protocol/vectors")
