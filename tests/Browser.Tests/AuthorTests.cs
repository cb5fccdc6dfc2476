using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>A challenge is written, seen, proved, tried and published, and somebody else solves it.</summary>
public sealed class AuthorTests(Browser browser)
{
    [Fact]
    public async Task An_instructor_writes_a_challenge_and_a_learner_solves_it()
    {
        await using var app = new PlaygroundApp();
        await using var author = new Player(await browser.OpenAsync(app.Address));
        var page = author.Page;
        await SignInAsync(author, app);
        await author.Tab.GoAsync("/author");
        var file = page.Locator("#challenge-file");
        await Expect(file).ToHaveValueAsync(new Regex("^id: say-it-twice"));
        await Expect(page.Locator(".preview h2")).ToHaveTextAsync("Say it twice");

        // What is wrong is told while one types, at its line, and a press leads there.
        var text = await file.InputValueAsync();
        await file.FillAsync(text.Replace("tier: 2", "tier: two", StringComparison.Ordinal));
        await Expect(page.Locator("#file-problems")).ToContainTextAsync("tier: a number from 1 to 4 belongs here, not 'two'.");
        await Expect(page.Locator(".numbers .wrong")).ToHaveTextAsync("⚠ 4");
        await Expect(page.Locator("#play-file")).ToBeDisabledAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Line 4" }).ClickAsync();
        await Expect(file).ToBeFocusedAsync();
        Assert.Equal("tier: two", await file.EvaluateAsync<string>("field => field.value.slice(field.selectionStart, field.selectionEnd)"));
        await page.Keyboard.TypeAsync("tier: 2");
        await Expect(page.Locator("#file-problems")).ToContainTextAsync("The file can be played.");

        await file.FillAsync(text.Replace("title: Say it twice", "title: Twice over", StringComparison.Ordinal));
        await Expect(page.Locator(".preview h2")).ToHaveTextAsync("Twice over");
        await page.Locator("#prove-file").ClickAsync();
        await Expect(page.Locator(".proofs li.holds")).ToHaveCountAsync(4);
        await page.Locator("#save-file").ClickAsync();
        await Expect(page.Locator("#save-file")).ToHaveTextAsync("Saved");
        await page.Locator("#publish-file").ClickAsync();
        await Expect(page.Locator(".says")).ToContainTextAsync("Published");

        // It is exported as a file, and imported again.
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("#export-file").ClickAsync());
        Assert.Equal("say-it-twice.yaml", download.SuggestedFilename);
        var saved = await download.PathAsync();
        await page.Locator("#import-file").SetInputFilesAsync(saved);
        await Expect(page.Locator(".preview h2")).ToHaveTextAsync("Twice over");
        Assert.Empty(author.Tab.Complaints);

        await using var learner = new Player(await browser.OpenAsync(app.Address));
        await learner.Tab.GoAsync("/challenges");
        await learner.Page.GetByRole(AriaRole.Button, new() { Name = "Start Twice over" }).ClickAsync();
        await learner.LiveAsync();
        var synAck = await learner.SeesAsync("server", "SYN, ACK");
        var word = Regex.Match(await learner.Page.Locator("#goals .brief").InnerTextAsync(), "Say ([A-Z]+) to").Groups[1].Value;
        await learner.TypeAsync("payload", word + word);
        await learner.SendAsync(["PSH", "ACK"], synAck.Ack!.Value, synAck.Seq + 1);
        await Expect(learner.Page.Locator("#result")).ToContainTextAsync("240");
        Assert.Empty(learner.Tab.Complaints);
    }

    [Theory]
    [InlineData(Window.Laptop)]
    [InlineData(Window.Phone)]
    public async Task The_author_s_page_is_readable_by_everybody_and_fits_its_width(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var author = new Player(await browser.OpenAsync(app.Address, window.Options()));
        var look = new Look(author.Page, window);
        await author.Tab.GoAsync("/author");
        await look.AtAsync("author-closed");
        await SignInAsync(author, app);
        await author.Tab.GoAsync("/author");
        await Expect(author.Page.Locator(".preview h2")).ToHaveTextAsync("Say it twice");
        await author.Page.Locator("#prove-file").ClickAsync();
        await Expect(author.Page.Locator(".proofs li.holds")).ToHaveCountAsync(4);
        await look.AtAsync("author");
        var file = author.Page.Locator("#challenge-file");
        await file.FillAsync((await file.InputValueAsync()).Replace("par: 1", "par: none", StringComparison.Ordinal));
        await Expect(author.Page.Locator("#file-problems")).ToContainTextAsync("par:");
        await look.AtAsync("author-wrong");

        // The line of a mistake can be read: ink of the card's own colour is nothing that axe tells.
        Assert.NotEqual(
            await author.Page.Locator("#file-problems").EvaluateAsync<string>("card => getComputedStyle(card).backgroundColor"),
            await author.Page.Locator("#file-problems .at").EvaluateAsync<string>("line => getComputedStyle(line).color"));
        var format = await author.Page.RunAndWaitForPopupAsync(() => author.Page.Locator("#format").ClickAsync());
        await Expect(format.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Writing a challenge");
        await new Look(format, window).AtAsync("author-format");
        await format.GetByRole(AriaRole.Link, new() { Name = "ladder.md" }).First.ClickAsync();
        await Expect(format.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Ladder notation");
        Assert.Empty(author.Tab.Complaints);
    }

    private static async Task SignInAsync(Player author, PlaygroundApp app)
    {
        await author.Tab.GoAsync((await app.SetupLinkAsync()).PathAndQuery);
        await author.Page.GetByLabel("E-mail address").FillAsync("ada@example.org");
        await author.Page.GetByLabel("Password").FillAsync("a long and quiet phrase");
        await author.Page.GetByRole(AriaRole.Button).First.ClickAsync();
        await Expect(author.Page.GetByText("You are signed in as ada@example.org.")).ToBeVisibleAsync();
    }
}
