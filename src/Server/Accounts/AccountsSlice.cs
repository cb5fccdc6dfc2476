using Microsoft.AspNetCore.Identity;
using Playground.Server.Storage;

namespace Playground.Server.Accounts;

/// <summary>Accounts: instructors, who sign in.</summary>
internal static class AccountsSlice
{
    /// <summary>The least length of a password; length is what makes one hard to guess.</summary>
    public const int PasswordLength = 10;

    /// <summary>Adds the instructors' accounts and their sign-in.</summary>
    public static void AddAccounts(this WebApplicationBuilder builder)
    {
        builder.Services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies();
        builder.Services.ConfigureApplicationCookie(options =>
        {
            options.Cookie.Name = "instructor";
            options.LoginPath = AccountPaths.SignIn;
            options.AccessDeniedPath = AccountPaths.SignIn;
        });
        builder.Services.AddAuthorization();
        builder.Services.AddIdentityCore<Instructor>(options =>
        {
            options.User.RequireUniqueEmail = true;
            options.Password.RequiredLength = PasswordLength;
            options.Password.RequireDigit = false;
            options.Password.RequireLowercase = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireNonAlphanumeric = false;
            // Slow for who guesses, and short enough that a pupil's prank doesn't keep the instructor out of the lesson.
            options.Lockout.MaxFailedAccessAttempts = 10;
            options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(1);
        }).AddEntityFrameworkStores<PlaygroundDb>().AddSignInManager();
        builder.Services.AddScoped<SetupLink>();
    }

    /// <summary>Maps the account pages: first account, sign-in, who is signed in, sign-out.</summary>
    public static void MapAccounts(this WebApplication app)
    {
        app.MapGet(AccountPaths.Setup, AccountEndpoints.ShowSetup);
        app.MapPost(AccountPaths.Setup, AccountEndpoints.SetUp);
        app.MapGet(AccountPaths.SignIn, AccountEndpoints.ShowSignIn);
        app.MapPost(AccountPaths.SignIn, AccountEndpoints.SignIn);
        app.MapPost(AccountPaths.SignOut, AccountEndpoints.SignOut);
        app.MapGet(AccountPaths.Account, AccountEndpoints.ShowAccount).RequireAuthorization();
    }
}
