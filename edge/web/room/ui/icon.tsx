// The room's few pictograms, drawn in strokes of the text's own colour.

const PATHS = {
  leave: "M14 5H6.5v14H14M10.5 12H20m-3.5-3.5L20 12l-3.5 3.5",
  people:
    "M9 11.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM3.5 19c.4-3 2.6-4.5 5.5-4.5s5.1 1.5 5.5 4.5M16 11.5a2.5 2.5 0 1 0-.8-4.9M16.5 14.6c2.3.2 3.7 1.6 4 4.4",
  wear: "M9 4.5 4 7.5l1.5 4 2-.8V19.5h9v-8.8l2 .8 1.5-4-5-3c-.5 1.4-1.6 2.1-3 2.1s-2.5-.7-3-2.1Z",
  gift: "M4.5 10.5h15V20h-15Zm-1-4h17v4h-17ZM12 6.5V20m0-13.5c-4 0-5-1.5-4.5-2.8C8.2 2.3 11 3 12 6.5c1-3.5 3.8-4.2 4.5-2.8.5 1.3-.5 2.8-4.5 2.8Z",
  chat: "M4.5 6h15v10.5h-8L7.5 20v-3.5h-3Z",
  send: "M5 12h13m-5.5-5.5L18 12l-5.5 5.5",
  close: "M6.5 6.5l11 11m0-11-11 11",
  jump: "M12 19V6m-5.5 5.5L12 6l5.5 5.5",
} as const;

export function Icon({ name }: { readonly name: keyof typeof PATHS }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
