import {
  CalendarClock,
  CodeXml,
  Download,
  Footprints,
  TriangleAlert,
  UserRound,
} from "lucide-react";
import { memo, type ReactNode } from "react";
import { Icon, type IconType } from "@/components/icon";
import { Moment } from "@/components/time";
import { ranWithWords, stepWords } from "@/features/run-window/run-words";
import type { RunHead } from "@/ipc/bindings";

/** What is to know of the run as a whole, below its blocks. */
export const RunFacts = memo(function RunFacts({ head }: { head: RunHead }) {
  const began = head.startedAt ?? head.createdAt;
  return (
    <dl className="run-facts">
      <Fact icon={Footprints} name="Steps" value={stepWords(head)} />
      <Fact icon={CodeXml} name="Ran with" value={head.ranWith && ranWithWords(head.ranWith)} />
      <Fact icon={UserRound} name="Browser profile" value={head.browserProfile} />
      <Fact icon={UserRound} name="Browser session" value={head.browserSession} />
      <Fact icon={CalendarClock} name="Started" value={began && <Moment at={began} />} />
      <Fact
        icon={Download}
        name="Files"
        value={head.downloads.length > 0 && `${head.downloads.length}`}
      />
      <Fact icon={TriangleAlert} name="Webhook" value={head.webhookFailure} />
    </dl>
  );
});

function Fact({ icon, name, value }: { icon: IconType; name: string; value: ReactNode }) {
  if (!value) return null;
  return (
    <div>
      <dt>
        <Icon icon={icon} size={14} />
        {name}
      </dt>
      <dd className="selectable truncate" title={typeof value === "string" ? value : undefined}>
        {value}
      </dd>
    </div>
  );
}
