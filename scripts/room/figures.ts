// Numbers as people read them at a glance. Pure.

/** A count a second, or any other number that is no amount of bytes: 0, 0.4, 12, 3,400. */
export function figure(value: number): string {
  if (value === 0) return "0";
  if (value < 10 && !Number.isInteger(value)) return value.toFixed(1);
  return Math.round(value).toLocaleString("en");
}

/** 512 B, 4.1 kB, 83 MB. */
export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let unit = 0;
  let left = value;
  while (left >= 999.5 && unit < units.length - 1) {
    left /= 1000;
    unit++;
  }
  const text = unit > 0 && left < 9.95 ? left.toFixed(1) : String(Math.round(left));
  return `${text} ${units[unit]}`;
}

/** Microseconds: 80 µs, 1.4 ms, 230 ms, 2.1 s. */
export function time(micros: number): string {
  if (micros < 999.5) return `${Math.round(micros)} µs`;
  const ms = micros / 1000;
  if (ms < 999.5) return ms < 9.95 ? `${ms.toFixed(1)} ms` : `${Math.round(ms)} ms`;
  return `${(ms / 1000).toFixed(1)} s`;
}

/** How long something has lasted, milliseconds: 4 s, 12 min, 3 h 20 min, 5 d. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
