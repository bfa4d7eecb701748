import { AppIcon } from "@/components/app-icon";

/** The window before anything is known. `index.html` holds the same, for the time before this code has been read. */
export function Starting() {
  return (
    <div className="starting">
      <AppIcon size={48} />
    </div>
  );
}
