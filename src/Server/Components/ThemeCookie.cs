namespace Playground.Server.Components;

/// <summary>The theme that a reader chose, as the page's switch keeps it.</summary>
internal static class ThemeCookie
{
    private const string Name = "theme";

    /// <summary>The theme's name; none leaves it to the system's setting.</summary>
    public static string? Of(HttpContext? context) =>
        context?.Request.Cookies[Name] is "dark" or "light" or "projector" ? context.Request.Cookies[Name] : null;
}
