using System.Reflection;

namespace Playground.Tests;

/// <summary>Who may know whom: the arrows of the design, in the projects and in what the compiler made of them.</summary>
public class ArrowTests
{
    public static TheoryData<string, string[], string[]> Parts => new()
    {
        { "Shared", [], [] },
        { "Engine", ["Playground.Shared"], [] },
        { "Client", ["Playground.Shared"], ["QRCoder", "Radzen.Blazor"] },
        { "Server", ["Playground.Client", "Playground.Engine", "Playground.Shared"],
            [
                "Markdig", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Microsoft.EntityFrameworkCore.Design", "Microsoft.EntityFrameworkCore.Sqlite",
                "SQLitePCLRaw.bundle_e_sqlite3", "SQLitePCLRaw.core", "YamlDotNet",
            ] },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_project_names_only_what_its_part_may_use(string part, string[] projects, string[] packages)
    {
        Assert.Empty(Repository.References(part, "ProjectReference").Except(projects));
        Assert.Empty(Repository.References(part, "PackageReference").Except(packages));
    }

    [Theory]
    [InlineData("Shared")]
    [InlineData("Engine", "Playground.Shared")]
    public void A_pure_part_uses_the_base_library_and_no_framework(string part, params string[] parts)
    {
        Assert.Empty(Repository.References(part, "FrameworkReference"));
        Assert.Empty(Used(part).Where(name => !IsBaseLibrary(name)).Except(parts));
    }

    [Fact]
    public void The_client_uses_components_and_not_the_server_that_runs_them() =>
        Assert.Empty(Used("Client").Where(name => !IsBaseLibrary(name) && !IsForComponents(name)).Except(["Playground.Shared", "QRCoder", "Radzen.Blazor"]));

    private static IEnumerable<string> Used(string part) =>
        Assembly.Load($"Playground.{part}").GetReferencedAssemblies().Select(assembly => assembly.Name!);

    private static bool IsBaseLibrary(string name) =>
        name is "mscorlib" or "netstandard" || name.StartsWith("System.", StringComparison.Ordinal);

    private static bool IsForComponents(string name) =>
        name.StartsWith("Microsoft.AspNetCore.Components", StringComparison.Ordinal) && name != "Microsoft.AspNetCore.Components.Server"
        || name.StartsWith("Microsoft.Extensions.", StringComparison.Ordinal)
        || name is "Microsoft.AspNetCore.Authorization" or "Microsoft.JSInterop";
}
