using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.Localization;
using Microsoft.JSInterop;
using Playground.Client.Widgets;
using Playground.Contracts;

namespace Playground.Client.Authoring;

/// <summary>Where instructors write challenges: the file beside what it comes to.</summary>
public sealed partial class AuthorPage : IAsyncDisposable
{
    private ImmutableArray<AuthoredFile> _files = [];
    private ImmutableArray<ProofResult> _proofs = [];
    private FileCheck _check = new([], null);
    private ChallengePreview? _preview;
    private SourceEditor? _editor;
    private PageModule? _module;
    private Guid? _id;
    private string _text = "";
    private string? _says;
    private bool? _may;
    private bool _isBusy, _isSaved, _mayDelete;

    [Inject] private IAuthoring Desk { get; set; } = default!;

    [Inject] private IParticipantSource Participants { get; set; } = default!;

    [Inject] private NavigationManager Navigation { get; set; } = default!;

    [Inject] private IJSRuntime Js { get; set; } = default!;

    [Inject] private IStringLocalizer<Texts> L { get; set; } = default!;

    private bool IsWrong => !_check.Problems.IsEmpty;

    private AuthoredFile? Open => _files.FirstOrDefault(file => file.Id == _id);

    private PageModule Module => _module ??= new(Js, "Authoring/AuthorPage");

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Module.DisposeAsync();

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        _may = await Desk.MayAsync();
        if (_may is not true) return;
        _files = await Desk.ListAsync();
        if (_files is [var last, ..]) Show(last.Id, last.Text, isSaved: true);
        else Show(null, Example.Text, isSaved: false);
    }

    private void Show(Guid? id, string text, bool isSaved)
    {
        (_id, _text, _isSaved, _proofs, _says, _mayDelete) = (id, text, isSaved, [], null, false);
        _preview = null;
        Look();
    }

    /// <summary>A file that can't be read any more keeps the picture of when it could.</summary>
    private void Look()
    {
        _check = Desk.Check(_text);
        _preview = _check.Preview ?? _preview;
    }

    private void OnText(string text)
    {
        if (text == _text) return;
        (_text, _isSaved, _proofs, _says, _mayDelete) = (text, false, [], null, false);
        Look();
    }

    private void Choose(AuthoredFile file) => Show(file.Id, file.Text, isSaved: true);

    private void Begin() => Show(null, Example.Text, isSaved: false);

    private Task SaveAsync() => WorkAsync(async () =>
    {
        var reply = await Desk.SaveAsync(_id, _text);
        if (!Tell(reply, L["Saved."])) return;
        (_id, _isSaved) = (reply.Id, true);
        _files = await Desk.ListAsync();
    });

    private Task ProveAsync() => WorkAsync(async () => _proofs = await Desk.ProveAsync(_text));

    private Task PublishAsync(bool isPublished) => WorkAsync(async () =>
    {
        Tell(await Desk.PublishAsync(_id!.Value, isPublished), isPublished ? L["Published: it is on everybody's page of challenges."] : L["Taken back."]);
        _files = await Desk.ListAsync();
    });

    private Task DeleteAsync() => WorkAsync(async () =>
    {
        if (!_mayDelete)
        {
            _mayDelete = true;
            return;
        }

        if (!Tell(await Desk.DeleteAsync(_id!.Value), "")) return;
        _files = await Desk.ListAsync();
        Show(null, Example.Text, isSaved: false);
        _says = L["Thrown away."];
    });

    private Task PlayAsync() => WorkAsync(async () =>
    {
        var reply = await Desk.PlayAsync(await Participants.GetAsync(), _text);
        if (reply.Refusal is { Says: var says }) _says = L[says.Text, [.. says.Arguments]];
        else Navigation.NavigateTo($"r/{reply.Room}");
    });

    private Task ImportAsync(InputFileChangeEventArgs chosen) => WorkAsync(async () =>
    {
        if (chosen.File.Size > 4 * IAuthoring.MostCharacters)
        {
            _says = L["A challenge has at most {0} characters.", IAuthoring.MostCharacters];
            return;
        }

        await using var stream = chosen.File.OpenReadStream(4 * IAuthoring.MostCharacters);
        using var reader = new StreamReader(stream);
        Show(null, await reader.ReadToEndAsync(), isSaved: false);
    });

    private async Task ExportAsync() => await Module.CallAsync("save", $"{(_check.Preview?.Card.Id ?? "challenge")}.yaml", _text);

    private bool Tell(AuthorReply reply, string done)
    {
        _says = reply.Problem is { } problem ? L[problem.Text, [.. problem.Arguments]] : done;
        return reply.Problem is null;
    }

    private async Task WorkAsync(Func<Task> work)
    {
        if (_isBusy) return;
        _isBusy = true;
        _says = null;
        try
        {
            await work();
        }
        finally
        {
            _isBusy = false;
        }
    }
}
