import { App, type AppOptions, HTTPReceiver } from '@slack/bolt';
import type { Services } from './context.js';
import { askerMiddleware } from './slack/asker.js';
import type { AskerCache } from './slack/asker-cache.js';
import type { Authorizer } from './slack/authorize.js';
import { forgetsClients } from './slack/bolt-clients.js';
import { boltLogger } from './slack/bolt-logger.js';
import { cleanBody } from './slack/clean-text.js';
import { oneClickAtATime } from './slack/double-click.js';
import { registerErrorHandler } from './slack/errors.js';
import { installRoutes } from './slack/installing/routes.js';
import { findListenersByName } from './slack/listeners-by-name.js';
import { registerFeatures } from './slack/register.js';
import { clientSettings, listeningMs } from './slack/web-client.js';

/** How requests reach us: Slack's or the playground's signed HTTP, or a socket that Bolt opens. */
function transport(services: Services): Pick<AppOptions, 'receiver' | 'socketMode' | 'appToken'> {
  const { config, log } = services;
  if (config.mode === 'socket') return { socketMode: true, appToken: config.appToken ?? '' };
  const receiver = new HTTPReceiver({
    signingSecret: config.signingSecret ?? '',
    endpoints: '/slack/events',
    logger: boltLogger(log),
    customRoutes: [
      {
        path: '/healthz',
        method: 'GET',
        handler: (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n');
        },
      },
      ...(config.oauth ? installRoutes(services, config.oauth) : []),
    ],
  });
  return { receiver };
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
}: {
  services: Services;
  authorizer: Authorizer;
  cache: AskerCache;
}): BatonApp {
  const { log } = services;
  const running = new Set<Promise<void>>();
  const app = new App({
    clientOptions: clientSettings(services, { withinMs: listeningMs }),
    ...transport(services),
    authorize: authorizer.authorize,
    logger: boltLogger(log),
    convoStore: false,
    extendedErrorHandler: true,
  });
  // A command is acknowledged long before it is done, so its receiver alone cannot tell when we are idle.
  const processEvent = app.processEvent.bind(app);
  const forgetClients = forgetsClients(app);
  app.processEvent = (event) => {
    forgetClients();
    const work = processEvent(event);
    running.add(work);
    const done = () => running.delete(work);
    work.then(done, done);
    return work;
  };
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
