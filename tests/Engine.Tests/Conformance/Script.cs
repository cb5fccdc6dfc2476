using System.Reflection;

namespace Playground.Tests.Conformance;

/// <summary>
/// One scripted exchange: what arrives, what the user calls, and everything that must leave, each to the microsecond. The notation is
/// told in <c>Conformance/README.md</c>.
/// </summary>
internal sealed record Script(string Title, string Setup, string[] Lines)
{
    /// <summary>All scripts of a file, by their titles.</summary>
    public static Dictionary<string, Script> Load(TextReader reader)
    {
        var scripts = new Dictionary<string, Script>();
        var lines = reader.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries);
        for (var i = 0; i < lines.Length;)
        {
            if (!lines[i++].StartsWith("## ", StringComparison.Ordinal)) continue;
            var body = lines[i..].TakeWhile(line => !line.StartsWith("## ", StringComparison.Ordinal)).Where(line => line.Length > 0 && line[0] != '#').ToArray();
            var setup = body is [var first, ..] && first.StartsWith("with ", StringComparison.Ordinal) ? first[5..] : "";
            var script = new Script(lines[i - 1][3..], setup, setup.Length > 0 ? body[1..] : body);
            scripts.Add(script.Title, script);
        }

        return scripts;
    }

    /// <summary>All scripts of a file in this folder.</summary>
    public static Dictionary<string, Script> OfFile(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Conformance.{name}.txt");
        using var reader = new StreamReader(stream!);
        return Load(reader);
    }
}
