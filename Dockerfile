# docker build -t factcheck . && docker run --rm -v "$PWD:/copy:ro" factcheck check .
FROM rust:1.95-slim-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --locked --profile dist --bin factcheck

FROM debian:bookworm-slim
COPY --from=build /src/target/dist/factcheck /usr/local/bin/factcheck
# Articles are only read, so nobody needs to be root.
USER 65534:65534
WORKDIR /copy
ENTRYPOINT ["factcheck"]
CMD ["check", "."]
