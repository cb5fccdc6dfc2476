using System.Buffers.Binary;
using System.Globalization;

namespace Playground.Tests.Conformance;

/// <summary>TCP options as a script writes them: <c>mss 1000,sackOK,ts 7 0,ws 3,sack 5-9,tfo,tfo 0102,hex 1e03ff</c>.</summary>
internal static class OptionText
{
    /// <summary>The octets of a list, without padding between them.</summary>
    /// <param name="text">The list.</param>
    /// <param name="shift">What is to be added to the numbers of SACK blocks.</param>
    /// <param name="word">Tells what a word stands for: <c>last</c> for the last timestamp, <c>cookie</c>.</param>
    public static byte[] Write(string text, uint shift, Func<string, string> word)
    {
        var bytes = new List<byte>();
        foreach (var option in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = option.Split(' ').Select(word).ToArray();
            byte[] value = words[0] switch
            {
                "mss" => [2, 4, .. Bytes(Number(words[1]))[2..]],
                "ws" => [3, 3, (byte)Number(words[1])],
                "sackOK" => [4, 2],
                "sack" => [5, (byte)(2 + (8 * (words.Length - 1))), .. words[1..].SelectMany(block => Block(block, shift))],
                "ts" => [8, 10, .. Bytes(Number(words[1])), .. Bytes(Number(words[2]))],
                "tfo" => [34, (byte)(words.Length == 1 ? 2 : 2 + (words[1].Length / 2)), .. words.Length == 1 ? [] : Convert.FromHexString(words[1])],
                "hex" => Convert.FromHexString(words[1]),
                _ => throw new FormatException(option),
            };
            bytes.AddRange(value);
        }

        return [.. bytes];
    }

    /// <summary>The list of what stands in a header, No-Operations left out.</summary>
    public static string Read(byte[] options, uint shift)
    {
        var texts = new List<string>();
        for (var i = 0; i < options.Length && options[i] != 0;)
        {
            if (options[i] == 1)
            {
                i++;
                continue;
            }

            var value = options[(i + 2)..(i + options[i + 1])];
            texts.Add(options[i] switch
            {
                2 => $"mss {(value[0] << 8) + value[1]}",
                3 => $"ws {value[0]}",
                4 => "sackOK",
                5 => "sack " + string.Join(' ', value.Chunk(8).Select(block => $"{Read(block) - shift}-{Read(block[4..]) - shift}")),
                8 => $"ts {Read(value)} {Read(value[4..])}",
                34 => value.Length == 0 ? "tfo" : $"tfo {Convert.ToHexString(value)}",
                var kind => $"kind {kind}",
            });
            i += options[i + 1];
        }

        return string.Join(',', texts);
    }

    private static IEnumerable<byte> Block(string text, uint shift) => text.Split('-').SelectMany(edge => Bytes(unchecked(Number(edge) + shift)));

    private static uint Number(string text) => uint.Parse(text, CultureInfo.InvariantCulture);

    private static uint Read(byte[] value) => BinaryPrimitives.ReadUInt32BigEndian(value);

    private static byte[] Bytes(uint number) => [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
