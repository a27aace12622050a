import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Floating } from './floating.js';

export type MenuItem = {
  key: string;
  label: ComponentChildren;
  /** Before the words, e.g. an avatar. */
  mark?: ComponentChildren;
  description?: ComponentChildren;
  href?: string | undefined;
  onPick: () => void;
};

/** A button that opens a menu: arrow keys move, Enter picks, Escape closes and gives the focus back. */
export function MenuButton(props: {
  label: string;
  /** What is in the button says it already: the label is only the menu's. */
  selfNamed?: boolean;
  class: string;
  items: MenuItem[];
  children: ComponentChildren;
  heading?: string | undefined;
  align?: 'start' | 'end';
  disabled?: boolean;
  busy?: boolean;
  onOpen?: (open: boolean) => void;
}) {
  const [open, setOpenState] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const setOpen = (next: boolean) => {
    setOpenState(next);
    props.onOpen?.(next);
  };
  const close = () => {
    setOpen(false);
    anchor.current?.focus();
  };
  useLayoutEffect(() => {
    if (open) list.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
  }, [open]);
  const move = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items[(next + items.length) % items.length]?.focus();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (event.key === 'Tab') setOpen(false);
  };
  return (
    <span class="menu-anchor">
      <button
        ref={anchor}
        type="button"
        class={props.class}
        aria-label={props.selfNamed ? undefined : props.label}
        title={props.label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-busy={props.busy ?? false}
        disabled={props.disabled}
        onClick={() => setOpen(!open)}
      >
        {props.children}
      </button>
      {open && (
        <Floating anchor={anchor} onClose={() => setOpen(false)} align={props.align ?? 'start'} class="menu">
          <div
            ref={list}
            role="menu"
            aria-label={props.heading ?? props.label}
            tabIndex={-1}
            onKeyDown={move}
          >
            {props.heading && <div class="menu-heading">{props.heading}</div>}
            {props.items.map((item) => (
              <MenuRow key={item.key} item={item} onPicked={close} />
            ))}
          </div>
        </Floating>
      )}
    </span>
  );
}

function MenuRow({ item, onPicked }: { item: MenuItem; onPicked: () => void }) {
  const pick = () => {
    onPicked();
    item.onPick();
  };
  const inside = (
    <>
      {item.mark}
      <span class="menu-words">
        <span class="menu-label">{item.label}</span>
        {item.description && <span class="menu-description">{item.description}</span>}
      </span>
    </>
  );
  if (item.href) {
    return (
      <a
        role="menuitem"
        class="menu-item"
        tabIndex={-1}
        href={item.href}
        target="_blank"
        rel="noopener noreferrer"
        onClick={pick}
      >
        {inside}
      </a>
    );
  }
  return (
    <button type="button" role="menuitem" class="menu-item" data-key={item.key} tabIndex={-1} onClick={pick}>
      {inside}
    </button>
  );
}
