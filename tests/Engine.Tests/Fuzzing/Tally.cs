using Playground.Tcp;

namespace Playground.Tests.Fuzzing;

/// <summary>Counts the segments that met each state, and the rules that decided about them.</summary>
internal sealed class Tally
{
    private readonly long[] _states = new long[Enum.GetValues<TcpState>().Length];
    private readonly long[] _rules = new long[(int)Enum.GetValues<RfcRule>().Max() + 1];

    /// <summary>The segments of the state that met fewest.</summary>
    public long Fewest => _states.Min();

    /// <summary>How many rules have decided about something.</summary>
    public int Rules => _rules.Count(count => count > 0);

    public void Count(TcpState state, RfcRule rule)
    {
        _states[(int)state]++;
        _rules[(int)rule]++;
    }

    public override string ToString() =>
        string.Join(", ", Enum.GetValues<TcpState>().Select(state => $"{state.ToName()} {_states[(int)state]}")) + $"; {Rules} rules";
}
