using Microsoft.Data.Sqlite;
using Playground.Server.Startup;

namespace Playground.Server.Storage;

/// <summary>
/// The database's file. Before the first write it is looked at through a read-only connection, so that a file that can't be
/// used is left byte for byte as it was.
/// </summary>
internal sealed class DatabaseFile(string path) : IDisposable
{
    private const UnixFileMode OwnersFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersFolder = OwnersFile | UnixFileMode.UserExecute;

    private FileStream? _lock;

    /// <summary>The full path.</summary>
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>How to reach it.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder { DataSource = Path, ForeignKeys = true }.ConnectionString;

    /// <summary>Makes the file this server's own, and makes sure that it can be used.</summary>
    /// <param name="known">The migrations that this version knows.</param>
    /// <exception cref="CannotStartException">It can't be used.</exception>
    public void Open(IReadOnlyCollection<string> known)
    {
        TakeLock();
        if (!File.Exists(Path) || new FileInfo(Path).Length == 0) Create();
        else Inspect(known);
    }

    /// <inheritdoc/>
    public void Dispose() => _lock?.Dispose();

    /// <summary>A room has one owner, so a database has one server; the operating system lets go of the lock however that server ends.</summary>
    private void TakeLock()
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(Path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, OwnersFolder);
            _lock = new FileStream(Path + ".lock", Owners(FileMode.OpenOrCreate, FileShare.None));
        }
        catch (IOException e) when (IsHeldByAnother(e))
        {
            throw new CannotStartException($"Another server is using the database {Path}; stop that one first, or choose another file with --Storage:Path.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    private static bool IsHeldByAnother(IOException e)
    {
        const int sharingViolation = unchecked((int)0x80070020);
        const int tryAgainOnLinux = 11, tryAgainOnMac = 35;
        return e.HResult is sharingViolation or tryAgainOnLinux or tryAgainOnMac;
    }

    private void Create()
    {
        try
        {
            // SQLite gives the files beside it the same permissions.
            new FileStream(Path, Owners(FileMode.OpenOrCreate, FileShare.ReadWrite)).Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
    }

    private static FileStreamOptions Owners(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnersFile;
        return options;
    }

    private void Inspect(IReadOnlyCollection<string> known)
    {
        // A reader of a database in WAL mode makes two files beside it, both without content that matters, and leaves them.
        var beside = ((string[])[Path + "-wal", Path + "-shm"]).Where(file => !File.Exists(file)).ToList();
        try
        {
            RequireHeader();
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = Path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
            connection.Open();
            if (Read(connection, "PRAGMA quick_check(1)") is not ["ok"]) throw Damaged("its check failed");
            RequireKnownSchema(connection, known);
        }
        catch (SqliteException e)
        {
            throw Damaged(e.Message, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(e);
        }
        finally
        {
            beside.ForEach(File.Delete);
        }
    }

    private void RequireHeader()
    {
        Span<byte> start = stackalloc byte[16];
        using var file = new FileStream(Path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual("SQLite format 3\0"u8))
            throw Damaged("it is no SQLite database");
    }

    private void RequireKnownSchema(SqliteConnection connection, IReadOnlyCollection<string> known)
    {
        var tables = Read(connection, "SELECT name FROM sqlite_master WHERE type = 'table'");
        if (tables.Count == 0) return;
        if (!tables.Contains("__EFMigrationsHistory"))
            throw new CannotStartException($"The database {Path} belongs to another program and was left as it is; choose another file with --Storage:Path.");

        var unknown = Read(connection, "SELECT MigrationId FROM __EFMigrationsHistory ORDER BY MigrationId").Except(known).ToList();
        if (unknown.Count > 0)
            throw new CannotStartException($"The database {Path} is from a newer version of this server ({unknown[^1]}) and was left as it is; start that version, or choose another file with --Storage:Path.");
    }

    private static List<string> Read(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add(reader.GetString(0));
        return rows;
    }

    private CannotStartException Damaged(string reason, Exception? e = null) => new(
        $"The database {Path} is damaged ({reason.TrimEnd('.')}) and was left as it is; put a copy of it back, or move it away to start afresh.", e);

    private CannotStartException NotWritable(Exception e) => new(
        $"The database {Path} can't be written to ({e.Message.TrimEnd('.')}); give this user the right to write to its folder, or choose another file with --Storage:Path.", e);
}
