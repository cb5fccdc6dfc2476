using System.Xml.Linq;

namespace Playground.Tests;

/// <summary>The source as it lies in the repository.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The C# and Razor files below a folder, without what the build writes there.</summary>
    public static IEnumerable<string> Sources(params string[] folders) => folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories))
        .Where(file => Path.GetExtension(file) is ".cs" or ".razor")
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "Migrations"))
        .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>What a project of a part names, by the kind of reference.</summary>
    public static IEnumerable<string> References(string part, string kind) => XDocument
        .Load(Path.Combine(Root, "src", part, $"Playground.{part}.csproj"))
        .Descendants(kind)
        .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')) is var name && kind == "ProjectReference"
            ? name
            : reference.Attribute("Include")!.Value);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Playground.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException("The architecture tests read the source; run them where they were built, inside the repository.");
    }
}
