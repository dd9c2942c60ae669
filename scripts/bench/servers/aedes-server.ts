// aedes as a broker of its own process, for comparison: MQTT over TCP on the port given as the argument.

import { createServer } from "node:net";
import { Aedes } from "aedes";

const broker = await Aedes.createBroker();
createServer(broker.handle).listen(Number(process.argv[2]), "127.0.0.1");
