import { Check, ChevronRight } from "lucide-react";
import { ContextMenu as Context, DropdownMenu as Dropdown } from "radix-ui";
import { createContext, type ReactElement, type ReactNode, useContext } from "react";
import { Icon, type IconType } from "@/components/icon";
import { Kbd } from "@/components/kbd";
import "./menu.css";

/*
 * One set of items serves drop-down and context menus: which of Radix's two families is used is decided by the
 * menu around them.
 */
type Family = typeof Dropdown | typeof Context;
const FamilyContext = createContext<Family>(Dropdown);

interface MenuProps {
  /** One button; it gets `aria-haspopup` and `aria-expanded`. */
  trigger: ReactElement;
  /** `MenuItem`, `MenuCheck`, `MenuChoices`, `MenuSub`, `MenuHeading`, `MenuSeparator`. */
  children: ReactNode;
  align?: "start" | "center" | "end" | undefined;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  /** Least width in pixels. */
  width?: number | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** A menu that opens from a button. */
export function Menu({
  trigger,
  children,
  align = "start",
  side,
  width,
  open,
  onOpenChange,
}: MenuProps) {
  return (
    <Dropdown.Root
      modal={false}
      {...(open === undefined ? {} : { open })}
      {...(onOpenChange ? { onOpenChange } : {})}
    >
      <Dropdown.Trigger asChild>{trigger}</Dropdown.Trigger>
      <Dropdown.Portal>
        <Dropdown.Content
          className="popup menu"
          align={align}
          {...(side ? { side } : {})}
          sideOffset={4}
          collisionPadding={8}
          loop
          style={{ minWidth: width }}
        >
          <FamilyContext value={Dropdown}>{children}</FamilyContext>
        </Dropdown.Content>
      </Dropdown.Portal>
    </Dropdown.Root>
  );
}

interface ContextMenuProps {
  /** The element that is right-clicked, or on which the menu key is pressed. It takes a ref and props. */
  children: ReactElement;
  /** The items. Nothing opens while it is null. */
  menu: ReactNode;
  onOpenChange?: ((open: boolean) => void) | undefined;
}

/** The menu of the right mouse button and of the menu key. Everything in it is reachable elsewhere too. */
export function ContextMenu({ children, menu, onOpenChange }: ContextMenuProps) {
  return (
    <Context.Root modal={false} {...(onOpenChange ? { onOpenChange } : {})}>
      <Context.Trigger asChild disabled={menu === null}>
        {children}
      </Context.Trigger>
      <Context.Portal>
        <Context.Content className="popup menu" collisionPadding={8} loop>
          <FamilyContext value={Context}>{menu}</FamilyContext>
        </Context.Content>
      </Context.Portal>
    </Context.Root>
  );
}

interface MenuItemProps {
  children: ReactNode;
  onSelect: () => void;
  icon?: IconType | undefined;
  keys?: string | undefined;
  /** A quiet word at the end; the place for the reason of a disabled item. */
  aux?: ReactNode;
  /** A second line, for rows such as those of the server switcher. */
  hint?: ReactNode;
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
}

export function MenuItem({
  children,
  onSelect,
  icon,
  keys,
  aux,
  hint,
  danger,
  disabled,
}: MenuItemProps) {
  const { Item } = useContext(FamilyContext);
  return (
    <Item
      className="menu-item"
      data-danger={danger || undefined}
      data-two-lines={hint ? true : undefined}
      disabled={disabled ?? false}
      onSelect={onSelect}
    >
      {icon && <Icon icon={icon} />}
      <MenuWords hint={hint}>{children}</MenuWords>
      <MenuEnd aux={aux} keys={keys} />
    </Item>
  );
}

interface MenuCheckProps extends Omit<MenuItemProps, "onSelect" | "danger"> {
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** An item that is on or off. The menu stays open, so that several can be set. */
export function MenuCheck({
  children,
  checked,
  onChange,
  icon,
  keys,
  aux,
  hint,
  disabled,
}: MenuCheckProps) {
  const { CheckboxItem, ItemIndicator } = useContext(FamilyContext);
  return (
    <CheckboxItem
      className="menu-item"
      data-two-lines={hint ? true : undefined}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
      disabled={disabled ?? false}
    >
      {icon && <Icon icon={icon} />}
      <MenuWords hint={hint}>{children}</MenuWords>
      <MenuEnd aux={aux} keys={keys} />
      <span className="menu-check">
        <ItemIndicator>
          <Icon icon={Check} size={14} />
        </ItemIndicator>
      </span>
    </CheckboxItem>
  );
}

export interface MenuChoice<Value extends string> {
  value: Value;
  label: ReactNode;
  icon?: IconType | undefined;
  /** A drawn sign in place of the icon, such as the mark of a server. */
  mark?: ReactNode;
  hint?: ReactNode;
  aux?: ReactNode;
  keys?: string | undefined;
  disabled?: boolean | undefined;
}

interface MenuChoicesProps<Value extends string> {
  value: Value | null;
  onChange: (value: Value) => void;
  choices: readonly MenuChoice<Value>[];
}

/** One of several, the chosen one with a check mark. */
export function MenuChoices<Value extends string>({
  value,
  onChange,
  choices,
}: MenuChoicesProps<Value>) {
  const { RadioGroup, RadioItem, ItemIndicator } = useContext(FamilyContext);
  return (
    <RadioGroup value={value ?? ""} onValueChange={(next) => onChange(next as Value)}>
      {choices.map((choice) => (
        <RadioItem
          key={choice.value}
          className="menu-item"
          value={choice.value}
          data-two-lines={choice.hint ? true : undefined}
          disabled={choice.disabled ?? false}
        >
          {choice.icon && <Icon icon={choice.icon} />}
          {choice.mark}
          <MenuWords hint={choice.hint}>{choice.label}</MenuWords>
          <MenuEnd aux={choice.aux} keys={choice.keys} />
          <span className="menu-check">
            <ItemIndicator>
              <Icon icon={Check} size={14} />
            </ItemIndicator>
          </span>
        </RadioItem>
      ))}
    </RadioGroup>
  );
}

interface MenuSubProps {
  label: ReactNode;
  icon?: IconType | undefined;
  children: ReactNode;
  disabled?: boolean | undefined;
}

/** A menu within the menu. */
export function MenuSub({ label, icon, children, disabled }: MenuSubProps) {
  const { Sub, SubTrigger, SubContent, Portal } = useContext(FamilyContext);
  return (
    <Sub>
      <SubTrigger className="menu-item" disabled={disabled ?? false}>
        {icon && <Icon icon={icon} />}
        <MenuWords>{label}</MenuWords>
        <span className="menu-aux">
          <Icon icon={ChevronRight} size={14} />
        </span>
      </SubTrigger>
      <Portal>
        <SubContent className="popup menu" sideOffset={2} collisionPadding={8} loop>
          {children}
        </SubContent>
      </Portal>
    </Sub>
  );
}

export function MenuHeading({ children }: { children: ReactNode }) {
  const { Label } = useContext(FamilyContext);
  return <Label className="menu-heading">{children}</Label>;
}

export function MenuSeparator() {
  const { Separator } = useContext(FamilyContext);
  return <Separator className="menu-separator" />;
}

function MenuWords({ children, hint }: { children: ReactNode; hint?: ReactNode }) {
  return (
    <span className="menu-words">
      <span className="truncate">{children}</span>
      {hint && <span className="menu-hint truncate">{hint}</span>}
    </span>
  );
}

function MenuEnd({ aux, keys }: { aux?: ReactNode; keys?: string | undefined }) {
  if (!aux && !keys) return null;
  return (
    <span className="menu-aux">
      {aux}
      {keys && <Kbd keys={keys} />}
    </span>
  );
}
