using System.Collections.Immutable;
using Playground.Tcp;

namespace Playground.Engine.Reviews;

/// <summary>What there is to say about a segment, gathered while it is looked at: faults, then notes, then asides.</summary>
internal sealed class FindingList
{
    private readonly List<Finding> _faults = [], _notes = [], _asides = [];

    /// <summary>True once there is a fault.</summary>
    public bool HasFault => _faults.Count > 0;

    /// <summary>Adds what no RFC 9293 endpoint in this position could send.</summary>
    /// <returns>False, always: the answer to "is it right".</returns>
    public bool Fault(RfcRule rule, SegmentField field = SegmentField.Bits, SeqNumber? expected = null, Misconception? misconception = null)
    {
        _faults.Add(new Finding(rule, field, expected, misconception));
        return false;
    }

    /// <summary>Adds what is legal and worth a word.</summary>
    /// <returns>True, always.</returns>
    public bool Note(RfcRule rule, SegmentField field = SegmentField.Bits, SeqNumber? expected = null, Misconception? misconception = null)
    {
        _notes.Add(new Finding(rule, field, expected, misconception));
        return true;
    }

    /// <summary>Adds what is legal and only not quite usual: said after everything else.</summary>
    public void Aside(RfcRule rule, SegmentField field = SegmentField.Bits) => _asides.Add(new Finding(rule, field));

    /// <summary>The review.</summary>
    /// <param name="otherwise">What is said when there is neither fault nor note.</param>
    public Review ToReview(Finding otherwise)
    {
        if (_faults.Count + _notes.Count == 0) _notes.Add(otherwise);
        return new Review(!HasFault, ImmutableArray.CreateRange(_faults.Concat(_notes).Concat(_asides)));
    }
}
