using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using Playground.Captures;
using Playground.Contracts;

namespace Playground.Client.Captures;

/// <summary>A file that a reader has handed over: its octets, or why there are none.</summary>
/// <param name="Octets">The octets; empty where it was refused.</param>
/// <param name="Refused">Why; none where it was read.</param>
public sealed record CaptureUpload(ReadOnlyMemory<byte> Octets, Sentence? Refused)
{
    private const int FirstRoom = 64 * 1024;

    /// <summary>Reads a file to its end or to the limit, whatever it says of its size, and holds no more than has come.</summary>
    /// <param name="file">The file, still in the reader's browser.</param>
    /// <param name="limits">How much is read.</param>
    /// <param name="read">Is told how many octets have come.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<CaptureUpload> ReadAsync(IBrowserFile file, CaptureLimits limits, Action<int> read, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(read);
        if (file.Size > limits.Octets)
            return new(default, new("The file has {0} octets; at most {1} are read here.", $"{file.Size}", $"{limits.Octets}"));
        try
        {
            await using var stream = file.OpenReadStream(limits.Octets, cancel);
            var (octets, count) = (new byte[(int)Math.Min(FirstRoom, file.Size)], 0);
            while (count < file.Size)
            {
                if (count == octets.Length) Array.Resize(ref octets, (int)Math.Min(2L * octets.Length, file.Size));
                var more = await stream.ReadAsync(octets.AsMemory(count), cancel);
                if (more == 0) break;
                count += more;
                read(count);
            }

            return new(octets.AsMemory(0, count), null);
        }
        catch (Exception problem) when (problem is IOException or JSException or TimeoutException)
        {
            return new(default, new("The file could not be read to its end. Was it moved or changed? Drop it again."));
        }
    }
}
