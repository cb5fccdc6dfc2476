using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using FsCheck;
using Microsoft.FSharp.Core;

namespace Playground.Testing;

/// <summary>
/// Checks properties with the same cases in each run: every test has a seed of its own, made of its name. The environment variable
/// PLAYGROUND_EXPLORE_SEEDS draws that many new seeds for each test instead; a failure names the seed, and PLAYGROUND_PROPERTY_SEED
/// takes it back in.
/// </summary>
internal static class Seeded
{
    /// <summary>Checks a property; a failure throws, with the seed that shows it again.</summary>
    /// <param name="config">How many cases, and how large they grow.</param>
    /// <param name="property">What is to hold.</param>
    public static void Check(Config config, Property property)
    {
        foreach (var seed in Seeds()) Check(config, property, seed);
    }

    /// <summary>The seed of a test's name: the same on every machine.</summary>
    internal static ulong SeedOf(string test) => BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(test)));

    /// <summary>Checks a property with the cases of one seed.</summary>
    internal static void Check(Config config, Property property, ulong seed)
    {
        try
        {
            FsCheck.Check.One(config.WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None))), property);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"With PLAYGROUND_PROPERTY_SEED={seed}: {exception.Message}", exception);
        }
    }

    private static IEnumerable<ulong> Seeds()
    {
        if (Read("PLAYGROUND_PROPERTY_SEED") is { } seed) return [seed];
        if (Read("PLAYGROUND_EXPLORE_SEEDS") is { } count) return Enumerable.Range(0, (int)count).Select(_ => BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        return [SeedOf(TestContext.Current.Test?.TestDisplayName ?? throw new InvalidOperationException("A property is checked in a test, which gives it its name."))];
    }

    private static ulong? Read(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;
}
