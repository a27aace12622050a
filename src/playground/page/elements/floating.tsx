import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const tallest = 420;

type Place = { left: number; top: number; maxHeight: number; minWidth: number };

/**
 * A box beside its anchor, below it or above when there is more room. Fixed to the window, so that a scrolling
 * modal does not cut it; closes when something else is pressed.
 */
export function Floating(props: {
  anchor: RefObject<HTMLElement | null>;
  onClose: () => void;
  class?: string;
  align?: 'start' | 'end';
  matchWidth?: boolean;
  children: ComponentChildren;
}) {
  const box = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<Place | undefined>(undefined);

  useLayoutEffect(() => {
    const position = () => {
      const anchor = props.anchor.current?.getBoundingClientRect();
      const own = box.current?.getBoundingClientRect();
      if (!anchor || !own) return;
      const gap = 4;
      const below = innerHeight - anchor.bottom - gap - 8;
      const above = anchor.top - gap - 8;
      const height = Math.min(box.current?.scrollHeight ?? own.height, tallest);
      const up = below < height && above > below;
      const width = props.matchWidth ? Math.max(own.width, anchor.width) : own.width;
      const wanted = props.align === 'end' ? anchor.right - width : anchor.left;
      const maxHeight = Math.max(120, Math.min(tallest, up ? above : below));
      setPlace({
        left: Math.max(8, Math.min(wanted, innerWidth - width - 8)),
        top: up ? Math.max(8, anchor.top - gap - Math.min(height, maxHeight)) : anchor.bottom + gap,
        maxHeight,
        minWidth: props.matchWidth ? anchor.width : 0,
      });
    };
    position();
    const watch = new ResizeObserver(position);
    if (box.current?.firstElementChild) watch.observe(box.current.firstElementChild);
    addEventListener('resize', position);
    addEventListener('scroll', position, true);
    return () => {
      watch.disconnect();
      removeEventListener('resize', position);
      removeEventListener('scroll', position, true);
    };
  }, [props.anchor, props.align, props.matchWidth]);

  useEffect(() => {
    const away = (event: Event) => {
      const target = event.target as Node;
      if (!box.current?.contains(target) && !props.anchor.current?.contains(target)) props.onClose();
    };
    document.addEventListener('pointerdown', away, true);
    return () => document.removeEventListener('pointerdown', away, true);
  }, [props.anchor, props.onClose]);

  const style = place
    ? {
        left: `${place.left}px`,
        top: `${place.top}px`,
        maxHeight: `${place.maxHeight}px`,
        minWidth: place.minWidth ? `${place.minWidth}px` : '',
      }
    : // Not `visibility`: what is inside may want the focus at once.
      { opacity: '0' };
  return (
    <div ref={box} class={`floating ${props.class ?? ''}`} style={style}>
      <div>{props.children}</div>
    </div>
  );
}
