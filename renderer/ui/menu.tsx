import { Check, ChevronRight, type LucideIcon } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';
import styles from './menu.module.css';

/** What screen readers jump to holds the menus too. */
function landmark(): HTMLElement | null {
  return document.querySelector('main');
}

interface MenuProps {
  trigger: ReactElement;
  label: string;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
}

/** Not modal: the modal form injects styles to lock scrolling, which the content security policy refuses. */
export function Menu({ trigger, label, side = 'bottom', align = 'start', children }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal container={landmark()}>
        <Radix.Content
          className={styles.menu}
          aria-label={label}
          side={side}
          align={align}
          sideOffset={8}
          collisionPadding={8}
          loop
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuAtProps {
  /** Where it opens, in the window's pixels. */
  at: { x: number; y: number };
  label: string;
  onClose: () => void;
  /** What has the focus once it is closed. */
  returnFocus: () => HTMLElement | null;
  children: ReactNode;
}

/** A menu that belongs to a place and not to a button: of the right mouse button, or of Shift+F10. */
export function MenuAt({ at, label, onClose, returnFocus, children }: MenuAtProps) {
  return (
    <Radix.Root modal={false} open onOpenChange={(open) => !open && onClose()}>
      <Radix.Trigger asChild>
        <button
          type="button"
          className={styles.place}
          style={{ left: at.x, top: at.y }}
          tabIndex={-1}
          aria-label={label}
        />
      </Radix.Trigger>
      <Radix.Portal container={landmark()}>
        <Radix.Content
          className={styles.menu}
          aria-label={label}
          align="start"
          sideOffset={2}
          collisionPadding={8}
          loop
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // Unless what was chosen has opened a dialogue, which has the focus by now.
            if (document.activeElement === document.body) returnFocus()?.focus();
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuItemProps {
  icon: LucideIcon;
  onSelect: () => void;
  disabled?: boolean;
  keys?: string;
  children: ReactNode;
}

export function MenuItem({ icon: Icon, onSelect, disabled = false, keys, children }: MenuItemProps) {
  return (
    <Radix.Item className={styles.item} disabled={disabled} onSelect={onSelect}>
      <Icon size={16} aria-hidden="true" />
      <span className={styles.words}>{children}</span>
      {keys !== undefined && <Kbd keys={keys} />}
    </Radix.Item>
  );
}

interface MenuToggleProps {
  checked: boolean;
  onChecked: (checked: boolean) => void;
  children: ReactNode;
}

/** Stays open, so that several can be ticked. */
export function MenuToggle({ checked, onChecked, children }: MenuToggleProps) {
  return (
    <Radix.CheckboxItem
      className={styles.item}
      checked={checked}
      onCheckedChange={onChecked}
      onSelect={(event) => event.preventDefault()}
    >
      <span className={styles.mark}>
        <Radix.ItemIndicator>
          <Check size={16} aria-hidden="true" />
        </Radix.ItemIndicator>
      </span>
      <span className={styles.words}>{children}</span>
    </Radix.CheckboxItem>
  );
}

interface SubMenuProps {
  icon: LucideIcon;
  label: string;
  children: ReactNode;
}

export function SubMenu({ icon: Icon, label, children }: SubMenuProps) {
  return (
    <Radix.Sub>
      <Radix.SubTrigger className={styles.item}>
        <Icon size={16} aria-hidden="true" />
        <span className={styles.words}>{label}</span>
        <ChevronRight size={14} aria-hidden="true" />
      </Radix.SubTrigger>
      <Radix.Portal container={landmark()}>
        <Radix.SubContent className={styles.menu} sideOffset={4} collisionPadding={8} loop>
          {children}
        </Radix.SubContent>
      </Radix.Portal>
    </Radix.Sub>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className={styles.label}>{children}</Radix.Label>;
}

interface MenuChoiceProps<T extends string> {
  label: string;
  value: T;
  choices: readonly { value: T; label: string }[];
  onValue: (value: T) => void;
}

/** A group of which one is on. */
export function MenuChoice<T extends string>({ label, value, choices, onValue }: MenuChoiceProps<T>) {
  return (
    <Radix.RadioGroup value={value} aria-label={label}>
      <Radix.Label className={styles.label}>{label}</Radix.Label>
      {choices.map((choice) => (
        <Radix.RadioItem
          key={choice.value}
          className={styles.item}
          value={choice.value}
          onSelect={(event) => {
            event.preventDefault();
            onValue(choice.value);
          }}
        >
          <span className={styles.mark}>
            <Radix.ItemIndicator>
              <Check size={16} aria-hidden="true" />
            </Radix.ItemIndicator>
          </span>
          {choice.label}
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuHeader({ children }: { children: ReactNode }) {
  return <div className={styles.header}>{children}</div>;
}

export function MenuSeparator() {
  return <Radix.Separator className={styles.separator} />;
}
