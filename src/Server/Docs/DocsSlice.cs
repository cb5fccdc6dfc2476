using Markdig;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Playground.Server.Docs;

/// <summary>The descriptions that people need at hand while they write: of challenges, of the ladder notation, of the hub.</summary>
internal static class DocsSlice
{
    private static readonly MarkdownPipeline s_markdown = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "docs");

    /// <summary>Maps a page for each of them: <c>/docs/challenges</c>.</summary>
    public static void MapDocs(this WebApplication app)
    {
        foreach (var path in Directory.Exists(Folder) ? Directory.EnumerateFiles(Folder, "*.md") : [])
        {
            // Made when it is first asked for, and then kept: it never changes while the server runs.
            var page = new Lazy<object>(() => Page(File.ReadAllText(path)));
            app.MapGet($"/docs/{Path.GetFileNameWithoutExtension(path)}", () => new RazorComponentResult<DocPage>(page.Value));
        }

        app.MapGet("/docs/challenge.schema.json", () => Results.File(Path.Combine(Folder, "challenge.schema.json"), "application/schema+json"));
    }

    /// <summary>Links between the descriptions lead to their pages, and those to files of the project to what is served of them.</summary>
    private static object Page(string text)
    {
        var title = text.Split('\n')[0].TrimStart('#', ' ');
        var linked = text.Replace(".md)", ")", StringComparison.Ordinal).Replace("](../challenges/challenge.schema.json)", "](challenge.schema.json)", StringComparison.Ordinal);

        // What is wider than a phone scrolls inside itself, so the keyboard has to get there.
        var html = Markdown.ToHtml(linked, s_markdown).Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal).Replace("<table>", "<table tabindex=\"0\">", StringComparison.Ordinal);
        return new { Title = title, Html = html };
    }
}
