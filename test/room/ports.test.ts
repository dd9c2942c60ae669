import { describe, expect, test } from "bun:test";
import { toldPorts } from "../../room/ports.ts";

describe("what clients are told of a host's ports", () => {
  test("is a WebSocket with TLS as soon as there is one, and plain TCP as long as there is", () => {
    expect(toldPorts({ tcpPort: 1883, wsPort: 8083 }, "host.test")).toEqual({
      tcpPort: 1883,
      wsUrl: "ws://host.test:8083/mqtt",
    });
    expect(
      toldPorts({ tcpPort: 1883, wsPort: 8083, tcpTlsPort: 8883, wsTlsPort: 8443 }, "host.test"),
    ).toEqual({
      tcpPort: 1883,
      wsUrl: "wss://host.test:8443/mqtt",
    });
    expect(toldPorts({ tcpTlsPort: 8883, wsTlsPort: 8443 }, "host.test")).toEqual({
      tcpPort: 8883,
      wsUrl: "wss://host.test:8443/mqtt",
    });
  });
});
