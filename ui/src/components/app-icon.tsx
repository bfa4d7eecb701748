import iconUrl from "@/components/eyrie-icon.svg";

/** Eyrie's own icon; decoration beside the name. */
export function AppIcon({ size }: { size: number }) {
  return <img src={iconUrl} width={size} height={size} alt="" draggable={false} />;
}
