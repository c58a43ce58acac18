# syntax=docker/dockerfile:1
# The portal on Deno. Give the configuration of your installation when the container starts:
#   docker run -p 7007:7007 -e APP_BASE_URL=… -e POSTGRES_HOST=… dockerfile-scorecard-portal

FROM node:24-trixie-slim AS deno
RUN --mount=type=cache,target=/root/.npm npm install --global deno@2.9.6 && deno --version
WORKDIR /src
COPY deno.json deno.lock package.json ./
COPY --parents packages/*/package.json plugins/*/package.json ./

FROM deno AS builder
RUN --mount=type=cache,target=/root/.cache/deno deno install --frozen --quiet
COPY tsconfig.json backstage.json app-config.yaml app-config.production.yaml ./
COPY scripts/ ./scripts/
COPY packages/ ./packages/
COPY plugins/ ./plugins/
RUN deno run -A scripts/buildFrontend.ts

# what runs needs no build tools and no test tools
FROM deno AS dependencies
RUN --mount=type=cache,target=/root/.cache/deno deno install --frozen --prod --quiet

FROM gcr.io/distroless/cc-debian13:nonroot AS runtime
WORKDIR /portal/packages/backend
COPY --from=dependencies /usr/local/lib/node_modules/deno/deno /usr/local/bin/deno
COPY --from=dependencies /src /portal
COPY --from=builder /src/app-config.yaml /src/app-config.production.yaml /src/backstage.json /portal/
COPY --from=builder /src/packages /portal/packages
COPY --from=builder /src/plugins /portal/plugins
ENV NODE_ENV=production DENO_DIR=/tmp/deno
USER 65532:65532
EXPOSE 7007
STOPSIGNAL SIGTERM
CMD ["deno", "run", "--no-prompt", "--cached-only", "--allow-env", "--allow-sys", "--allow-ffi", "--allow-net", "--allow-read", "--allow-write=/tmp", "src/index.ts", "--config", "../../app-config.yaml", "--config", "../../app-config.production.yaml"]
