// MQTT 3.1.1: PINGREQ to DISCONNECT (3.12 to 3.14).

import type { Chapter } from "../statement.ts";

export const ENDS: Chapter = {
  title: "PINGREQ to DISCONNECT (3.12 to 3.14)",
  statements: [
    {
      id: "3.12.4-1",
      asks: "PINGREQ is answered by PINGRESP.",
      kept: { test: "[MQTT-3.12.4-1] PINGREQ is answered with PINGRESP, and with nothing else" },
    },
    {
      id: "3.14.1-1",
      asks: "A DISCONNECT whose reserved bits are not 0 ends the connection as a fault does.",
      kept: { test: "[MQTT-3.1.2-8] a will goes out however its connection ends" },
    },
    {
      id: "3.14.4-1",
      asks: "Behind DISCONNECT the client closes the connection.",
      kept: { client: "the server closes it by itself" },
    },
    {
      id: "3.14.4-2",
      asks: "Behind DISCONNECT the client sends nothing more.",
      kept: { client: "nothing that comes behind it is served" },
    },
    {
      id: "3.14.4-3",
      asks: "With DISCONNECT the will is dropped.",
      kept: { test: "[MQTT-3.1.2-8] a will goes out however its connection ends" },
    },
  ],
};
