# syntax=docker/dockerfile:1
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source

# Packages first: they change less often than the source.
COPY global.json Directory.Build.props Directory.Packages.props ./
COPY eng/ eng/
COPY src/Shared/Playground.Shared.csproj src/Shared/
COPY src/Engine/Playground.Engine.csproj src/Engine/
COPY src/Client/Playground.Client.csproj src/Client/
COPY src/Server/Playground.Server.csproj src/Server/
RUN dotnet restore src/Server/Playground.Server.csproj

COPY .editorconfig ./
COPY challenges/ challenges/
COPY src/ src/
RUN dotnet publish src/Server/Playground.Server.csproj --no-restore --configuration Release --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The system's SQLite, whose security fixes come with the image.
RUN apt-get update \
  && apt-get install --yes --no-install-recommends libsqlite3-0 \
  && rm -rf /var/lib/apt/lists/* \
  && install --directory --owner="$APP_UID" --group="$APP_UID" --mode=0700 /data
WORKDIR /app
COPY --from=build /app .
USER $APP_UID
ENV ASPNETCORE_HTTP_PORTS="" \
    ASPNETCORE_URLS=http://+:5080 \
    Storage__Path=/data/playground.db
EXPOSE 5080
VOLUME /data
# The image has no curl; bash opens the connection itself.
HEALTHCHECK --interval=30s --timeout=3s --start-period=15s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/5080 && printf 'GET /health HTTP/1.0\\r\\n\\r\\n' >&3 && grep -q '^ok' <&3"]
ENTRYPOINT ["dotnet", "Playground.Server.dll"]
