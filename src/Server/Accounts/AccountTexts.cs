namespace Playground.Server.Accounts;

/// <summary>Names the resource file that a translation of the account pages goes into; the English texts are its keys.</summary>
public sealed class AccountTexts;
