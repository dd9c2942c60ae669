import { attackContract } from "./attacks.ts";
import { tcp, webSocket } from "./raw-connection.ts";

attackContract(tcp);
attackContract(webSocket);
