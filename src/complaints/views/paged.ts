import type { KnownBlock } from '@slack/types';

// A view holds a hundred blocks and 250 kB; a page that people read is far smaller than either.
const mostBlocks = 70;
const mostText = 24_000;

/**
 * Puts groups of blocks, in their order, on as few pages as hold them; a group stays together. At least one page.
 */
export function pagesOf(groups: readonly (readonly KnownBlock[])[]): KnownBlock[][] {
  const pages: KnownBlock[][] = [];
  let room = { blocks: 0, text: 0 };
  for (const group of groups) {
    const needs = { blocks: group.length, text: JSON.stringify(group).length };
    const page = pages.at(-1);
    if (page && needs.blocks <= room.blocks && needs.text <= room.text) {
      page.push(...group);
    } else {
      pages.push([...group]);
      room = { blocks: mostBlocks, text: mostText };
    }
    room = { blocks: room.blocks - needs.blocks, text: room.text - needs.text };
  }
  return pages.length > 0 ? pages : [[]];
}
