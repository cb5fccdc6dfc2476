using System.Net;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Playground.Tests.Startup;

[Trait("Category", "Long")]
public sealed class RefusalTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        await File.WriteAllTextAsync(_data.Database, new string('x', 5000), TestContext.Current.CancellationToken);
        await RefusesAsync("is damaged (it is no SQLite database) and was left as it is");
    }

    [Theory]
    [InlineData(100, 4000)]
    [InlineData(4096, 40000)]
    public async Task A_database_with_garbage_in_it_is_refused_and_left_as_it_is(int from, int count)
    {
        await MakeDatabaseAsync();
        await using (var file = File.OpenWrite(_data.Database))
        {
            file.Position = from;
            file.Write(Enumerable.Repeat((byte)0xA5, count).ToArray());
        }

        await RefusesAsync("is damaged (");
    }

    [Fact]
    public async Task A_database_that_was_cut_short_is_refused_and_left_as_it_is()
    {
        await MakeDatabaseAsync();
        await using (var file = File.OpenWrite(_data.Database)) file.SetLength(file.Length / 2);
        await RefusesAsync("is damaged (");
    }

    [Fact]
    public async Task A_database_from_a_newer_version_is_refused_and_left_as_it_is()
    {
        await MakeDatabaseAsync();
        await ExecuteAsync("INSERT INTO __EFMigrationsHistory VALUES ('99990101000000_Tomorrow', '99.0.0')");
        await RefusesAsync("is from a newer version of this server (99990101000000_Tomorrow) and was left as it is");
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_is()
    {
        await ExecuteAsync("CREATE TABLE recipes (name TEXT)");
        await RefusesAsync("belongs to another program and was left as it is");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_refused()
    {
        var file = Path.Combine(_data.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        await RefusesAsync("can't be written to", "--Storage:Path", Path.Combine(file, "playground.db"));
    }

    [Fact]
    public async Task A_database_that_another_server_uses_is_refused()
    {
        await using var first = await ServerProcess.StartAsync();
        await RefusesAsync("Another server is using the database", "--Storage:Path", first.Data.Database);
    }

    [Fact]
    public async Task A_port_in_use_is_refused_before_the_database_is_touched()
    {
        await MakeDatabaseAsync();
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";
        await RefusesAsync($"The address {address}/ is in use", "--urls", address + "/");
    }

    [Fact]
    public async Task What_is_no_address_is_refused() => await RefusesAsync("is no address to listen on", "--urls", "playground");

    private async Task MakeDatabaseAsync()
    {
        await using var app = new PlaygroundApp();
        using var visitor = app.NewVisitor();
        await visitor.Http.GetAsync("/", TestContext.Current.CancellationToken);
        // Copied as SQLite copies a database in use: whole, and without the files beside it.
        await using var from = new SqliteConnection($"Data Source={app.Database};Pooling=False");
        await using var to = new SqliteConnection($"Data Source={_data.Database};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    private async Task ExecuteAsync(string command)
    {
        await using var connection = new SqliteConnection($"Data Source={_data.Database};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var what = connection.CreateCommand();
        what.CommandText = command;
        await what.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task RefusesAsync(string reason, params string[] arguments)
    {
        var before = Files();
        var (exitCode, output, errors) = await ServerProcess.RunToEndAsync(_data, ServerProcess.FreeAddress(), arguments);

        Assert.NotEqual(0, exitCode);
        Assert.Empty(output);
        var sentence = Assert.Single(errors.TrimEnd().Split('\n'));
        Assert.Contains(reason, sentence, StringComparison.Ordinal);
        Assert.EndsWith(".", sentence.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    private Dictionary<string, string> Files() => Directory.EnumerateFiles(_data.Path)
        .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal))
        .ToDictionary(file => file, file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))));
}
