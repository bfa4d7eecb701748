import { LoaderCircle } from "lucide-react";
import { Icon, type IconSize } from "@/components/icon";

/** The spinner. Words beside it say what goes on. */
export function LoaderIcon({ size = 14 }: { size?: IconSize | undefined }) {
  return <Icon icon={LoaderCircle} size={size} spin />;
}
