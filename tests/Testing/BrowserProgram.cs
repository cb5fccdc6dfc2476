using System.Diagnostics;
using Microsoft.Playwright;

namespace Playground.Testing;

/// <summary>
/// Finds a browser of Chromium's family: an installed one, else Playwright's own, else Debian's. Says on the console what it
/// fetches, and in one sentence what to install where nothing can be had.
/// </summary>
internal static class BrowserProgram
{
    private static readonly string[] s_names =
        ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "microsoft-edge-stable", "chrome.exe", "msedge.exe"];

    // Without these it asks the outside for updates, and where there is none waits for answers that never come.
    private static readonly string[] s_flags =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    /// <summary>Starts the first that runs.</summary>
    public static async Task<IBrowser> LaunchAsync(IPlaywright playwright)
    {
        var reasons = new List<string>();
        foreach (var source in (Func<IPlaywright, string?>[])[Installed, Downloaded, FromDebian])
        {
            if (source(playwright) is not { } path) continue;
            try
            {
                return await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Headless = true, Args = s_flags });
            }
            catch (PlaywrightException e)
            {
                // One that is there but can't run (a download without its libraries) is no reason not to try the next.
                reasons.Add($"{path}: {e.Message.Split('\n')[0]}");
            }
        }

        throw new InvalidOperationException(
            $"The browser tests need Chrome, Chromium or Edge; install one of them and run the tests again. {string.Join(' ', reasons)}");
    }

    private static string? Installed(IPlaywright playwright)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        var places = folders.SelectMany(folder => s_names.Select(name => Path.Combine(folder, name))).Concat(OutsideThePath());
        return places.FirstOrDefault(File.Exists);
    }

    private static IEnumerable<string> OutsideThePath()
    {
        if (OperatingSystem.IsMacOS())
        {
            foreach (var app in (string[])["Google Chrome", "Chromium", "Microsoft Edge"]) yield return $"/Applications/{app}.app/Contents/MacOS/{app}";
        }

        if (!OperatingSystem.IsWindows()) yield break;
        foreach (var folder in (Environment.SpecialFolder[])[Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86, Environment.SpecialFolder.LocalApplicationData])
        {
            yield return Path.Combine(Environment.GetFolderPath(folder), "Google", "Chrome", "Application", "chrome.exe");
            yield return Path.Combine(Environment.GetFolderPath(folder), "Microsoft", "Edge", "Application", "msedge.exe");
        }
    }

    private static string? Downloaded(IPlaywright playwright)
    {
        var path = playwright.Chromium.ExecutablePath;
        if (File.Exists(path)) return path;
        Console.Error.WriteLine("No Chrome, Chromium or Edge is installed: fetching the one that comes with Playwright.");
        // An address that does not answer at once will not later either.
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "10000");
        return Microsoft.Playwright.Program.Main(["install", "chromium", "--no-shell"]) == 0 && File.Exists(path) ? path : null;
    }

    private static string? FromDebian(IPlaywright playwright)
    {
        if (!File.Exists("/etc/debian_version") || Environment.UserName != "root") return null;
        Console.Error.WriteLine("Playwright's browser could not be used: installing Debian's chromium, and a font for it, with apt-get.");
        // Without any font every letter is a box.
        var isThere = Run("apt-get", "update") && Run("apt-get", "install", "--yes", "--no-install-recommends", "chromium", "fonts-liberation");
        return isThere ? Installed(playwright) : null;
    }

    private static bool Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
