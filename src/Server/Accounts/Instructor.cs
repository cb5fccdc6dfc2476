using Microsoft.AspNetCore.Identity;

namespace Playground.Server.Accounts;

/// <summary>Somebody with an account: an e-mail address and a password.</summary>
public sealed class Instructor : IdentityUser;
