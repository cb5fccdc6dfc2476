using Playground.Engine;
using Playground.Engine.Links;
using Playground.Tcp;
using Playground.Tests.Stands;

namespace Playground.Tests.Links;

/// <summary>A link with nobody at its ends: a test sends, and lets everything arrive.</summary>
internal sealed class Course(LinkSetup setup, ulong seed = 1)
{
    public Link Link { get; } = new(setup, ["client", "server"], new Dice(seed));

    public List<Sending> Sent { get; } = [];

    public List<Transit> Arrived { get; } = [];

    /// <summary>The text of what arrived, in order.</summary>
    public string Order => string.Concat(Arrived.Select(transit => System.Text.Encoding.ASCII.GetString(transit.Segment.Payload.Span)));

    /// <summary>A segment from the client; its sequence number is its text's first octet.</summary>
    public static Segment Segment(string text, ControlBits bits = ControlBits.Ack) =>
        Setups.FromClient with { Bits = bits, Seq = new(text.Length > 0 ? text[0] : 0u), Payload = Stand.Text(text) };

    public Sending Send(string text, double at = 0, string from = "client", ControlBits bits = ControlBits.Ack)
    {
        Receive(at);
        Sent.Add(Link.Send(from, Segment(text, bits), Instant.FromSeconds(at)));
        return Sent[^1];
    }

    /// <summary>Lets everything arrive that does so before a moment.</summary>
    public Course Receive(double until = double.MaxValue)
    {
        while (Link.PollAt is { } due && due.Seconds < until)
        {
            Assert.True(Link.TryReceive(due, out var transit));
            Assert.Equal(due, transit.ArrivesAt);
            Arrived.Add(transit);
        }

        return this;
    }
}
