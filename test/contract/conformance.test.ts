import { conformanceContract } from "./conformance.ts";
import { tcp, webSocket } from "./raw-connection.ts";

conformanceContract(tcp);
conformanceContract(webSocket);
