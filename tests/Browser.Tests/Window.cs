using Microsoft.Playwright;

namespace Playground.Tests;

/// <summary>The windows that pages are looked at in.</summary>
public enum Window
{
    Laptop,
    LaptopDark,
    Phone,
    PhoneDark,
    Projector,
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
        ViewportSize = window.IsPhone() ? new() { Width = 390, Height = 844 }
            : window == Window.Projector ? new() { Width = 1920, Height = 1080 } : new() { Width = 1280, Height = 800 },
        StorageState = window == Window.Projector ? ProjectorCookie : null,
        ColorScheme = window is Window.LaptopDark or Window.PhoneDark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = ReducedMotion.Reduce,
        HasTouch = window.IsPhone(),
    };

    /// <summary>What the theme's switch keeps.</summary>
    private const string ProjectorCookie =
        """{ "cookies": [{ "name": "theme", "value": "projector", "domain": "127.0.0.1", "path": "/", "expires": -1, "httpOnly": false, "secure": false, "sameSite": "Lax" }], "origins": [] }""";

    /// <summary>A phone that is touched.</summary>
    public static BrowserNewContextOptions Touched => new() { ViewportSize = new() { Width = 390, Height = 844 }, HasTouch = true, IsMobile = true };

    /// <summary>How pictures of it are named.</summary>
    public static string Name(this Window window) => window switch
    {
        Window.Laptop => "1280-light",
        Window.LaptopDark => "1280-dark",
        Window.Phone => "390-light",
        Window.Projector => "1920-projector",
        _ => "390-dark",
    };
}
