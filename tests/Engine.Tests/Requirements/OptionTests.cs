using Playground.Tcp;
using Playground.Tests.Stands;
using Playground.Wire;

namespace Playground.Tests.Requirements;

/// <summary>RFC 9293 §3.1: options may stand on any segment, and what cannot be read or means nothing here must do no harm.</summary>
public class OptionTests
{
    private static readonly string[] s_unread =
    [
        "FE04CAFE", // a kind nobody has assigned
        "0101010101FE02FE030000000000", // two of them, padded on both sides
        "02000000", // length zero
        "FE01FE01", // length one
        "0278FFFF", // a length past the end
    ];

    private static readonly string[] s_unasked =
    [
        "020402BC", // an MSS outside a SYN
        "0101080A0000000100000002", // timestamps that were not agreed on
        "0101050A0000006F00000079", // a SACK that was not agreed on
        "03030700", // a window scale outside a SYN
    ];

    public static TheoryData<TcpState, string, string> Rows()
    {
        var data = new TheoryData<TcpState, string, string>();
        foreach (var state in Enum.GetValues<TcpState>())
        {
            var isSynchronized = state is not (TcpState.Closed or TcpState.Listen or TcpState.SynSent);
            string[] kinds = isSynchronized ? ["ACK", "FIN, ACK", "RST", "SYN"] : ["SYN", "SYN, ACK", "RST, ACK", "ACK"];
            foreach (var bits in kinds)
            {
                foreach (var options in isSynchronized ? [.. s_unread, .. s_unasked] : s_unread) data.Add(state, bits, options);
            }
        }

        return data;
    }

    [Theory]
    [Trait("RFC9293", "MUST-5")]
    [Trait("RFC9293", "MUST-6")]
    [Trait("RFC9293", "MUST-7")]
    [MemberData(nameof(Rows))]
    public void Options_that_say_nothing_change_nothing(TcpState state, string bits, string options)
    {
        var (plain, verdict, answers) = Receive(state, bits, default);
        var (same, sameVerdict, sameAnswers) = Receive(state, bits, OptionsCodec.Decode(Convert.FromHexString(options)));

        Assert.Equal((verdict, plain.State, plain.Application.Text), (sameVerdict, same.State, same.Application.Text));
        Assert.Equal(answers, sameAnswers);
    }

    [Theory]
    [Trait("RFC9293", "MUST-5")]
    [InlineData("ACK")]
    [InlineData("FIN, ACK")]
    public void Text_is_read_behind_options(string bits)
    {
        var (stand, verdict, _) = Receive(TcpState.Established, bits, OptionsCodec.Decode(Convert.FromHexString(s_unread[0])));

        Assert.Equal((Outcome.Accepted, "text"), (verdict.Outcome, stand.Application.Text));
    }

    private static (Stand Stand, Verdict Verdict, Segment[] Answers) Receive(TcpState state, string bits, SegmentOptions options)
    {
        var stand = Stand.In(state);
        Assert.True(ControlBitNames.TryParse(bits, out var parsed));
        var next = stand.Connection is null ? stand.FromPeer with { Ack = new(777) }
            : state == TcpState.SynSent ? stand.FromPeer with { Ack = stand.Tcb.SndNxt }
            : stand.Next;
        var arrival = stand.Receive(next with { Bits = parsed, Options = options, Payload = Stand.Text("text") });
        return (stand, arrival.Verdict, arrival.Answers);
    }
}
