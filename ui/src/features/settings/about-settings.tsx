import { useQuery } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { AppIcon } from "@/components/app-icon";
import { Banner } from "@/components/banner";
import { Button } from "@/components/button";
import { Group, OptionRow } from "@/components/section";
import { Skeleton } from "@/components/skeleton";
import { useToasts } from "@/components/toasts";
import { aboutQuery } from "@/features/settings/queries";
import { OpenFolder } from "@/features/settings/storage-settings";
import type { AboutView } from "@/ipc/bindings";
import { messageOf } from "@/ipc/client";
import { copyText } from "@/lib/clipboard";
import "./about-settings.css";

/** Settings › About: version, places, and the facts for a problem report. */
export function AboutSettings() {
  const { data: about, error } = useQuery(aboutQuery);
  return (
    <>
      <div className="about-head">
        <AppIcon size={48} />
        <div>
          <b>Eyrie</b>
          <small>{about ? `Version ${about.version}` : <Skeleton width={80} />}</small>
        </div>
      </div>
      {error && <Banner title="The facts about this app are not known">{messageOf(error)}</Banner>}
      {about?.libraryNotice && (
        <div className="about-notice">
          <Banner tone="warn" title="The local library was rebuilt">
            {about.libraryNotice}
          </Banner>
        </div>
      )}
      <Group>
        <OptionRow
          label="Data folder"
          hint={<span className="selectable">{about?.dataFolder}</span>}
        >
          <OpenFolder folder="data" />
        </OptionRow>
        <OptionRow label="Log folder" hint={<span className="selectable">{about?.logFolder}</span>}>
          <OpenFolder folder="log" />
        </OptionRow>
        <OptionRow
          label="Facts for a problem report"
          hint="Version, folders and system; no keys and no content"
        >
          <CopyFacts about={about} />
        </OptionRow>
      </Group>
      <p className="about-licence">
        Apache License 2.0. Eyrie works with Skyvern servers and is not made by Skyvern.
      </p>
    </>
  );
}

function CopyFacts({ about }: { about: AboutView | undefined }) {
  const toasts = useToasts();
  const copy = async (facts: AboutView) => {
    try {
      await copyText(factsText(facts));
      toasts.show({ message: "Copied" });
    } catch (fault) {
      toasts.show({ tone: "danger", message: `Not copied. ${messageOf(fault)}` });
    }
  };
  return (
    <Button
      size="sm"
      icon={Copy}
      loading={!about}
      aria-label="Copy facts for a problem report"
      onClick={() => {
        if (about) void copy(about);
      }}
    >
      Copy
    </Button>
  );
}

function factsText(about: AboutView): string {
  const rows = [
    `Eyrie ${about.version}`,
    `System: ${navigator.userAgent}`,
    `Data folder: ${about.dataFolder}`,
    `Log folder: ${about.logFolder}`,
  ];
  if (about.libraryNotice) rows.push(about.libraryNotice);
  return rows.join("\n");
}
