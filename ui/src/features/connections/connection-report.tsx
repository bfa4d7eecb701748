import { CircleCheck, Info } from "lucide-react";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { Icon } from "@/components/icon";
import { ToneWord } from "@/components/status";
import type { ConnectionReport } from "@/ipc/bindings";
import { formatCount } from "@/lib/format";
import "./connection-report.css";

interface ReportLineProps {
  report: ConnectionReport | null;
}

/** Beside the button "Test connection": that it went well, and with whom. */
export function ReportLine({ report }: ReportLineProps) {
  const isConnected = report?.outcome === "connected";
  return (
    <div className="report-line" role="status">
      {isConnected && (
        <>
          <ToneWord tone="ok" icon={CircleCheck}>
            Connected in {formatCount(report.latencyMs)} ms
          </ToneWord>
          <span className="report-server truncate">{serverWords(report)}</span>
        </>
      )}
    </div>
  );
}

function serverWords(report: Extract<ConnectionReport, { outcome: "connected" }>): string {
  const version = report.serverVersion && `Skyvern ${report.serverVersion}`;
  return [version, report.organization].filter(Boolean).join(" · ");
}

interface ReportBoxProps {
  report: ConnectionReport | null;
  /** A fault that is not about the server. */
  fault: string | null;
  id: string;
  onUseUrl: (url: string) => void;
}

/** Below the fields: what is wrong and what to do, or what an older server cannot do. */
export function ReportBox({ report, fault, id, onUseUrl }: ReportBoxProps) {
  if (fault) {
    return (
      <div className="report-box" id={id}>
        <Banner title={fault} />
      </div>
    );
  }
  if (report?.outcome === "connected") {
    if (report.limits.length === 0) return null;
    return <Limits limits={report.limits} />;
  }
  if (report?.outcome !== "failed") return null;
  const { message, advice, suggestedUrl } = report;
  return (
    <div className="report-box" id={id}>
      <Banner title={message}>
        {advice}
        {suggestedUrl && (
          <span className="report-suggestion">
            <Button size="sm" onClick={() => onUseUrl(suggestedUrl)}>
              Use {suggestedUrl}
            </Button>
          </span>
        )}
      </Banner>
    </div>
  );
}

/** What an older server cannot do, one sentence each. */
export function Limits({ limits }: { limits: readonly string[] }) {
  return (
    <ul className="limits">
      {limits.map((limit) => (
        <li key={limit}>
          <Icon icon={Info} size={12} />
          <span className="selectable">{limit}</span>
        </li>
      ))}
    </ul>
  );
}
