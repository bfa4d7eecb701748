import type { ReactNode } from "react";
import type { Screen } from "@/app/places";
import { SCREENS } from "@/app/screens";
import { Icon } from "@/components/icon";
import { formatCount } from "@/lib/format";
import "./sidebar.css";

interface NavigationProps {
  screen: Screen;
  onGo: (screen: Screen) => void;
  workflowCount: number;
  runningCount: number;
}

/** The screens of the main window. */
export function Navigation({ screen, onGo, workflowCount, runningCount }: NavigationProps) {
  const counts: Partial<Record<Screen, string>> = {
    ...(workflowCount > 0 ? { workflows: formatCount(workflowCount) } : {}),
    ...(runningCount > 0 ? { runs: `${formatCount(runningCount)} running` } : {}),
  };
  return (
    <nav className="navigation" aria-label="Screens">
      {SCREENS.map((item) => (
        <button
          key={item.screen}
          type="button"
          aria-current={item.screen === screen ? "page" : undefined}
          onClick={() => onGo(item.screen)}
        >
          <Icon icon={item.icon} />
          <span className="truncate">{item.title}</span>
          {counts[item.screen] && <span className="navigation-count">{counts[item.screen]}</span>}
        </button>
      ))}
    </nav>
  );
}

interface SidebarProps {
  server: ReactNode;
  navigation: ReactNode;
  folders: ReactNode;
  /** The newest run under way; draws nothing while there is none. */
  running: ReactNode;
}

/** From top to bottom: the server, the screens, its folders, and what runs now. */
export function Sidebar({ server, navigation, folders, running }: SidebarProps) {
  return (
    <>
      {server}
      {navigation}
      <div className="sidebar-folders">{folders}</div>
      <div className="sidebar-running">{running}</div>
    </>
  );
}
