namespace Playground.Client;

/// <summary>Whether the browser is at the other end of the page's circuit. A page that nobody can see does not count as somebody who is there.</summary>
public interface IPageConnection
{
    /// <summary>True while the browser is there.</summary>
    bool IsUp { get; }

    /// <summary>The browser was lost, or is back.</summary>
    event Action? Changed;
}
