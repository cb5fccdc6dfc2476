using Bunit;
using Playground.Client.Layout;
using Playground.Client.Play.Packets;

namespace Playground.Tests;

/// <summary>Fields with a greatest length tell of a paste that is longer, and let the browser cut nothing.</summary>
public class PasteGuardTests : PageTest
{
    [Fact]
    public void The_filter_and_the_field_for_a_code_are_guarded()
    {
        var module = JSInterop.SetupModule("./_content/Playground.Client/Widgets/PasteGuard.razor.js");
        module.Mode = JSRuntimeMode.Loose;
        var filter = Render<FilterBox>();
        var join = Render<JoinByCode>();

        Assert.Equal(["packet-filter", "code"], module.Invocations["guard"].Select(call => call.Arguments[0]));
        Assert.Equal("2000", filter.Find("#packet-filter").GetAttribute("maxlength"));
        Assert.Equal("alert", filter.Find("#packet-filter-too-long").GetAttribute("role"));
        Assert.Equal("alert", join.Find("#code-too-long").GetAttribute("role"));
    }
}
