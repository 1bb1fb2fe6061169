const RADIUS = 5.5;
const LENGTH = 2 * Math.PI * RADIUS;

/** How far a generation is, in the space of a letter. */
export function ProgressRing({ percent }: { percent: number }) {
  return (
    <svg
      viewBox="0 0 14 14"
      className="size-3.5 shrink-0 -rotate-90"
      role="img"
      aria-label={`Being made, ${percent} %`}
    >
      <circle cx="7" cy="7" r={RADIUS} fill="none" strokeWidth="2.5" className="stroke-line-strong" />
      <circle
        cx="7"
        cy="7"
        r={RADIUS}
        fill="none"
        strokeWidth="2.5"
        strokeLinecap="round"
        strokeDasharray={LENGTH}
        strokeDashoffset={LENGTH * (1 - Math.max(4, percent) / 100)}
        className="stroke-accent transition-[stroke-dashoffset] duration-500"
      />
    </svg>
  );
}
