namespace Playground.Engine;

/// <summary>
/// The room's seeded dice (SplitMix64): the same seed throws the same numbers on every machine. Not for secrets; the seed
/// itself never leaves the server.
/// </summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E37_79B9_7F4A_7C15;
            z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
            z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A number from 0 up to, not including, 1; always one throw.</summary>
    public double Fraction() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True with the given probability, 0 to 1.</summary>
    public bool Chance(double probability) => probability > 0 && Fraction() < probability;

    /// <summary>A number from 0 up to, not including, <paramref name="limit"/>, which is at least 1.</summary>
    public uint Below(uint limit) => (uint)(((UInt128)Next() * limit) >> 64);
}
