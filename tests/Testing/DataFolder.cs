namespace Playground.Testing;

/// <summary>A folder of a test's own, gone with it.</summary>
public sealed class DataFolder : IDisposable
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("playground-").FullName;

    /// <summary>The database in it.</summary>
    public string Database => System.IO.Path.Combine(Path, "playground.db");

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Path, recursive: true);
}
