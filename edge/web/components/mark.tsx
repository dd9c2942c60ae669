// The mark: people in a square, seen from a little above.

export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="9" fill="#1d6660" />
      <path
        d="M6 22.5c3-2.6 6.3-3.9 10-3.9s7 1.3 10 3.9"
        fill="none"
        stroke="#fff"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
      <circle cx="16" cy="11" r="3.4" fill="#ffd9a0" />
      <circle cx="8.5" cy="14.5" r="2" fill="#fff" />
      <circle cx="23.5" cy="14.5" r="2" fill="#fff" />
    </svg>
  );
}
