namespace Playground.Tests.Startup;

[Trait("Category", "Long")]
public sealed class RestartTests
{
    [Fact]
    public async Task A_participant_is_still_known_after_the_server_was_killed()
    {
        await using var server = await ServerProcess.StartAsync();
        using var visitor = new Visitor(server.Address);
        await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);
        var before = visitor.Cookie("participant");

        await server.KillAsync();
        await server.RestartAsync();

        using var answer = await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);
        Assert.NotNull(before);
        Assert.Equal(before, visitor.Cookie("participant"));
    }

    [Fact]
    public async Task The_database_is_its_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other permissions.");
        await using var server = await ServerProcess.StartAsync("--Storage:Path", "made/playground.db");
        var folder = Path.Combine(server.Data.Path, "made");

        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
        Assert.Equal(UnixFileMode.None, new DirectoryInfo(folder).UnixFileMode & others);
        Assert.All(new DirectoryInfo(folder).GetFiles(), file => Assert.Equal(UnixFileMode.None, file.UnixFileMode & others));
        Assert.Contains(new DirectoryInfo(folder).GetFiles(), file => file.Name == "playground.db-wal");
    }

    [Fact]
    public async Task A_server_killed_while_it_migrated_starts_again()
    {
        await using var server = await ServerProcess.StartAsync();
        await server.KillAsync();
        await using (var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={server.Data.Database};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var left = connection.CreateCommand();
            left.CommandText = """
                CREATE TABLE IF NOT EXISTS __EFMigrationsLock (Id INTEGER NOT NULL PRIMARY KEY, Timestamp TEXT NOT NULL);
                INSERT OR REPLACE INTO __EFMigrationsLock VALUES (1, '2026-01-01');
                """;
            await left.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await server.RestartAsync();
        Assert.Contains("Handshake Playground is at", server.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_console_shows_the_address_and_the_link_and_nothing_else()
    {
        await using var server = await ServerProcess.StartAsync();
        var link = await server.SetupLinkAsync();
        Assert.Equal(
            [$"Handshake Playground is at {server.Address}", $"There is no instructor yet. Whoever opens this link becomes one: {link}"],
            server.Output.Split('\n'));
    }
}
