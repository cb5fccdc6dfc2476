using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Playground.Client;
using Playground.Client.Numbers;
using Playground.Contracts;
using Playground.Tests.Learning;

namespace Playground.Tests;

/// <summary>A page with a recorded room behind it.</summary>
public abstract class PageTest : BunitContext
{
    protected PageTest()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddLogging();
        Services.AddLocalization();
        Services.AddSingleton<IRoomGateway>(Gateway);
        Services.AddSingleton<ICourse>(Course);
        Services.AddSingleton<AntiforgeryStateProvider>(new RecordedCourse.Antiforgery());
        Services.AddSingleton<IAuthoring>(Desk);
        Services.AddSingleton<IParticipantSource>(new SomebodySource());
        Services.AddSingleton<IPageConnection>(Connection);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    protected RecordedGateway Gateway { get; } = new();

    protected RecordedCourse Course { get; } = new();
    protected RecordedDesk Desk { get; } = new();

    protected HeldConnection Connection { get; } = new();

    /// <summary>What the page has asked of the room, drafts to keep left out.</summary>
    protected IEnumerable<RoomAsk> Asked => Gateway.Asked.Where(ask => ask is not KeepDraft);

    protected Task<Reply> Ask(RoomAsk ask) => Gateway.AskAsync(SomebodySource.Somebody, Views.Code, ask).AsTask();

    protected static Sides SidesOf(RoomView view) => Sides.Of(view);

    /// <summary>Opens all that is folded away.</summary>
    protected static IRenderedComponent<T> Unfold<T>(IRenderedComponent<T> part)
        where T : IComponent
    {
        while (part.FindAll("details:not([open]) > summary") is [var line, ..]) line.Click();
        return part;
    }

    /// <summary>A browser that the test loses and brings back.</summary>
    protected sealed class HeldConnection : IPageConnection
    {
        public bool IsUp { get; private set; } = true;

        public event Action? Changed;

        public void Set(bool isUp)
        {
            IsUp = isUp;
            Changed?.Invoke();
        }
    }

    private sealed class SomebodySource : IParticipantSource
    {
        public static Participant Somebody { get; } = new(Guid.Parse("0f0f0f0f-0000-0000-0000-000000000001"), "Curious Otter");

        public ValueTask<Participant> GetAsync() => new(Somebody);
    }
}
