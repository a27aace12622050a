/** https://docs.slack.dev/messaging/working-with-files#uploading_files */
import { type Method, needArgs, needPostable } from './api-method.js';
import type { Ground } from './ground.js';
import { addMessage, newMessage } from './messages.js';
import { parseJson, plains, str } from './plain.js';
import { refuse } from './slack-refusal.js';
import { nextId, type StoredFile } from './world.js';

const TYPES: Record<string, string> = {
  csv: 'text/csv',
  txt: 'text/plain',
  json: 'application/json',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Puts a file into the workspace, shared nowhere yet. */
export function storeFile(
  ground: Ground,
  given: { name: string; user: string; size: number; mimetype?: string; content?: Buffer },
): StoredFile {
  const id = nextId(ground.world, 'F');
  const file: StoredFile = {
    id,
    name: given.name,
    title: given.name,
    mimetype:
      given.mimetype ??
      TYPES[given.name.split('.').at(-1)?.toLowerCase() ?? ''] ??
      'application/octet-stream',
    size: given.size,
    path: `/playground/file?id=${id}`,
    user: given.user,
    content: given.content ?? null,
    channels: new Set(),
  };
  ground.world.files.set(id, file);
  return file;
}

const getUploadUrl: Method = {
  scopes: ['files:write'],
  run(ground, args) {
    needArgs(args, 'filename', 'length');
    const size = Number(args.length);
    if (!Number.isInteger(size) || size <= 0)
      refuse('invalid_arguments', {
        response_metadata: { messages: ['[ERROR] invalid `length` [json-pointer:/length]'] },
      });
    const file = storeFile(ground, { name: str(args.filename), user: ground.world.app.botUser, size });
    return { upload_url: `${ground.origin()}/upload/v1/${file.id}`, file_id: file.id };
  },
};

const completeUpload: Method = {
  scopes: ['files:write'],
  run(ground, args) {
    const given = plains(typeof args.files === 'string' ? parseJson(args.files) : args.files);
    if (given.length === 0) needArgs({}, 'files');
    const files = given.map((one) => {
      const file = ground.world.files.get(str(one.id));
      if (!file || file.user !== ground.world.app.botUser) refuse('file_not_found');
      if (!file.content) refuse('file_not_found');
      if (str(one.title) !== '') file.title = str(one.title);
      return file;
    });
    const ids = [str(args.channel_id), ...str(args.channels).split(',')].filter(Boolean);
    for (const id of ids) {
      const channel = needPostable(ground, id);
      for (const file of files) file.channels.add(channel.id);
      const message = newMessage(ground, {
        user: ground.world.app.botUser,
        bot: true,
        text: str(args.initial_comment),
        files: files.map(({ content: _c, user: _u, channels: _ch, ...info }) => info),
        ...(str(args.thread_ts) && { thread_ts: str(args.thread_ts) }),
      });
      addMessage(ground, channel, message);
    }
    return {
      files: files.map((one) => ({
        id: one.id,
        title: one.title,
        name: one.name,
        mimetype: one.mimetype,
        size: one.size,
      })),
    };
  },
};

/** The file of a multipart form, or the raw bytes: Slack takes both. */
async function uploadedBytes(content: Buffer, type: string): Promise<Buffer | undefined> {
  if (!type.startsWith('multipart/form-data')) return content;
  try {
    const form = await new Response(new Uint8Array(content), {
      headers: { 'content-type': type },
    }).formData();
    for (const part of form.values()) {
      if (typeof part !== 'string') return Buffer.from(await part.arrayBuffer());
    }
  } catch {
    // Not the form it says it is.
  }
  return undefined;
}

/** What is sent to an upload_url. Slack takes it once, in the announced length. */
export async function receiveUpload(
  ground: Ground,
  id: string,
  sent: { content: Buffer; type: string },
): Promise<{ status: number; text: string }> {
  const file = ground.world.files.get(id);
  if (!file || file.content) return { status: 404, text: 'not found' };
  const content = await uploadedBytes(sent.content, sent.type);
  if (content?.length !== file.size) return { status: 400, text: 'wrong length' };
  file.content = content;
  return { status: 200, text: `OK - ${content.length}` };
}

export const fileMethods: Record<string, Method> = {
  'files.getUploadURLExternal': getUploadUrl,
  'files.completeUploadExternal': completeUpload,
};
