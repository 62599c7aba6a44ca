# One image for the migrate job, the API and the worker; the command tells which.
FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY package.json tsconfig.json ./
COPY config ./config
COPY domain ./domain
COPY db ./db
COPY workflows ./workflows
COPY activities ./activities
COPY api ./api
COPY worker ./worker
COPY data ./data
COPY bin/migrate.ts ./bin/migrate.ts
COPY bin/parts/say.mjs ./bin/parts/say.mjs
# Root owns the code, the service runs as nobody who could change it.
USER node
EXPOSE 8080
CMD ["node", "api/server.ts"]
