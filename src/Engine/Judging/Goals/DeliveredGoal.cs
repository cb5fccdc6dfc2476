using System.Collections.Immutable;
using System.Globalization;
using Playground.Contracts;
using Playground.Engine.Worlds;
using Playground.Tcp;

namespace Playground.Engine.Judging.Goals;

/// <summary>
/// The application of an engine's host has got a text, whole and in order, from the beginning of a connection (RFC 9293 §3.8: each octet
/// once, in its place).
/// </summary>
/// <param name="To">The host, one that the engine drives.</param>
/// <param name="Text">What it is to get first; empty for whatever is sent.</param>
/// <param name="Octets">How many octets it is to get at least, from 1.</param>
/// <param name="BeforeOpen">True when it is to get them before the connection is ESTABLISHED (RFC 7413).</param>
/// <param name="Otherwise">What is said, and looks like what, where it gets something else or gets it too late.</param>
public sealed record DeliveredGoal(
    string To, ImmutableArray<byte> Text, int Octets, bool BeforeOpen = false, (string? Says, Misconception? Misconception) Otherwise = default) : Goal
{
    /// <inheritdoc/>
    protected override Sentence Usually => new(BeforeOpen
        ? "The text is with the {0}'s application before the connection is open"
        : "The text is with the {0}'s application", To);

    /// <inheritdoc/>
    public bool Equals(DeliveredGoal? other) =>
        base.Equals(other) && To == other.To && Octets == other.Octets && BeforeOpen == other.BeforeOpen && Otherwise == other.Otherwise && Text.AsSpan().SequenceEqual(other.Text.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(To, Octets, BeforeOpen, Text.Length);

    internal override GoalWatch Watch(Trial trial) => new StreamWatch(this, trial.World);

    /// <summary>Puts together what arrives as the receiver's TCP does, which says by RCV.NXT how much of it is whole.</summary>
    private sealed class StreamWatch : GoalWatch
    {
        private readonly DeliveredGoal _goal;
        private readonly Dictionary<FourTuple, Stream> _streams = [];
        private Standing _standing;

        public StreamWatch(DeliveredGoal goal, World world)
        {
            _goal = goal;
            _standing = Standing.NotYet("The {0}'s application has read nothing yet.", goal.To);
            foreach (var happened in world.Trace) See(happened);
        }

        public override void See(TraceEvent happened)
        {
            if (_standing.IsMet || happened is not SegmentArrived { Verdict: { } verdict } arrived || arrived.Host != _goal.To) return;
            if (verdict.Outcome is not (Outcome.Accepted or Outcome.Queued)) return;
            var connection = arrived.Segment.Connection.Reversed;
            if (arrived.Segment.IsSyn || !_streams.TryGetValue(connection, out var stream)) _streams[connection] = stream = new Stream();
            stream.Put(arrived.Segment, verdict.After.Irs + 1);
            Look(stream.Read(verdict.After), verdict.After.State);
        }

        public override Standing Look() => _standing;

        private Standing Missed(Sentence usual) =>
            Standing.Missed(_goal.Otherwise.Says is { } says ? new Sentence(says) : usual, _goal.Otherwise.Misconception);

        private void Look(ReadOnlySpan<byte> text, TcpState state)
        {
            if (text.IsEmpty) return;
            var wanted = _goal.Text.AsSpan();
            var fits = text[..Math.Min(text.Length, wanted.Length)].SequenceEqual(wanted[..Math.Min(text.Length, wanted.Length)]);
            if (!fits) _standing = Missed(new Sentence("The {0}'s application has read something else.", _goal.To));
            else if (_goal.BeforeOpen && state != TcpState.SynReceived) _standing = Missed(new Sentence("The text came when the connection was open already."));
            else if (text.Length >= Math.Max(wanted.Length, _goal.Octets)) _standing = Standing.Met;
            else _standing = Standing.NotYet("The {0}'s application has read {1} octets so far.", _goal.To, text.Length.ToString(CultureInfo.InvariantCulture));
        }
    }

    private sealed class Stream
    {
        private readonly List<byte> _octets = [];
        private readonly List<bool> _known = [];

        /// <summary>Takes a segment's octets; where two segments have the same numbers, the first is kept.</summary>
        public void Put(in Segment segment, SeqNumber first)
        {
            // The SYN's own number goes before the text.
            var at = (int)first.DistanceTo(segment.IsSyn ? segment.Seq + 1 : segment.Seq);
            foreach (var octet in segment.Payload.Span)
            {
                if (at >= 0) Put(at, octet);
                at++;
            }
        }

        /// <summary>What the application could read.</summary>
        public ReadOnlySpan<byte> Read(in Tcb tcb)
        {
            var length = Math.Min((int)(tcb.Irs + 1).DistanceTo(tcb.RcvNxt), _octets.Count);
            return System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_octets)[..Math.Max(0, length)];
        }

        private void Put(int at, byte octet)
        {
            while (_octets.Count <= at)
            {
                _octets.Add(0);
                _known.Add(false);
            }

            if (!_known[at]) (_octets[at], _known[at]) = (octet, true);
        }
    }
}
