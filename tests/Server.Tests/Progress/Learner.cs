using System.Security.Claims;
using Microsoft.Extensions.DependencyInjection;
using Playground.Contracts;
using Playground.Server.Participants;
using Playground.Tcp;
using Playground.Tests.Rooms;

namespace Playground.Tests.Progress;

/// <summary>Somebody in the register who plays challenges.</summary>
internal static class Learner
{
    /// <summary>Enters somebody new in the register.</summary>
    public static async Task<Participant> EnterAsync(this Table table, string name = "Bold Wren")
    {
        var user = new ClaimsPrincipal(ParticipantIdentity.Of(new Participant(Guid.NewGuid(), name)));
        return await table.Services.GetRequiredService<ParticipantRegister>().OfAsync(user, TestContext.Current.CancellationToken);
    }

    /// <summary>The map of the course.</summary>
    public static Task<CourseView> MapAsync(this Table table, Participant who) => Course(table).CourseAsync(who).AsTask();

    /// <summary>The learner's own page.</summary>
    public static Task<LearnerView> OwnPageAsync(this Table table, Participant who) => Course(table).LearnerAsync(who).AsTask();

    /// <summary>Makes a recovery phrase.</summary>
    public static async Task<string> MakePhraseAsync(this Table table, Participant who)
    {
        var reply = await Course(table).MakePhraseAsync(who);
        Assert.Null(reply.Refusal);
        return reply.Phrase!;
    }

    /// <summary>How far somebody is with a challenge.</summary>
    public static async Task<CourseCard> CardAsync(this Table table, Participant who, string challenge) =>
        (await table.MapAsync(who)).Cards.Single(card => card.Challenge.Id == challenge);

    /// <summary>Sends an ACK in <c>plus-one</c>.</summary>
    /// <param name="more">What is added to the number that arrived: 1 is right.</param>
    public static async Task AnswerAsync(this Place me, Table table, uint more)
    {
        var synAck = (await me.HearsAsync("server", ControlBits.SynAck)).Segment;
        await me.SendAsync(ControlBits.Ack, synAck.Ack, synAck.Seq + more);
        table.Play(0.1);
    }

    /// <summary>Opens <c>plus-one</c> and solves it.</summary>
    public static async Task<RoomCode> SolveAsync(this Table table, Participant who)
    {
        await using var me = await table.OpenAsync(new OpenChallenge("plus-one"), who);
        await me.AnswerAsync(table, 1);
        await me.SeesAsync(view => view.Attempt!.IsSolved);
        return me.Room;
    }

    private static ICourse Course(Table table) => table.Services.GetRequiredService<ICourse>();
}
