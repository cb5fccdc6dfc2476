using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Playground.Tests;

/// <summary>
/// bunit asks for a later AngleSharp.Diffing than some feeds have; the one that is there serves, see docs/adr/0004-partial-package-feed.md.
/// </summary>
internal static class AssemblyResolution
{
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255",
        Justification = "The resolver must stand before bunit's first type loads.")]
    internal static void Install() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing"
            ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
