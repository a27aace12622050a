import { z } from 'zod';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** The 32 bytes that a text stands for, or null. */
export const keyBytes = (text: string): Buffer | null => {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
  return key.length === 32 ? key : null;
};

/** Every variable Baton knows. `.env.example` documents the same ones, in this order. */
export const variables = {
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
  SLACK_SIGNING_SECRET: z.string().min(16).optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/)
    .optional(),
  SLACK_CLIENT_SECRET: z.string().min(16).optional(),
  SLACK_MODE: z.enum(['socket', 'http']).optional(),
  SLACK_API_URL: z.url({ protocol: /^https?$/ }).default('https://slack.com/api/'),
  PORT: port(3000),
  PLAYGROUND_PORT: port(3100),
  PLAYGROUND_LANGUAGE: z.enum(['en', 'zh-CN']).optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/)
    .optional(),
  DATA_DIRECTORY: z.string().default('data'),
  BATON_KEY: z
    .string()
    .refine((text) => keyBytes(text) !== null)
    .optional(),
  BATON_ADMIN: z
    .string()
    .regex(/^[UW][A-Z0-9]+$/)
    .optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).optional(),
  MESSAGES_PER_MINUTE: z.coerce.number().int().min(1).default(300),
  NODE_ENV: z.enum(['production', 'development', 'test']).optional(),
} as const;

export type Variable = keyof typeof variables;

/** What each variable must look like, and an example: what a faulty start prints. */
export const guide: Record<Variable, { must: string; example: string }> = {
  SLACK_BOT_TOKEN: { must: 'be a bot token, which starts with xoxb-', example: 'xoxb-1234-5678-abc' },
  SLACK_APP_TOKEN: {
    must: 'be an app-level token, which starts with xapp-',
    example: 'xapp-1-A0123-456-abc',
  },
  SLACK_SIGNING_SECRET: {
    must: 'be the signing secret of the app’s Basic Information page',
    example: '8f742231b10e8888abcd99yyyzzz85a5',
  },
  SLACK_CLIENT_ID: {
    must: 'be the client ID of the app’s Basic Information page',
    example: '1234567890.1234567890123',
  },
  SLACK_CLIENT_SECRET: {
    must: 'be the client secret of the app’s Basic Information page',
    example: '33fea0113f5b1e5e5a1b2c3d4e5f6a7b',
  },
  SLACK_MODE: { must: 'be socket or http', example: 'http' },
  SLACK_API_URL: { must: 'be an http(s) address', example: 'https://slack.com/api/' },
  PORT: { must: 'be a port number from 0 to 65535', example: '3000' },
  PLAYGROUND_PORT: { must: 'be a port number from 0 to 65535', example: '3100' },
  PLAYGROUND_LANGUAGE: { must: 'be en or zh-CN', example: 'zh-CN' },
  DATABASE_URL: {
    must: 'be a PostgreSQL address or file: and a path',
    example: 'postgres://baton:secret@localhost:5432/baton',
  },
  DATA_DIRECTORY: { must: 'be a folder', example: './data' },
  BATON_KEY: {
    must: 'be 32 random bytes as 64 hexadecimal digits or base64',
    example: '(the output of: openssl rand -hex 32)',
  },
  BATON_ADMIN: { must: 'be a Slack member ID', example: 'U012ABCDEF' },
  LOG_LEVEL: { must: 'be debug, info, warn, error or silent', example: 'info' },
  MESSAGES_PER_MINUTE: { must: 'be a whole number of at least 1', example: '300' },
  NODE_ENV: { must: 'be production, development or test', example: 'production' },
};
