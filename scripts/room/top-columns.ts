// What is told of a room, a sender and a receiver, column by column: what matters most at the left, as a narrow terminal loses the
// right. Pure.

import { SHED_STEP_NAMES } from "../../room/metrics/counter-families.ts";
import type { TopConnection, TopReport, TopRoom } from "../../room/metrics/top-report.ts";
import type { Column } from "./columns.ts";
import { age, bytes, figure } from "./figures.ts";

function left<Row>(title: string, cell: (row: Row) => string): Column<Row> {
  return { title, align: "left", width: "flexible", cell };
}
function right<Row>(title: string, cell: (row: Row) => string): Column<Row> {
  return { title, align: "right", width: "whole", cell };
}

export const ROOM_COLUMNS: readonly Column<TopRoom>[] = [
  left("world", ({ world }) => world),
  right("people", ({ participants, capacity }) => `${participants}/${capacity}`),
  right("extended", ({ extended }) => figure(extended)),
  right("msg/s in", ({ inPerSecond }) => figure(inPerSecond.messages)),
  right("in/s", ({ inPerSecond }) => bytes(inPerSecond.bytes)),
  right("out/s", ({ outBytesPerSecond }) => bytes(outBytesPerSecond)),
  right("waiting", ({ queueBytes }) => bytes(queueBytes)),
  left("room", ({ room }) => room),
];

/** Who and where, in front of what is measured. */
function whoColumns({ rooms }: TopReport): readonly Column<TopConnection>[] {
  const worlds = new Map(rooms.map(({ room, world }) => [room, world]));
  return [
    left("name", ({ name, clientId }) => name ?? (clientId === "" ? "(not connected yet)" : clientId)),
    left("world", ({ room }) => (room === null ? "" : (worlds.get(room) ?? room))),
    {
      title: "speaks",
      align: "left",
      width: "whole",
      cell: ({ mqtt, extension }) => `${mqtt === 5 ? "5" : "3.1.1"}${extension === "none" ? "" : " ext"}`,
    },
    {
      title: "over",
      align: "left",
      width: "whole",
      cell: ({ transport, isSecure }) => `${transport === "tcp" ? "tcp" : "ws"}${isSecure ? "+tls" : ""}`,
    },
  ];
}

export function senderColumns(report: TopReport): readonly Column<TopConnection>[] {
  return [
    ...whoColumns(report),
    right("msg/s in", ({ inPerSecond }) => figure(inPerSecond.messages)),
    right("in/s", ({ inPerSecond }) => bytes(inPerSecond.bytes)),
    right("out/s", ({ outBytesPerSecond }) => bytes(outBytesPerSecond)),
    right("since", ({ connectedAtMs }) => age(report.atMs - connectedAtMs)),
    left("client", ({ clientId }) => clientId),
  ];
}

export function receiverColumns(report: TopReport): readonly Column<TopConnection>[] {
  return [
    ...whoColumns(report),
    right("waiting", ({ queueBytes }) => bytes(queueBytes)),
    right("poses", ({ shedStep }) => (shedStep === null ? "" : rateText(shedStep))),
    right("missed/s", ({ droppedPerSecond }) => figure(droppedPerSecond)),
    right("out/s", ({ outBytesPerSecond }) => bytes(outBytesPerSecond)),
    right("heard", ({ lastHeardAtMs }) => `${age(report.atMs - lastHeardAtMs)} ago`),
    left("client", ({ clientId }) => clientId),
  ];
}

function rateText(shedStep: number): string {
  const name = SHED_STEP_NAMES[shedStep] ?? "";
  return name === "ghost" ? name : `${name} Hz`;
}
