import type { Channel } from './world.js';

/** A channel in which nothing was said yet. */
export function makeChannel(input: {
  id: string;
  name: string;
  kind: Channel['kind'];
  creator: string;
  created: number;
  members: Iterable<string>;
  topic?: string;
  archived?: boolean;
}): Channel {
  return {
    id: input.id,
    name: input.name,
    kind: input.kind,
    archived: input.archived ?? false,
    topic: input.topic ?? '',
    purpose: '',
    creator: input.creator,
    created: input.created,
    members: new Set(input.members),
    timeline: [],
    byTs: new Map(),
    pins: new Set(),
    threads: new Map(),
    ephemerals: new Map(),
    lastRead: new Map(),
    bookmarks: [],
  };
}
