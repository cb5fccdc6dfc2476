namespace Playground.Contracts;

/// <summary>Somebody who plays or watches, by the random id in their cookie and the friendly name made for them.</summary>
/// <param name="Id">Secret to others; never in a view.</param>
/// <param name="Name">What others see.</param>
public sealed record Participant(Guid Id, string Name);
