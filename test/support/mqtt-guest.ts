// A stock MQTT client in a room, as anybody's program would be one: mqtt.js, plain topics, nothing of ours but the pose codec.

import mqtt, { type IClientOptions, type MqttClient } from "mqtt";
import { encodePose, type Pose } from "../../shared/protocol/ext/pose.ts";
import { eventually } from "./eventually.ts";

export type Heard = { readonly topicName: string; readonly payload: Uint8Array; readonly retain: boolean };

export type MqttGuest = {
  readonly client: MqttClient;
  readonly heard: readonly Heard[];
  sendPose(pose: Pose): void;
  sendChat(text: string): Promise<void>;
  /** Waits for the first message already heard or yet to come that `matches`. */
  hears(what: string, matches: (message: Heard) => boolean): Promise<Heard>;
  leave(): Promise<void>;
};

/** Connects with the ticket as password and subscribes to the whole room. Throws what the broker answered when refused. */
export async function joinAsMqttGuest(
  url: string,
  room: string,
  ticket: string,
  options: IClientOptions = {},
): Promise<MqttGuest> {
  const client = mqtt.connect(url, { username: "guest", password: ticket, reconnectPeriod: 0, ...options });
  const heard: Heard[] = [];
  client.on("message", (topicName, payload, packet) =>
    heard.push({ topicName, payload, retain: packet.retain }),
  );
  await new Promise<void>((resolve, reject) => {
    client.once("connect", () => resolve());
    client.once("error", reject);
    client.once("close", () => reject(new Error("the connection was closed before CONNACK")));
  });
  await client.subscribeAsync(`r/${room}/#`, { qos: 1 });
  return {
    client,
    heard,
    sendPose: (pose) => void client.publish(`r/${room}/pose/me`, Buffer.from(encodePose(pose)), { qos: 0 }),
    sendChat: async (text) =>
      void (await client.publishAsync(`r/${room}/chat`, JSON.stringify({ text }), { qos: 1 })),
    hears: (what, matches) => eventually(what, () => heard.find(matches)),
    leave: () => client.endAsync(),
  };
}

/** A payload as JSON. */
export function jsonOf(message: Heard): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(message.payload));
}
