import { ChevronDown } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { Button, type ButtonVariant, type ControlSize } from "@/components/button";
import type { IconType } from "@/components/icon";
import { IconButton } from "@/components/icon-button";
import { Menu } from "@/components/menu";
import "./split-button.css";

interface SplitButtonProps {
  children: ReactNode;
  onClick: () => void;
  /** Name of the second half, such as "Other ways to run". */
  menuLabel: string;
  /** `MenuItem`s and their like. */
  menu: ReactNode;
  icon?: IconType | undefined;
  variant?: Exclude<ButtonVariant, "ghost"> | undefined;
  size?: ControlSize | undefined;
  loading?: boolean | undefined;
  disabled?: boolean | undefined;
  keys?: string | undefined;
  grow?: boolean | undefined;
}

/** The usual action, and a menu with its variants. Each half has its own hover and focus. */
export function SplitButton({
  children,
  onClick,
  menuLabel,
  menu,
  icon,
  variant = "secondary",
  size,
  loading,
  disabled,
  keys,
  grow,
}: SplitButtonProps): ReactElement {
  return (
    <span className="split-button" data-grow={grow || undefined}>
      <Button
        variant={variant}
        size={size}
        icon={icon}
        loading={loading}
        disabled={disabled}
        keys={keys}
        grow={grow}
        onClick={onClick}
      >
        {children}
      </Button>
      <Menu
        align="end"
        trigger={
          <IconButton
            icon={ChevronDown}
            iconSize={14}
            label={menuLabel}
            variant={variant}
            size={size}
            disabled={disabled || loading}
          />
        }
      >
        {menu}
      </Menu>
    </span>
  );
}
