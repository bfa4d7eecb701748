import { Film } from "lucide-react";
import type { ReactNode } from "react";
import { region } from "@/components/regions";
import { ToneWord } from "@/components/status";
import { AddressBar } from "@/features/run-window/address-bar";

interface ReplayFrameProps {
  url: string | null;
  /** In the head, after the kind of picture. */
  end?: ReactNode;
  children: ReactNode;
  /** Fills the screen. */
  isFull?: boolean | undefined;
}

/** The region of the recording with its head. */
export function ReplayFrame({ url, end, children, isFull }: ReplayFrameProps) {
  return (
    <section
      {...region}
      className="run-centre"
      data-full={isFull || undefined}
      aria-label="Recording"
    >
      <AddressBar url={url}>
        <span className="recording-mark">
          <ToneWord tone="idle" icon={Film}>
            Recording
          </ToneWord>
        </span>
        {end}
      </AddressBar>
      {children}
    </section>
  );
}
