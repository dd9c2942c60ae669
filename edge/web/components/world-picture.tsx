// A world without a picture of its own is drawn from its colours: its sky by day or night, its ground, a few trees.

import { useId } from "react";
import type { WorldSettings } from "../../../shared/schema/world-settings.ts";
import { isDark, mix } from "./colour.ts";

const STARS: readonly (readonly [x: number, y: number])[] = [
  [38, 30],
  [84, 52],
  [122, 22],
  [171, 44],
  [214, 26],
  [334, 56],
  [372, 24],
  [58, 74],
  [300, 20],
];

export function WorldPicture({
  settings,
}: {
  readonly settings: Pick<WorldSettings, "skyColor" | "groundColor">;
}) {
  const id = useId();
  const { skyColor, groundColor } = settings;
  const night = isDark(skyColor);
  const horizon = mix(skyColor, night ? "#8a8fc0" : "#fff7ea", night ? 0.4 : 0.7);
  const far = mix(groundColor, horizon, 0.5);
  const tree = mix(groundColor, night ? "#1d2440" : "#2f5d50", 0.55);
  const paving = mix(groundColor, "#fffaf0", 0.45);
  return (
    <svg
      className="world-picture"
      viewBox="0 0 400 220"
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <defs>
        <linearGradient id={id} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={skyColor} />
          <stop offset="1" stopColor={horizon} />
        </linearGradient>
      </defs>
      <rect width="400" height="220" fill={`url(#${id})`} />
      {night && STARS.map(([x, y]) => <circle key={x} cx={x} cy={y} r="1.3" fill="#fff" opacity="0.8" />)}
      <circle
        cx="292"
        cy={night ? 62 : 74}
        r={night ? 20 : 26}
        fill={night ? "#f6edcf" : "#fffdf3"}
        opacity="0.9"
      />
      <ellipse cx="90" cy="168" rx="190" ry="46" fill={far} />
      <ellipse cx="330" cy="172" rx="170" ry="38" fill={mix(far, groundColor, 0.4)} />
      {[46, 84, 330, 362].map((x, index) => (
        <g key={x} transform={`translate(${x} ${150 + (index % 2) * 7})`}>
          <rect x="-2.5" y="-6" width="5" height="18" fill={mix(tree, "#5a4632", 0.6)} />
          <ellipse cx="0" cy="-18" rx={15 + (index % 3) * 2} ry="19" fill={tree} />
        </g>
      ))}
      <rect y="164" width="400" height="56" fill={groundColor} />
      <ellipse cx="200" cy="196" rx="128" ry="20" fill={paving} />
      <ellipse
        cx="200"
        cy="195"
        rx="84"
        ry="12"
        fill="none"
        stroke={mix(paving, groundColor, 0.55)}
        strokeWidth="2"
      />
    </svg>
  );
}
