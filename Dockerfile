# syntax=docker/dockerfile:1

FROM swift:6.3-bookworm AS build
WORKDIR /build
COPY scripts/install-dependencies scripts/build-release scripts/swagger-ui scripts/
RUN scripts/install-dependencies python3 python3-pip && rm -rf /var/lib/apt/lists/*
RUN cp -r "$(scripts/swagger-ui)" /usr/local/share/swagger-ui
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
COPY Examples Examples
# Swift's own libraries go into the binary; what is left to link to is Debian's, and the next stage installs it.
RUN --mount=type=cache,target=/build/.build \
    scripts/build-release \
    && strip --strip-debug -o /usr/local/bin/users .build/release/users

FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
    ca-certificates libargon2-1 libcrypt1 libcurl4 libjansson4 libmongoc-1.0-0 libsqlite3-0 libssl3 libstdc++6 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --home-dir /data --create-home --shell /usr/sbin/nologin accounts
COPY --from=build /usr/local/bin/users /usr/local/bin/users
COPY --from=build /usr/local/share/swagger-ui /usr/local/share/swagger-ui
COPY scripts/container-health /usr/local/bin/container-health
# A library that the list above lacks fails the build here rather than the first start.
RUN ! ldd /usr/local/bin/users | grep 'not found' && users version

USER accounts
WORKDIR /data
VOLUME /data
# libmongoc keeps no counters in shared memory, where a killed process leaves them behind.
ENV MONGOC_DISABLE_SHM=1
ENV HOST=0.0.0.0 PORT=3003 DATABASE_URL=sqlite:/data/users.db MAIL_URL=file:/data/mail \
    DOCS_ASSETS=/usr/local/share/swagger-ui
EXPOSE 3003
HEALTHCHECK --interval=5s --timeout=5s --start-period=40s CMD ["container-health"]
ENTRYPOINT ["users"]
CMD ["serve"]
