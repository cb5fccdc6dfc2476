namespace Playground.Client.Play.Composing;

/// <summary>How much the composer helps; each level does what those before it do.</summary>
public enum Assistance
{
    /// <summary>Nothing but the fields.</summary>
    Off,

    /// <summary>What each field means, and what the draft says in words.</summary>
    Explain,

    /// <summary>What a review would say, before the segment goes.</summary>
    Check,

    /// <summary>The next sensible segment at a press. Not in a challenge: there it is what the learner is to work out.</summary>
    FillIn,
}
