using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Loader;

namespace Playground.Server.Storage;

/// <summary>
/// Loads SQLite. EF Core asks for SQLitePCLRaw 2.1 and some package feeds end at 2.0.6, which works as well but has the lower
/// assembly version; see docs/adr/0004-partial-package-feed.md. The native library is the operating system's where it has one,
/// so that its security fixes are ours too, else the one in the package.
/// </summary>
internal static class SqliteNative
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "It must stand before the first type of EF Core is touched, by the host, a test or a tool.")]
    internal static void Load()
    {
        AssemblyLoadContext.Default.Resolving += LowerVersion;
        NativeLibrary.SetDllImportResolver(typeof(SQLitePCL.SQLite3Provider_e_sqlite3).Assembly, SystemLibrary);
    }

    private static System.Reflection.Assembly? LowerVersion(AssemblyLoadContext context, System.Reflection.AssemblyName name)
    {
        if (name.Name?.StartsWith("SQLitePCLRaw.", StringComparison.Ordinal) != true) return null;
        var file = Path.Combine(AppContext.BaseDirectory, name.Name + ".dll");
        return File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
    }

    private static nint SystemLibrary(string library, System.Reflection.Assembly assembly, DllImportSearchPath? path) =>
        library == "e_sqlite3" && OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libsqlite3.so.0", out var system) ? system : 0;
}
