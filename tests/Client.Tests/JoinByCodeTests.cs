using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Playground.Client.Layout;

namespace Playground.Tests;

/// <summary>The field that takes a room's code.</summary>
public class JoinByCodeTests : PageTest
{
    private readonly IRenderedComponent<JoinByCode> _field;

    public JoinByCodeTests() => _field = Render<JoinByCode>();

    [Theory]
    [InlineData("k7qf2m")]
    [InlineData(" K7Q-F2M ")]
    public void A_code_is_read_as_people_type_it_and_leads_to_its_room(string typed)
    {
        Join(typed);
        Assert.EndsWith("/r/K7QF2M", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        Assert.Equal("", _field.Find("input").GetAttribute("value"));
    }

    [Theory]
    [InlineData("", "A code has six letters and digits.")]
    [InlineData("K7QF2", "A code has six letters and digits.")]
    [InlineData("K7QF2M4", "A code has six letters and digits.")]
    [InlineData("K7QF20", "No code has 0, 1, 5, I, L, O or U in it.")]
    [InlineData("HELLO2", "No code has 0, 1, 5, I, L, O or U in it.")]
    public void What_is_no_code_is_told_at_the_field_and_stays_there_until_it_is_changed(string typed, string says)
    {
        Join(typed);
        Assert.Equal((says, "true", typed), (_field.Find(".problem").TextContent, _field.Find("input").GetAttribute("aria-invalid"), _field.Find("input").GetAttribute("value")));
        Assert.Equal(_field.Find(".problem").Id, _field.Find("input").GetAttribute("aria-describedby"));
        _field.Find("input").Input("K");
        Assert.Empty(_field.FindAll(".problem"));
    }

    private void Join(string typed)
    {
        _field.Find("input").Input(typed);
        _field.Find("form").Submit();
    }
}
