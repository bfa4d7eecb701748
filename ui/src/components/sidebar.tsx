import { ChevronsUpDown } from "lucide-react";
import type { ComponentProps, ReactNode, Ref } from "react";
import { Icon, type IconType } from "@/components/icon";
import { ServerDot } from "@/components/status";
import { classNames } from "@/lib/class-names";
import "./sidebar.css";

interface NavItem<Id extends string> {
  id: Id;
  label: string;
  icon: IconType;
  /** A number, or a few words such as "1 running". */
  count?: ReactNode;
  keys?: string | undefined;
}

interface NavListProps<Id extends string> {
  label: string;
  items: readonly NavItem<Id>[];
  current: Id | null;
  onGo: (id: Id) => void;
}

/** The places of a window, or of Settings. */
export function NavList<Id extends string>({ label, items, current, onGo }: NavListProps<Id>) {
  return (
    <nav className="nav-list" aria-label={label}>
      {items.map((item) => (
        <button
          key={item.id}
          type="button"
          className="nav-item"
          aria-current={item.id === current ? "page" : undefined}
          title={item.keys}
          onClick={() => onGo(item.id)}
        >
          <Icon icon={item.icon} />
          <span className="truncate">{item.label}</span>
          {item.count !== undefined && <span className="nav-count">{item.count}</span>}
        </button>
      ))}
    </nav>
  );
}

/** A small head in the sidebar, with a button at its end. */
export function SidebarHead({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <h2 className="sidebar-head">
      {children}
      {action}
    </h2>
  );
}

interface SwitcherButtonProps extends Omit<ComponentProps<"button">, "children" | "name" | "ref"> {
  icon: IconType;
  name: string;
  /** Words beside the dot. */
  state: ReactNode;
  dot: "on" | "off" | "bad";
  ref?: Ref<HTMLButtonElement> | undefined;
}

/** The server at the head of the sidebar; the trigger of its `Menu`. */
export function SwitcherButton({
  icon,
  name,
  state,
  dot,
  className,
  ...rest
}: SwitcherButtonProps) {
  return (
    <button {...rest} type="button" className={classNames("switcher", className)}>
      <Icon icon={icon} />
      <span className="switcher-words">
        <span className="switcher-name truncate">{name}</span>
        <span className="switcher-state">
          <ServerDot state={dot} />
          <span className="truncate">{state}</span>
        </span>
      </span>
      <Icon icon={ChevronsUpDown} size={14} />
    </button>
  );
}

interface NowCardProps {
  glyph: ReactNode;
  title: string;
  /** At the end of the first line: the running time. */
  aux?: ReactNode;
  /** Second line: where it stands. */
  children?: ReactNode;
  onOpen: () => void;
}

/** What goes on now, at the foot of the sidebar. */
export function NowCard({ glyph, title, aux, children, onOpen }: NowCardProps) {
  return (
    <button type="button" className="now-card" onClick={onOpen}>
      <span className="now-card-line">
        {glyph}
        <strong className="truncate">{title}</strong>
        <span className="nav-count">{aux}</span>
      </span>
      {children && <span className="now-card-more truncate">{children}</span>}
    </button>
  );
}
