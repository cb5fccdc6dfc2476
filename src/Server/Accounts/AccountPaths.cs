namespace Playground.Server.Accounts;

/// <summary>Where the account pages are.</summary>
internal static class AccountPaths
{
    public const string Account = "/account";
    public const string Setup = "/setup";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
}
