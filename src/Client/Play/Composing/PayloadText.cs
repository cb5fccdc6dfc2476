using System.Globalization;
using System.Text;

namespace Playground.Client.Play.Composing;

/// <summary>A payload as it is typed: text, with <c>\r</c>, <c>\n</c>, <c>\t</c>, <c>\\</c> and <c>\xNN</c> for octets.</summary>
public static class PayloadText
{
    /// <summary>The octets, as far as the text says them; an escape that is not finished stands for itself.</summary>
    public static byte[] Read(string? text)
    {
        text ??= "";
        var octets = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var rest = text.AsSpan(i);
            if (rest.Length >= 4 && rest[0] == '\\' && rest[1] == 'x'
                && byte.TryParse(rest[2..4], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var octet))
            {
                octets.Add(octet);
                i += 3;
            }
            else if (rest.Length >= 2 && rest[0] == '\\' && Escaped(rest[1]) is { } one)
            {
                octets.Add(one);
                i++;
            }
            else
            {
                var length = char.IsHighSurrogate(rest[0]) && rest.Length > 1 ? 2 : 1;
                octets.AddRange(Encoding.UTF8.GetBytes(rest[..length].ToString()));
                i += length - 1;
            }
        }

        return [.. octets];
    }

    private static byte? Escaped(char letter) => letter switch
    {
        'r' => (byte)'\r',
        'n' => (byte)'\n',
        't' => (byte)'\t',
        '\\' => (byte)'\\',
        _ => null,
    };
}
