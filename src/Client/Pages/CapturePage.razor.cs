using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Playground.Captures;
using Playground.Client.Captures;
using Playground.Client.Play.Keys;
using Playground.Contracts;

namespace Playground.Client.Pages;

/// <summary>Takes a capture and shows it. It lives in this page alone; a bad one leaves the last good one where it is.</summary>
public sealed partial class CapturePage : IDisposable
{
    // A progress bar moves in steps that can be seen.
    private const int Step = 256 * 1024;

    private CancellationTokenSource? _reading;
    private OpenedCapture? _opened;
    private Sentence? _problem;
    private (string Name, long Size, int Read)? _coming;

    /// <summary>Where the page says which keys it has.</summary>
    [CascadingParameter]
    public KeyDesk? Keys { get; set; }

    [Inject]
    private IStringLocalizer<Texts> L { get; set; } = default!;

    /// <inheritdoc/>
    public void Dispose()
    {
        Keys?.Leave(this);
        _reading?.Cancel();
        _reading?.Dispose();
    }

    private async Task OpenAsync(InputFileChangeEventArgs chosen)
    {
        _reading?.Cancel();
        _reading?.Dispose();
        _reading = new();
        var gone = _reading.Token;
        (_problem, _coming) = (null, null);
        if (chosen.FileCount != 1)
        {
            _problem = new("One file at a time.");
            return;
        }

        var file = chosen.File;
        _coming = (file.Name, file.Size, 0);
        try
        {
            var upload = await CaptureUpload.ReadAsync(file, CaptureLimits.Default, read => Show(file, read), gone);
            // Twenty thousand segments take a moment, in which the page goes on.
            var opened = upload.Refused is null ? await Task.Run(() => OpenedCapture.Of(file.Name, upload.Octets), gone) : null;
            if (gone.IsCancellationRequested) return;
            _problem = upload.Refused ?? opened?.Reading.Refused;
            if (_problem is null)
            {
                _opened = opened;
                Keys?.Take(this, KeyUse.Ladder | KeyUse.Packets);
            }

            _coming = null;
        }
        catch (OperationCanceledException)
        {
            // Another file was dropped, or the page was left.
        }
    }

    private void Show(IBrowserFile file, int read)
    {
        if (_coming is not { } coming || (read - coming.Read < Step && read < file.Size)) return;
        _coming = (file.Name, file.Size, read);
        StateHasChanged();
    }
}
