namespace Playground.Engine.Museum;

/// <summary>The exhibits of the museum of broken stacks: each does one thing that a TCP in use once did wrong.</summary>
public enum ExhibitName
{
    /// <inheritdoc cref="Museum.TakesAckForSyn"/>
    TakesAckForSyn,

    /// <inheritdoc cref="Museum.AnswersResets"/>
    AnswersResets,

    /// <inheritdoc cref="Museum.CountsPureAcks"/>
    CountsPureAcks,

    /// <inheritdoc cref="Museum.RepeatsSynAnew"/>
    RepeatsSynAnew,

    /// <inheritdoc cref="Museum.RefusesWithIsn"/>
    RefusesWithIsn,

    /// <inheritdoc cref="Museum.DropsThirdText"/>
    DropsThirdText,

    /// <inheritdoc cref="Museum.RefusesCrossing"/>
    RefusesCrossing,

    /// <inheritdoc cref="Museum.ComparesUnwrapped"/>
    ComparesUnwrapped,
}

/// <summary>The exhibits by name.</summary>
public static class ExhibitNames
{
    /// <summary>The name in challenge files: <c>takes-ack-for-syn</c>.</summary>
    public static string ToName(this ExhibitName name) => name switch
    {
        ExhibitName.TakesAckForSyn => "takes-ack-for-syn",
        ExhibitName.AnswersResets => "answers-resets",
        ExhibitName.CountsPureAcks => "counts-pure-acks",
        ExhibitName.RepeatsSynAnew => "repeats-syn-anew",
        ExhibitName.RefusesWithIsn => "refuses-with-isn",
        ExhibitName.DropsThirdText => "drops-third-text",
        ExhibitName.RefusesCrossing => "refuses-crossing",
        ExhibitName.ComparesUnwrapped => "compares-unwrapped",
    };

    /// <summary>Reads a name.</summary>
    public static bool TryParse(string? text, out ExhibitName name)
    {
        foreach (var candidate in Enum.GetValues<ExhibitName>())
        {
            name = candidate;
            if (candidate.ToName() == text) return true;
        }

        name = default;
        return false;
    }
}
