using System.Collections.Immutable;
using Playground.Engine.Worlds;
using Playground.Ladder;
using Playground.Tcp;

namespace Playground.Engine.Judging;

/// <summary>The calls of its user by which a TCP comes to send a segment (RFC 9293 §3.9.1).</summary>
internal static class UserCall
{
    /// <summary>The calls, in order; none for what a TCP sends of itself.</summary>
    public static ImmutableArray<SocketCall> Of(LadderSegment line)
    {
        if (line.Bits.Has(ControlBits.Rst)) return [new AbortCall()];
        if (line.Bits.Has(ControlBits.Syn)) return line.Bits.Has(ControlBits.Ack) ? [] : [new OpenCall(IsActive: true)];
        var calls = ImmutableArray.CreateBuilder<SocketCall>();
        if (line.Payload.Length > 0) calls.Add(new SendCall(line.Payload.ToMemory()));
        if (line.Bits.Has(ControlBits.Fin)) calls.Add(new CloseCall());
        return calls.DrainToImmutable();
    }
}
