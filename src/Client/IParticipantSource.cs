using Playground.Contracts;

namespace Playground.Client;

/// <summary>Says who sits before the page, while it is prerendered and while it is live.</summary>
public interface IParticipantSource
{
    /// <summary>The participant, the same one on every call of a visit.</summary>
    ValueTask<Participant> GetAsync();
}
