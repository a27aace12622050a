import { expect, it } from 'vitest';
import { messageText, peopleIn } from '../../src/slack/message-text.js';

const users = new Map([['U0IVY', 'Ivy Chen']]);

it('a message’s own text, with people by name', () => {
  const message = { text: '<@U0IVY> hung up on &lt;Ann&gt;' };
  expect(messageText(message, { users })).toBe('@Ivy Chen hung up on <Ann>');
  expect(peopleIn(message)).toEqual(['U0IVY']);
});

it('a forwarded message’s words, with who wrote them', () => {
  const message = {
    text: '',
    attachments: [
      { is_share: true, author_name: 'Ann', text: 'The courier lost <https://a.example|it>', fallback: 'x' },
    ],
  };
  expect(messageText(message)).toBe('Ann: The courier lost it (https://a.example)');
  expect(messageText({ ...message, text: 'See:' })).toBe(
    'See:\n\nAnn: The courier lost it (https://a.example)',
  );
  expect(messageText({ attachments: [{ fallback: 'only this' }] })).toBe('only this');
  const nested = {
    message_blocks: [
      { message: { blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'a &amp; b' } }] } },
    ],
  };
  expect(messageText({ attachments: [nested] })).toBe('a & b');
});

it('the words of a message that consists of blocks', () => {
  const rich = {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'user', user_id: 'U0IVY' },
          { type: 'text', text: ' said <no>: ' },
          { type: 'link', url: 'https://a.example', text: 'proof' },
          { type: 'emoji', name: 'cry' },
        ],
      },
      {
        type: 'rich_text_list',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'two' }] },
        ],
      },
    ],
  };
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: 'Form 7 & 8' } },
    rich,
    { type: 'section', fields: [{ type: 'mrkdwn', text: 'a &lt; b' }] },
    {
      type: 'context',
      elements: [
        { type: 'image', image_url: 'x' },
        { type: 'mrkdwn', text: '<@U0IVY>' },
      ],
    },
  ];
  expect(messageText({ text: '', blocks }, { users })).toBe(
    'Form 7 & 8\n@Ivy Chen said <no>: proof (https://a.example):cry:\n• one\n• two\na < b\n@Ivy Chen',
  );
  expect(peopleIn({ blocks })).toEqual(['U0IVY']);
});

it('the names of its files', () => {
  expect(messageText({ text: '', files: [{ title: 'Contract', name: 'c.pdf' }, { name: 'x.png' }] })).toBe(
    'Contract\n\nx.png',
  );
});

it('nonsense says nothing', () => {
  expect(
    messageText({ blocks: [null, 7, {}, { type: 'section' }], attachments: ['x', {}], files: [{}] }),
  ).toBe('');
});
