using FsCheck;
using FsCheck.Fluent;
using Playground.Tcp;

namespace Playground.Tests.Stands;

/// <summary>
/// Something that happens to a stand, as plain numbers that a generator can draw and shrink: mostly a segment whose numbers lie near the
/// edges that matter, sometimes a wait or a CLOSE.
/// </summary>
internal readonly record struct Blow(int Kind, int SeqFrom, int SeqOff, int AckFrom, int AckOff, int Text, ushort Window)
{
    private const int Close = 100;
    private const int Wait = 101;
    private const int Reopen = 102;

    private static readonly ControlBits[] s_bits =
    [
        ControlBits.None, ControlBits.Syn, ControlBits.SynAck, ControlBits.Ack, ControlBits.Ack, ControlBits.Ack, ControlBits.Ack | ControlBits.Psh,
        ControlBits.FinAck, ControlBits.FinAck, ControlBits.Fin, ControlBits.Rst, ControlBits.RstAck, ControlBits.Syn | ControlBits.Fin,
        ControlBits.Syn | ControlBits.Rst, ControlBits.SynAck | ControlBits.Fin, ControlBits.Ack | ControlBits.Urg, (ControlBits)0xFFF,
    ];

    public static Arbitrary<Blow[]> Arbitrary { get; } = Arb.From(Generator.ArrayOf(), Shrink);

    private static Gen<Blow> Generator =>
        from kind in Gen.Frequency((30, Gen.Choose(0, s_bits.Length - 1)), (1, Gen.Constant(Close)), (3, Gen.Constant(Wait)), (2, Gen.Constant(Reopen)))
        from seqFrom in Gen.Frequency((8, Gen.Constant(0)), (4, Gen.Choose(1, 5)))
        from seqOff in Gen.Frequency((8, Gen.Constant(0)), (4, Gen.Choose(-3, 3)), (1, Gen.Choose(-100, 100)))
        from ackFrom in Gen.Frequency((8, Gen.Constant(0)), (4, Gen.Choose(1, 5)))
        from ackOff in Gen.Frequency((8, Gen.Constant(0)), (2, Gen.Choose(-3, 3)))
        from text in Gen.Frequency((3, Gen.Constant(0)), (3, Gen.Choose(1, 10)), (1, Gen.Choose(1, 2000)))
        from window in Gen.Elements<ushort>(0, 1, 1000, 65535)
        select new Blow(kind, seqFrom, seqOff, ackFrom, ackOff, text, window);

    /// <summary>The segment; none where the blow is something else.</summary>
    public Segment? SegmentFor(Stand stand)
    {
        if (Kind >= s_bits.Length) return null;
        var tcb = stand.Connection?.Tcb ?? default;
        var seq = SeqFrom switch { 0 => tcb.RcvNxt, 1 => tcb.Irs, 2 => tcb.RcvNxt + tcb.RcvWnd, 3 => tcb.RcvNxt + 0x8000_0000, 4 => default, _ => tcb.RcvNxt + 10 };
        var ack = AckFrom switch { 0 => tcb.SndNxt, 1 => tcb.SndUna, 2 => tcb.Iss, 3 => tcb.SndUna - 1000, 4 => tcb.SndUna + 0x8000_0000, _ => default };
        return stand.FromPeer with
        {
            Bits = s_bits[Kind],
            Seq = seq + unchecked((uint)SeqOff),
            Ack = ack + unchecked((uint)AckOff),
            Payload = new byte[Text],
            Window = Window,
            Checksum = SeqOff == 77 ? (ushort)1 : null,
        };
    }

    /// <summary>The segment from one end to the other, by what each of them holds.</summary>
    public Segment? SegmentFor(in Tcb own, in Tcb other) => Kind >= s_bits.Length ? null : new Segment
    {
        Bits = s_bits[Kind],
        Seq = (SeqFrom < 3 ? own.SndNxt : other.RcvNxt) + unchecked((uint)SeqOff),
        Ack = (AckFrom < 3 ? own.RcvNxt : other.SndNxt) + unchecked((uint)AckOff),
        Payload = new byte[Text],
        Window = Window,
    };

    /// <summary>Does what is no segment: waits, closes, or opens again.</summary>
    public void DoOther(Stand stand)
    {
        if (Kind == Wait) stand.WaitUntil((stand.Now - stand.Began).TotalSeconds + (Text / 10.0));
        else if (Kind == Close && stand.Connection is not null) stand.Close();
        else if (Kind == Reopen && stand.Connection is null && Text % 2 == 0) stand.Open();
    }

    private static IEnumerable<Blow[]> Shrink(Blow[] blows)
    {
        for (var i = 0; i < blows.Length; i++) yield return [.. blows[..i], .. blows[(i + 1)..]];
        for (var i = 0; i < blows.Length; i++)
        {
            foreach (var simpler in blows[i].Simpler()) yield return [.. blows[..i], simpler, .. blows[(i + 1)..]];
        }
    }

    private IEnumerable<Blow> Simpler()
    {
        if (SeqOff != 0) yield return this with { SeqOff = 0 };
        if (AckOff != 0) yield return this with { AckOff = 0 };
        if (Text != 0) yield return this with { Text = 0 };
        if (SeqFrom != 0) yield return this with { SeqFrom = 0 };
        if (AckFrom != 0) yield return this with { AckFrom = 0 };
    }
}
