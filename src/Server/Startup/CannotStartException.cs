namespace Playground.Server.Startup;

/// <summary>Something outside the program keeps it from starting. Its message is the one sentence that the person at the console reads.</summary>
public sealed class CannotStartException(string message, Exception? innerException = null) : Exception(message, innerException);
