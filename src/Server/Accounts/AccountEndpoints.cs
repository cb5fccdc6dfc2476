using System.ComponentModel.DataAnnotations;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Playground.Server.Accounts;

/// <summary>What the account pages do.</summary>
internal static class AccountEndpoints
{
    private static readonly EmailAddressAttribute s_emailAddress = new();

    public static async Task<RazorComponentResult> ShowSetup(string? token, SetupLink link) => await link.WorksAsync(token)
        ? new RazorComponentResult<SetupPage>(new { Token = token })
        : Ended(await link.IsOverAsync());

    public static async Task<Results<RazorComponentResult, RedirectHttpResult>> SetUp(
        [FromForm] string? token, [FromForm] string? email, [FromForm] string? password,
        SetupLink link, SignInManager<Instructor> signIn, IStringLocalizer<AccountTexts> say)
    {
        if (!await link.WorksAsync(token)) return Ended(await link.IsOverAsync());
        var problems = ProblemsOf(email, password, say).ToList();
        if (problems.Count == 0)
        {
            var (instructor, wrong) = await link.UseAsync(token, email!.Trim(), password!);
            if (instructor is not null)
            {
                await signIn.SignInAsync(instructor, isPersistent: true);
                return TypedResults.LocalRedirect(AccountPaths.Account);
            }

            problems.AddRange(wrong.Select(problem => say[problem.Description].Value));
            if (problems.Count == 0) return Ended(await link.IsOverAsync());
        }

        return new RazorComponentResult<SetupPage>(new { Token = token, Email = email, Problems = problems })
        {
            StatusCode = StatusCodes.Status400BadRequest,
        };
    }

    public static RazorComponentResult ShowSignIn(string? returnUrl) => new RazorComponentResult<SignInPage>(new { ReturnUrl = returnUrl });

    public static async Task<Results<RazorComponentResult, RedirectHttpResult>> SignIn(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl,
        SignInManager<Instructor> signIn, IStringLocalizer<AccountTexts> say)
    {
        var result = await signIn.PasswordSignInAsync(email?.Trim() ?? "", password ?? "", isPersistent: true, lockoutOnFailure: true);
        if (result.Succeeded) return TypedResults.LocalRedirect(IsLocal(returnUrl) ? returnUrl! : AccountPaths.Account);
        var problem = result.IsLockedOut
            ? say["That was tried too often. Wait a minute, then try again."]
            : say["This e-mail address and password don't belong together."];
        return new RazorComponentResult<SignInPage>(new { ReturnUrl = returnUrl, Email = email, Problems = new[] { problem.Value } })
        {
            StatusCode = StatusCodes.Status400BadRequest,
        };
    }

    // The form carries nothing but its antiforgery token, which is checked because it is a form.
    public static async Task<RedirectHttpResult> SignOut([FromForm] string? from, SignInManager<Instructor> signIn)
    {
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(IsLocal(from) ? from! : "/");
    }

    public static RazorComponentResult ShowAccount(ClaimsPrincipal user) => new RazorComponentResult<AccountPage>(new { Email = user.Identity?.Name });

    private static RazorComponentResult<SetupEndedPage> Ended(bool hasInstructor) => new RazorComponentResult<SetupEndedPage>(new { HasInstructor = hasInstructor })
    {
        StatusCode = StatusCodes.Status404NotFound,
    };

    private static IEnumerable<string> ProblemsOf(string? email, string? password, IStringLocalizer<AccountTexts> say)
    {
        if (!s_emailAddress.IsValid(email?.Trim()) || string.IsNullOrWhiteSpace(email)) yield return say["Give an e-mail address, such as name@example.org."];
        if (password is not { Length: >= AccountsSlice.PasswordLength })
            yield return say["Give a password of at least {0} characters.", AccountsSlice.PasswordLength];
    }

    // Kept on this site: "//elsewhere" and "/\elsewhere" are addresses of other hosts.
    private static bool IsLocal(string? url) => url is ['/'] or ['/', not ('/' or '\\'), ..] && !url.Any(char.IsControl);
}
