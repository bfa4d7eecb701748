import type { ReactNode } from "react";
import { Icon, type IconType } from "@/components/icon";
import "./empty-state.css";

interface EmptyStateProps {
  /** A sentence: "No workflow matches “payrol”." */
  title: ReactNode;
  children?: ReactNode;
  icon?: IconType | undefined;
  /** One button, or a few of the same weight. */
  action?: ReactNode;
  /** A row at the top of a list instead of the middle of the view. */
  inline?: boolean | undefined;
}

/** Nothing to show: why, and what to do. */
export function EmptyState({ title, children, icon, action, inline }: EmptyStateProps) {
  if (inline) {
    return (
      <div className="empty-row">
        <span>{title}</span>
        {action}
      </div>
    );
  }
  return (
    <div className="empty-state">
      {icon && <Icon icon={icon} />}
      <h2>{title}</h2>
      {children && <div className="empty-state-more">{children}</div>}
      {action && <div className="empty-state-actions">{action}</div>}
    </div>
  );
}
