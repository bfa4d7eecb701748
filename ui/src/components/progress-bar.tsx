import "./progress-bar.css";

interface ProgressBarProps {
  /** What goes on: "Reading workflows". */
  label: string;
  /** Between 0 and 1; null while the end is not known. */
  value: number | null;
  /** Said in place of the percentage: "230 workflows". */
  valueText?: string | undefined;
}

export function ProgressBar({ label, value, valueText }: ProgressBarProps) {
  const percent = value === null ? null : Math.round(Math.min(1, Math.max(0, value)) * 100);
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={valueText}
      data-endless={percent === null || undefined}
    >
      <i style={percent === null ? undefined : { width: `${percent}%` }} />
    </div>
  );
}
