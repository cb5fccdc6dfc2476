using FsCheck;
using FsCheck.Fluent;
using Playground.Engine.Endpoint;
using Playground.Tcp;
using Playground.Tests.Endpoint;
using Playground.Tests.Stands;

namespace Playground.Tests.Reviews;

/// <summary>
/// The engine against the reviewer: whatever the engine sends could be sent, and the ledger of a person who sends the same is the
/// engine's own TCB.
/// </summary>
public class HonestPlayerTests
{
    // A TCP that reopened from TIME-WAIT can go back there; a person who has answered a new SYN has turned to the new connection.
    private static readonly HostProfile s_profile = HostProfile.Plain with { ReopensTimeWait = false };

    private static readonly Config s_config = Config.QuickThrowOnFailure.WithMaxTest(300).WithEndSize(40).WithQuietOnSuccess(true);

    [Theory]
    [MemberData(nameof(EndpointProperties.Starts), MemberType = typeof(EndpointProperties))]
    public void Whatever_the_engine_sends_could_be_sent_and_the_ledger_is_its_TCB(TcpState start, uint irs) =>
        Seeded.Check(s_config, Prop.ForAll(Blow.Arbitrary, blows =>
        {
            var stand = Stand.In(start, irs: irs, profile: s_profile);
            Compare(stand);
            foreach (var blow in blows)
            {
                var before = stand.State;
                if (blow.SegmentFor(stand) is { } segment)
                {
                    stand.Receive(segment);
                }
                else
                {
                    blow.DoOther(stand);

                    // A person has no timers, and nobody hears them give up.
                    if (stand.Connection is null && before != stand.State) return;
                }

                // Text after a FIN, or two FINs: what a TCP makes of them is its own affair.
                if (stand.Ledger.IsInDoubt) return;
                Compare(stand);
            }
        }));

    [Fact]
    public void So_it_is_in_a_simultaneous_open_and_close()
    {
        var stand = Stand.InSynReceivedFromSynSent();
        Compare(stand);
        stand.Receive(stand.SynAck);
        Compare(stand);
        stand.Close();
        stand.WaitUntil(4);
        Compare(stand);
        stand.Receive(stand.Fin with { Ack = stand.Tcb.SndUna });
        Compare(stand);
        stand.Receive(stand.Next);
        Compare(stand);
        Assert.Equal(TcpState.TimeWait, stand.Ledger.Tcb.State);
    }

    private static void Compare(Stand stand)
    {
        Assert.All(stand.Reviews, sent =>
        {
            Assert.True(sent.Review.CouldBeSent, $"{sent.Segment} was called {sent.Review.Main}");
            Assert.True(sent.AgreesOnRepeat, $"{sent.Segment} is a repeat to one and none to the other");
        });

        // What is offered and what is urgent is not the ledger's to keep: it judges nothing by them.
        if (stand.Connection is { } connection)
            Assert.Equal(connection.Tcb with { RcvWnd = 0, RcvUp = null, SndUp = null }, stand.Ledger.Tcb with { RcvWnd = 0 });
        else Assert.Equal(stand.State, stand.Ledger.Tcb.State);
    }
}
