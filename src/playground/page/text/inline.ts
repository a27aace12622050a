/** What a line of text is made of, after mrkdwn or Markdown was read. Rendered as elements, never as HTML. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'style'; style: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'code'; text: string }
  | { kind: 'link'; url: string; children: Inline[] }
  | { kind: 'user'; id: string }
  | { kind: 'channel'; id: string; label?: string }
  | { kind: 'group'; id: string; label?: string }
  | { kind: 'broadcast'; range: string }
  | { kind: 'date'; timestamp: number; format: string; fallback: string; url?: string }
  | { kind: 'emoji'; name: string }
  | { kind: 'break' };

export type TextBlock =
  | { kind: 'paragraph'; inlines: Inline[] }
  | { kind: 'heading'; level: number; inlines: Inline[] }
  | { kind: 'quote'; children: TextBlock[] }
  | { kind: 'pre'; text: string }
  | { kind: 'list'; ordered: boolean; start: number; items: ListItem[] }
  | { kind: 'table'; align: Align[]; header: Inline[][]; rows: Inline[][][] }
  | { kind: 'rule' };

export type Align = 'left' | 'center' | 'right';

export type ListItem = { checked?: boolean; inlines: Inline[]; children: TextBlock[] };

/** Undoes the three escapes that Slack defines; nothing else is an entity. */
export function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** An address that may stand in a link; everything else (javascript:, data: …) stays text. */
export function isSafeUrl(url: string): boolean {
  return /^(https?:\/\/|mailto:|tel:|slack:\/\/)/i.test(url.trim());
}
