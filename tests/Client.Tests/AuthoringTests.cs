using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Playground.Client.Authoring;
using Playground.Contracts;

namespace Playground.Tests;

/// <summary>The page where challenges are written: the file, what is wrong in it, its picture, and what its buttons do.</summary>
public class AuthoringTests : PageTest
{
    [Fact]
    public void Who_is_no_instructor_is_shown_the_way_to_sign_in_and_nothing_else()
    {
        Desk.May = false;
        var page = Render<AuthorPage>();
        Assert.Equal("sign-in?returnUrl=%2Fauthor", page.Find(".closed a").GetAttribute("href"));
        Assert.Empty(page.FindAll("textarea"));
    }

    [Fact]
    public void It_begins_with_an_example_and_its_picture()
    {
        var page = Render<AuthorPage>();
        Assert.Contains("The file can be played.", page.Find("#file-problems").TextContent, StringComparison.Ordinal);
        Assert.Equal("Made up", page.Find(".preview h2").TextContent);
        Assert.Equal(["The made-up goal"], page.FindAll(".preview ul li").Select(line => line.TextContent));
        Assert.Contains("id: say-it-twice", Desk.Checked[^1], StringComparison.Ordinal);
        Assert.True(page.Find("#publish-file").HasAttribute("disabled"));
    }

    [Fact]
    public async Task What_is_wrong_is_listed_by_line_keeps_the_last_picture_and_forbids_to_play()
    {
        var page = Render<AuthorPage>();
        await TypeAsync(page, "wrong");
        Assert.Contains("One thing is wrong", page.Find("#file-problems h2").TextContent, StringComparison.Ordinal);
        Assert.Contains("Line 7", page.Find("#file-problems li").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("textarea").GetAttribute("aria-invalid"));
        Assert.True(page.Find("#play-file").HasAttribute("disabled"));
        Assert.False(page.Find("#save-file").HasAttribute("disabled"));
        Assert.Equal("Made up", page.Find(".preview h2").TextContent);
        await TypeAsync(page, "right");
        Assert.False(page.Find("#play-file").HasAttribute("disabled"));
    }

    [Fact]
    public async Task What_is_saved_is_on_the_shelf_and_can_be_published_and_taken_back()
    {
        var page = Render<AuthorPage>();
        await TypeAsync(page, "right");
        page.Find("#save-file").Click();
        Assert.Equal("Saved", page.Find("#save-file").TextContent);
        Assert.Contains("draft", page.Find(".shelf li").TextContent, StringComparison.Ordinal);
        page.Find("#publish-file").Click();
        Assert.Contains("Published", page.Find(".says").TextContent, StringComparison.Ordinal);
        page.Find("#withdraw-file").Click();
        Assert.Equal([true, false], Desk.Published);
        Desk.Problem = new Sentence("Another challenge has that id already. Choose another one.");
        page.Find("#publish-file").Click();
        Assert.Equal("Another challenge has that id already. Choose another one.", page.Find(".says").TextContent);
    }

    [Fact]
    public void Its_proofs_are_listed_with_what_fails()
    {
        var page = Render<AuthorPage>();
        page.Find("#prove-file").Click();
        Assert.Equal(["holds", "fails"], page.FindAll(".proofs li").Select(line => line.ClassName));
        Assert.Contains("It does not win.", page.FindAll(".proofs li")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_thrown_away_at_the_second_press_and_played_at_once()
    {
        Desk.Files = [new AuthoredFile(Guid.NewGuid(), "Mine", "text", DateTime.UnixEpoch, false, true)];
        var page = Render<AuthorPage>();
        page.Find("#delete-file").Click();
        Assert.Empty(Desk.Deleted);
        Assert.Equal("Really throw away?", page.Find("#delete-file").TextContent);
        page.Find("#delete-file").Click();
        Assert.Single(Desk.Deleted);
        page.Find("#play-file").Click();
        Assert.EndsWith($"/r/{Views.Code}", Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_is_imported_and_one_that_is_too_long_is_refused()
    {
        var page = Render<AuthorPage>();
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("id: imported", "one.yaml"));
        page.WaitForAssertion(() => Assert.Equal("id: imported", Desk.Checked[^1]));
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(new string('a', (4 * IAuthoring.MostCharacters) + 1), "two.yaml"));
        page.WaitForAssertion(() => Assert.Contains("at most", page.Find(".says").TextContent, StringComparison.Ordinal));
        Assert.Equal("id: imported", Desk.Checked[^1]);
    }

    [Fact]
    public async Task The_editor_shows_its_text_marks_lines_and_tells_what_is_typed()
    {
        var module = JSInterop.SetupModule("./_content/Playground.Client/Authoring/SourceEditor.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        var hands = module.SetupModule("attach", _ => true);
        hands.Mode = JSRuntimeMode.Loose;
        var told = new List<string>();
        var editor = Render<SourceEditor>(with => with.Add(e => e.Id, "file").Add(e => e.Label, "File").Add(e => e.Text, "id: a").Add(e => e.TextChanged, told.Add));
        Assert.Equal("id: a", hands.Invocations["show"].Single().Arguments[0]);
        await editor.InvokeAsync(() => editor.Instance.OnTextAsync("id: b"));
        Assert.Equal(["id: b"], told);
        editor.Render(with => with.Add(e => e.Text, "id: b").Add(e => e.Problems, [new FileProblem(3, "x"), new FileProblem(3, "y")]));
        Assert.Single(hands.Invocations["show"]);
        Assert.Equal(new[] { 3 }, hands.Invocations["mark"].Single().Arguments[0]);
        await editor.Instance.GoToAsync(3);
        Assert.Equal(3, hands.Invocations["goTo"].Single().Arguments[0]);
        Assert.Equal("file", editor.Find("textarea").Id);
    }

    private static Task TypeAsync(IRenderedComponent<AuthorPage> page, string text) =>
        page.InvokeAsync(() => page.FindComponent<SourceEditor>().Instance.OnTextAsync(text));
}
