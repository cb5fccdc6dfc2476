using Microsoft.Playwright;

namespace Playground.Tests;

/// <summary>The windows that pages are looked at in.</summary>
public enum Window
{
    Laptop,
    LaptopDark,
    Phone,
    PhoneDark,
}

internal static class Windows
{
    public static TheoryData<Window> All => [.. Enum.GetValues<Window>()];

    /// <summary>Each width once and each theme once: enough for a part whose page is looked at in all.</summary>
    public static TheoryData<Window> Two => [Window.Laptop, Window.PhoneDark];

    public static bool IsPhone(this Window window) => window is Window.Phone or Window.PhoneDark;

    /// <summary>A page of that size and theme on which nothing moves, so that a picture of it is always the same.</summary>
    public static BrowserNewContextOptions Options(this Window window) => new()
    {
        ViewportSize = window.IsPhone() ? new() { Width = 390, Height = 844 } : new() { Width = 1280, Height = 800 },
        ColorScheme = window is Window.LaptopDark or Window.PhoneDark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        HasTouch = window.IsPhone(),
    };

    /// <summary>A phone that is touched.</summary>
    public static BrowserNewContextOptions Touched => new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true };

    /// <summary>How pictures of it are named.</summary>
    public static string Name(this Window window) => window switch
    {
        Window.Laptop => "1280-light",
        Window.LaptopDark => "1280-dark",
        Window.Phone => "390-light",
        _ => "390-dark",
    };
}
