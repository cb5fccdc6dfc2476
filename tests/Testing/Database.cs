using Microsoft.Data.Sqlite;

namespace Playground.Testing;

/// <summary>A look into a database's file, past the server: what a score or a draft is worth is what stands there.</summary>
public static class Database
{
    /// <summary>The first column of every row, as text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="sql">A query.</param>
    public static async Task<IReadOnlyList<string>> QueryAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The query is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetValue(0).ToString() ?? "");
        return rows;
    }

    /// <summary>Changes what stands there behind the server's back.</summary>
    public static async Task ChangeAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statement is the test's own.
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
