using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Playground.Server.Storage;

/// <summary>What SQLite remembers for a connection only, said to each as it opens.</summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    // NORMAL syncs the disk at checkpoints instead of at every commit, which makes commits some six times faster. In WAL mode a
    // commit is in the operating system's hands when it returns, so a killed process loses nothing; a power cut can cost the last
    // commits but never the database.
    private const string Settings = "PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000; PRAGMA foreign_keys = ON;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
