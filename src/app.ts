import { App, type Receiver } from '@slack/bolt';
import type { Services } from './context.js';
import { askerMiddleware } from './slack/asker.js';
import type { AskerCache } from './slack/asker-cache.js';
import type { Authorizer } from './slack/authorize.js';
import { forgetsClients } from './slack/bolt-clients.js';
import { boltLogger } from './slack/bolt-logger.js';
import { cleanBody } from './slack/clean-text.js';
import { oneClickAtATime } from './slack/double-click.js';
import { registerErrorHandler } from './slack/errors.js';
import { createHttpReceiver } from './slack/http-receiver.js';
import { installRoutes } from './slack/installing/routes.js';
import { findListenersByName } from './slack/listeners-by-name.js';
import { registerFeatures } from './slack/register.js';
import {
  type Ending,
  type SlackRequest,
  serveRequest,
  slackWaitsMs as usualWaitsMs,
} from './slack/serve-request.js';
import { createSocketReceiver } from './slack/socket-receiver.js';
import { clientSettings, listeningMs } from './slack/web-client.js';

/** How requests reach us: Slack's or the playground's signed HTTP, or sockets that we open. */
function receiverFor(services: Services, serve: (request: SlackRequest) => Promise<Ending>): Receiver {
  const { config, log } = services;
  if (config.mode === 'socket') return createSocketReceiver({ config, log, serve });
  return createHttpReceiver({
    signingSecret: config.signingSecret ?? '',
    routes: [
      {
        path: '/healthz',
        method: 'GET',
        handler: (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
        },
      },
      ...(config.oauth ? installRoutes(services, config.oauth) : []),
    ],
    log,
    serve,
  });
}

/** A Bolt app that knows what it is doing at the moment. */
export interface BatonApp {
  app: App;
  /** Resolves when no request is being worked on, or after `withinMs`. */
  idle(withinMs: number): Promise<void>;
}

/** Bolt with every feature's listeners. It takes requests once it is started. */
export function createApp({
  services,
  authorizer,
  cache,
  slackWaitsMs = usualWaitsMs,
}: {
  services: Services;
  authorizer: Authorizer;
  cache: AskerCache;
  /** Milliseconds after which an acknowledgement may come too late for Slack. */
  slackWaitsMs?: number | undefined;
}): BatonApp {
  const { log } = services;
  const running = new Set<Promise<Ending>>();
  // A command is acknowledged long before it is done, so its receiver alone cannot tell when we are idle.
  const serve = (request: SlackRequest) => {
    forgetClients();
    const work = serveRequest({ app, log, waitsMs: slackWaitsMs }, request);
    running.add(work);
    void work.finally(() => running.delete(work));
    return work;
  };
  const app = new App({
    clientOptions: clientSettings(services, { withinMs: listeningMs }),
    receiver: receiverFor(services, serve),
    authorize: authorizer.authorize,
    logger: boltLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
  });
  const forgetClients = forgetsClients(app);
  app.use(cleanBody);
  app.use(oneClickAtATime());
  app.use(askerMiddleware({ services, cache }));
  registerErrorHandler(app, services);
  findListenersByName(app);
  registerFeatures(app, services);
  return {
    app,
    async idle(withinMs) {
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, withinMs);
      });
      await Promise.race([Promise.allSettled([...running]), enough]);
      clearTimeout(timer);
    },
  };
}
