namespace Playground.Contracts;

/// <summary>Hand one's own host to the engine, which goes on with its connections where they stand. The seat stays one's own.</summary>
public sealed record HandToEngine : RoomAsk;

/// <summary>Take one's own host back from the engine, with its connections where they stand.</summary>
public sealed record TakeBack : RoomAsk;
