# syntax=docker/dockerfile:1
# Build: everything, as `npm ci` does it.
FROM node:24-slim AS build
WORKDIR /baton
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
RUN npm run prepare

# Runtime dependencies only. The Prisma CLI is a peer of the client and survives --omit=dev with all that it
# brings (230 MB). Nothing of it is needed to run: Baton applies its migrations itself.
FROM node:24-slim AS dependencies
WORKDIR /baton
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --ignore-scripts \
 && cd node_modules \
 && rm -rf .bin/prisma prisma effect elkjs react-dom remeda typescript @electric-sql @typescript @visx \
      @prisma/config @prisma/dev @prisma/engines @prisma/engines-version @prisma/fetch-engine \
      @prisma/get-platform @prisma/query-plan-executor @prisma/streams-local @prisma/studio-core

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /baton
COPY --from=dependencies /baton/node_modules ./node_modules
COPY --from=build /baton/dist ./dist
COPY --from=build /baton/prisma/migrations ./prisma/migrations
COPY package.json LICENSE ./
RUN mkdir data && chown node:node data
USER node
VOLUME /baton/data
EXPOSE 3000
# Slim has no curl: Node asks itself.
HEALTHCHECK --interval=30s --timeout=5s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "--max-semi-space-size=4", "dist/main.js"]
