using Microsoft.AspNetCore.Components;

namespace Playground.Client.Play.Together;

/// <summary>A part of the page that shows something of the people in the room, and is drawn anew when they change.</summary>
public abstract class TogetherPart : ComponentBase, IDisposable
{
    /// <summary>The people; none in a replay.</summary>
    [CascadingParameter]
    public TogetherNow? Now { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Now is not null) Now.Changed -= OnChanged;
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (Now is not null) Now.Changed += OnChanged;
    }

    /// <summary>True when the change is one that is shown here.</summary>
    protected virtual bool IsNews() => true;

    private void OnChanged()
    {
        if (IsNews()) StateHasChanged();
    }
}
