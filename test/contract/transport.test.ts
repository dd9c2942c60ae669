import { tcp, webSocket } from "./raw-connection.ts";
import { transportContract } from "./transport.ts";

transportContract(tcp);
transportContract(webSocket);
