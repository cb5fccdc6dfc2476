using Microsoft.Playwright;
using QRCoder;
using static Microsoft.Playwright.Assertions;

namespace Playground.Tests;

/// <summary>The QR code on the wall, as a camera sees it: by the light of its modules on the screen.</summary>
public sealed class ShareCodeTests(Browser browser)
{
    // A camera needs some pixels for a module, and a clear step between dark and light.
    private const double LeastPixels = 4;
    private const double Dark = 60;
    private const double Light = 220;

    [Theory]
    [InlineData(Window.Laptop)]
    [InlineData(Window.LaptopDark)]
    [InlineData(Window.PhoneDark)]
    [InlineData(Window.Projector)]
    public async Task The_modules_on_screen_are_those_of_the_rooms_address_dark_on_light_with_a_quiet_zone(Window window)
    {
        await using var app = new PlaygroundApp();
        await using var me = new Player(await browser.OpenAsync(app.Address, window.Options()));
        await me.GoAsync();
        var code = await me.CodeAsync();
        await me.Page.Locator("#share").ClickAsync();
        var shown = me.Page.GetByLabel("QR code of the room's address");
        await Expect(shown).ToBeVisibleAsync();

        var modules = Modules(new Uri(app.Address, $"r/{code}"));
        var size = modules.GetLength(0);
        var box = (await shown.BoundingBoxAsync())!;
        Assert.Equal(box.Width, box.Height, 1.0);
        Assert.True(box.Width / size >= LeastPixels, $"{box.Width / size} pixels for a module.");
        var seen = await LightAsync(me.Page, await shown.ScreenshotAsync(), size);
        Assert.Empty(Differences(modules, seen));

        // Another room's code is another picture.
        Assert.NotEmpty(Differences(Modules(new Uri(app.Address, $"r/{(code[0] == 'A' ? 'B' : 'A')}{code[1..]}")), seen));
    }

    /// <summary>The modules of an address, dark ones true, the four of the quiet zone on each side among them (ISO/IEC 18004 §9.1).</summary>
    private static bool[,] Modules(Uri address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address.ToString(), QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        var modules = new bool[size, size];
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++) modules[y, x] = code.ModuleMatrix[y][x];
        }

        Assert.All(Enumerable.Range(0, size), i => Assert.False(modules[3, i] || modules[i, 3] || modules[size - 4, i] || modules[i, size - 4]));
        return modules;
    }

    /// <summary>Where what is seen is not what stands there; the picture's round corners take nothing but quiet zone.</summary>
    private static List<string> Differences(bool[,] modules, double[] seen)
    {
        var size = modules.GetLength(0);
        var differences = new List<string>();
        for (var i = 0; i < seen.Length; i++)
        {
            var (y, x) = (i / size, i % size);
            if (IsEdge(y) && IsEdge(x)) continue;
            if (modules[y, x] ? seen[i] > Dark : seen[i] < Light) differences.Add($"{x},{y}: {seen[i]:0}");
        }

        return differences;

        bool IsEdge(int at) => at < 3 || at >= size - 3;
    }

    /// <summary>How light the middle of each module is in a picture of the code, 0 to 255, row by row.</summary>
    private static async Task<double[]> LightAsync(IPage page, byte[] picture, int size) => await page.EvaluateAsync<double[]>(
        """
        async ([picture, size]) => {
          const image = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), c => c.charCodeAt(0))], { type: "image/png" }));
          const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
          pen.drawImage(image, 0, 0);
          const light = [];
          for (let y = 0; y < size; y++)
            for (let x = 0; x < size; x++) {
              const [r, g, b] = pen.getImageData((x + .5) * image.width / size, (y + .5) * image.height / size, 1, 1).data;
              light.push(.2126 * r + .7152 * g + .0722 * b);
            }
          return light;
        }
        """, new object[] { Convert.ToBase64String(picture), size });
}
