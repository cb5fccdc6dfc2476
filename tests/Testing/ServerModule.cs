using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Playground.Testing;

/// <summary>Lets the server's module set up how SQLite is loaded before a test touches SQLite by itself.</summary>
internal static class ServerModule
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "A test may use SQLite before anything of the server.")]
    internal static void Load() => RuntimeHelpers.RunModuleConstructor(typeof(Program).Module.ModuleHandle);
}
