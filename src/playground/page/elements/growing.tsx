import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

type TextareaProps = Omit<JSX.IntrinsicElements['textarea'], 'onInput' | 'value' | 'rows' | 'ref'>;

/** A text area that grows with what is typed. */
export function Growing(
  props: TextareaProps & {
    value: string;
    minRows: number;
    maxRows: number;
    onText: (text: string, field: HTMLTextAreaElement) => void;
    fieldRef?: { current: HTMLTextAreaElement | null };
  },
) {
  const { minRows, maxRows, onText, fieldRef, ...rest } = props;
  const own = useRef<HTMLTextAreaElement>(null);
  const ref = fieldRef ?? own;
  useLayoutEffect(() => {
    const field = ref.current;
    if (!field) return;
    field.style.height = 'auto';
    const style = getComputedStyle(field);
    const line = Number.parseFloat(style.lineHeight) || 20;
    const frame = field.offsetHeight - field.clientHeight;
    const padding = Number.parseFloat(style.paddingTop) + Number.parseFloat(style.paddingBottom);
    const wanted = Math.min(field.scrollHeight, maxRows * line + padding);
    field.style.height = `${Math.max(wanted, minRows * line + padding) + frame}px`;
  }, [props.value, minRows, maxRows]);
  return (
    <textarea
      {...rest}
      ref={ref}
      rows={minRows}
      onInput={(event) => onText(event.currentTarget.value, event.currentTarget)}
    />
  );
}
