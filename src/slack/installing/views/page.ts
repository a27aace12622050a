import { createHash } from 'node:crypto';
import type { Locale, Messages } from '../../../messages/index.js';

/** How an installation ended, for the person at the browser. */
export type Ending =
  | { kind: 'installed'; team: string; openUrl: string }
  | { kind: 'cancelled' | 'expired' | 'enterprise' }
  | { kind: 'refused' | 'misconfigured'; error: string; reference: string }
  | { kind: 'unavailable'; reference: string };

const statuses: Record<Ending['kind'], number> = {
  installed: 200,
  cancelled: 200,
  expired: 400,
  enterprise: 400,
  refused: 400,
  misconfigured: 500,
  unavailable: 503,
};

const style = `
:root { color-scheme: light dark; font: 17px/1.55 system-ui, sans-serif; }
main { max-width: 32rem; margin: 12vh auto; padding: 0 1.25rem; }
h1 { font-size: 1.5rem; line-height: 1.3; }
a { display: inline-block; margin-top: .5rem; padding: .6rem 1.1rem; border-radius: .4rem; background: #1d3d5c;
  color: #fff; text-decoration: none; }
small { display: block; margin-top: 2rem; opacity: .7; }`;

/** Nothing but its own style: no script, no picture, no frame around it. */
const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Page {
  status: number;
  headers: Record<string, string>;
  html: string;
}

/** A plain page that says how it ended and what to do next. */
export function endingPage({ t, locale, ending }: { t: Messages; locale: Locale; ending: Ending }): Page {
  const texts = t.slack.install;
  const { title, text } = wordsOf(texts, ending);
  const next =
    ending.kind === 'installed' ? link(ending.openUrl, texts.openSlack) : link('/slack/install', texts.again);
  const reference =
    'reference' in ending ? `<small>${html(texts.reference({ reference: ending.reference }))}</small>` : '';
  return {
    status: statuses[ending.kind],
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    },
    html: `<!doctype html>
<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${html(title)}</title><style>${style}</style></head>
<body><main><h1>${html(title)}</h1><p>${html(text)}</p>${next}${reference}</main></body></html>
`,
  };
}

function wordsOf(texts: Messages['slack']['install'], ending: Ending): { title: string; text: string } {
  switch (ending.kind) {
    case 'installed':
      return { title: texts.installed.title({ team: ending.team }), text: texts.installed.text };
    case 'refused':
    case 'misconfigured': {
      const { title, text } = texts[ending.kind];
      return { title, text: text({ error: ending.error }) };
    }
    default:
      return texts[ending.kind];
  }
}

const link = (href: string, text: string) => `<a href="${html(href)}">${html(text)}</a>`;

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
