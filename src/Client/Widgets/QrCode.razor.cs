using System.Text;
using Microsoft.AspNetCore.Components;
using QRCoder;

namespace Playground.Client.Widgets;

/// <summary>A QR code of a text, drawn on the server.</summary>
public sealed partial class QrCode
{
    private string? _drawn;
    private string _path = "";
    private int _size;

    /// <summary>What it says.</summary>
    [Parameter, EditorRequired]
    public string Text { get; set; } = "";

    /// <summary>What it is, for who can't see it.</summary>
    [Parameter]
    public string Label { get; set; } = "";

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        if (_drawn == Text) return;
        _drawn = Text;
        using var code = QRCodeGenerator.GenerateQrCode(Text, QRCodeGenerator.ECCLevel.M);
        _size = code.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < _size; y++)
        {
            for (var x = 0; x < _size; x++)
            {
                if (code.ModuleMatrix[y][x]) path.Append($"M{x} {y}h1v1h-1z");
            }
        }

        _path = path.ToString();
    }
}
