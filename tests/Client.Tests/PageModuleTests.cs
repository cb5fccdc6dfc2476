using Microsoft.JSInterop;
using Playground.Client.Widgets;

namespace Playground.Tests;

/// <summary>How a component's module is fetched, takes hold of the page and lets it go.</summary>
public sealed class PageModuleTests : IAsyncDisposable
{
    private readonly Page _page = new();

    public ValueTask DisposeAsync() => _page.DisposeAsync();

    private PageModule Module => new(_page, "Widgets/Modal", TimeSpan.FromMilliseconds(1));

    [Fact]
    public async Task A_module_that_cannot_be_fetched_ends_nothing_and_the_next_call_tries_again_under_another_address()
    {
        _page.Failures = 1;
        await using var module = Module;
        await module.CallAsync("open");
        Assert.Empty(_page.Called);
        await module.CallAsync("open");
        Assert.Equal(["open"], _page.Called);
        Assert.Equal(["./_content/Playground.Client/Widgets/Modal.razor.js", "./_content/Playground.Client/Widgets/Modal.razor.js?again=1"], _page.Fetched);
    }

    [Fact]
    public async Task What_takes_hold_waits_until_the_module_comes_and_does_so_once()
    {
        _page.Failures = 3;
        await using var module = Module;
        var first = module.AttachAsync("attach").AsTask();
        Assert.False(await module.AttachAsync("attach"));
        Assert.True(await first);
        Assert.True(module.IsAttached);
        Assert.False(await module.AttachAsync("attach"));
        Assert.Single(_page.Called, "attach");
        await module.TellAsync("drawn");
        await module.LetGoAsync();
        await module.TellAsync("drawn");
        Assert.Equal(["attach", "drawn", "stop"], _page.Called);
        Assert.True(await module.AttachAsync("attach"));
    }

    [Fact]
    public async Task Who_left_before_the_module_came_has_nothing_attached()
    {
        _page.Gate = new();
        var module = Module;
        var attaching = module.AttachAsync("attach").AsTask();
        await module.DisposeAsync();
        _page.Gate.SetResult();
        Assert.False(await attaching);
        Assert.Empty(_page.Called);
    }

    [Fact]
    public async Task Where_the_page_is_gone_calls_do_nothing()
    {
        await using var module = Module;
        Assert.True(await module.AttachAsync("attach"));
        _page.IsGone = true;
        await module.TellAsync("drawn");
        await module.CallAsync("open");
        await module.ReachAsync("listen");
        Assert.Equal(0, await module.CallAsync<int>("count"));
        Assert.Equal(["attach"], _page.Called);
    }

    [Fact]
    public async Task A_function_that_throws_is_no_missing_module()
    {
        await using var module = Module;
        await Assert.ThrowsAsync<JSException>(async () => await module.CallAsync("throws"));
    }

    [Theory]
    [InlineData("attach")]
    [InlineData("reach")]
    [InlineData("call")]
    [InlineData("count")]
    public async Task What_a_call_meets_that_comes_after_its_component_has_left_is_nobody_s_business(string how)
    {
        var module = Module;
        _page.Answer = new();
        var calling = how switch
        {
            "attach" => module.AttachAsync("throws").AsTask(),
            "reach" => module.ReachAsync("throws").AsTask(),
            "call" => module.CallAsync("throws").AsTask(),
            _ => module.CallAsync<int>("throws").AsTask(),
        };
        await module.DisposeAsync();
        _page.Answer.SetResult();
        await calling;
        Assert.False(module.IsAttached);
    }

    /// <summary>A page that fetches modules, or fails to.</summary>
    private sealed class Page : IJSRuntime, IJSObjectReference
    {
        public int Failures { get; set; }

        public bool IsGone { get; set; }

        /// <summary>Holds modules back.</summary>
        public TaskCompletionSource? Gate { get; set; }

        /// <summary>Holds back what a function throws.</summary>
        public TaskCompletionSource? Answer { get; set; }

        public List<string> Fetched { get; } = [];

        public List<string> Called { get; } = [];

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args) => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            if (IsGone) throw new JSDisconnectedException("The page is gone.");
            if (identifier == "throws")
            {
                if (Answer is not null) await Answer.Task;
                throw new JSException("It threw.");
            }

            if (identifier != "import")
            {
                Called.Add(identifier);
                return typeof(TValue) == typeof(IJSObjectReference) ? (TValue)(object)this : default!;
            }

            if (Gate is not null) await Gate.Task;
            Fetched.Add((string)args![0]!);
            return Failures-- > 0 ? throw new JSException("Failed to fetch dynamically imported module") : (TValue)(object)this;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
