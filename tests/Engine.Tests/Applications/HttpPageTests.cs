using System.Globalization;
using Playground.Engine.Applications;
using Playground.Engine.Endpoint;
using Playground.Tests.Stands;

namespace Playground.Tests.Applications;

/// <summary>RFC 9112 over the engine's own TCP: what a learner types, and what comes back.</summary>
public class HttpPageTests
{
    private const string Page = "<!doctype html><title>Open</title><p>The connection is open – well done.";
    private const string Get = "GET / HTTP/1.1\r\nHost: 192.0.2.80\r\n\r\n";
    private const string Last = "GET / HTTP/1.1\r\nHost: 192.0.2.80\r\nConnection: close\r\n\r\n";

    [Fact]
    public void A_get_is_answered_with_the_page()
    {
        var answer = Assert.Single(Ask(Last));

        Assert.Equal("HTTP/1.1 200 OK", answer.StatusLine);
        Assert.Equal("text/html; charset=utf-8", answer["Content-Type"]);
        Assert.Equal("close", answer["Connection"]);
        Assert.Equal(Page, answer.Text);
    }

    [Fact]
    public void Lines_may_end_with_a_line_feed_alone() => Assert.Equal(200, Assert.Single(Ask(Last.Replace("\r", "", StringComparison.Ordinal))).Status);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void A_request_may_come_in_any_pieces(int mss)
    {
        var client = new Typist(Get + Last);

        // The server's link takes no more than so many octets of text, so that the client cuts its text into such pieces.
        new Transfer(new Weather(), 1, HostProfile.Plain, HostProfile.Plain with { Mtu = 40 + mss }).Run(client, new HttpPage(Page));

        Assert.Equal([200, 200], HttpAnswer.ReadAll(client.Heard).Select(answer => answer.Status));
    }

    [Theory]
    [InlineData(0.1, 0, 0)]
    [InlineData(0, 0.2, 0.3)]
    [InlineData(0.1, 0.1, 0.2)]
    public void The_page_comes_whole_through_bad_weather_an_octet_a_segment(double loss, double duplication, double reordering)
    {
        for (var seed = 1ul; seed <= 4; seed++)
        {
            var client = new Typist(Get + Last);
            var transfer = new Transfer(new Weather(loss, duplication, reordering), seed, HostProfile.Plain, HostProfile.Plain with { Mtu = 41 });

            transfer.Run(client, new HttpPage(Page));

            Assert.All(transfer.Trace.Where(sent => sent.FromClient), sent => Assert.InRange(sent.Segment.Payload.Length, 0, 1));
            Assert.Equal([Page, Page], HttpAnswer.ReadAll(client.Heard).Select(answer => answer.Text));
            Assert.Equal(Ending.Closed, client.Ending);
        }
    }

    [Fact]
    public void Requests_may_follow_each_other_without_waiting()
    {
        var answers = Ask(Get + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n" + "\r\n" + Last + Get);

        Assert.Equal([200, 404, 200], answers.Select(answer => answer.Status));
        Assert.Equal(["keep-alive", "keep-alive", "close"], answers.Select(answer => answer["Connection"]));
    }

    [Fact]
    public void Answers_wait_for_room_and_none_is_lost()
    {
        var requests = string.Concat(Enumerable.Repeat(Get, 300)) + Last;
        var page = new string('p', 5000);
        var client = new Typist(requests);
        var small = HostProfile.Rfc9293 with { SendBuffer = 700, ReceiveBuffer = 600 };

        new Transfer(new Weather(Loss: 0.02), 1, HostProfile.Rfc9293, small).Run(client, new HttpPage(page));

        var answers = HttpAnswer.ReadAll(client.Heard);
        Assert.Equal(301, answers.Count);
        Assert.All(answers, answer => Assert.Equal(page, answer.Text));
    }

    [Fact]
    public void A_head_is_answered_with_the_same_lines_and_no_text()
    {
        var get = Assert.Single(Ask(Last));
        var head = Ask(Last.Replace("GET", "HEAD", StringComparison.Ordinal), isHead: true).Single();

        Assert.Equal(get.Fields, head.Fields);
        Assert.Equal("", head.Text);
    }

    [Theory]
    [InlineData("GET /index.html HTTP/1.1|Host: a||", 404, "only one is at /")]
    [InlineData("GET /?name=you HTTP/1.1|Host: a||", 200, "")]
    [InlineData("GET http://192.0.2.80/ HTTP/1.1|Host: a||", 200, "")]
    [InlineData("GET HTTP://192.0.2.80?x HTTP/1.1|Host: a||", 200, "")]
    [InlineData("GET  / \tHTTP/1.1 |Host:a||", 200, "")]
    [InlineData("GET / HTTP/1.1|hOsT:  a:80  |X: |Accept: text/html, */*||", 200, "")]
    [InlineData("GET / HTTP/1.1|Host:||", 200, "")]
    [InlineData("GET / HTTP/1.7|Host: a||", 200, "")]
    [InlineData("GET / HTTP/1.0||", 200, "")]
    [InlineData("POST / HTTP/1.1|Host: a|Content-Length: 3||abc", 405, "GET or HEAD")]
    [InlineData("OPTIONS * HTTP/1.1|Host: a||", 405, "GET or HEAD")]
    [InlineData("get / HTTP/1.1|Host: a||", 501, "in capitals")]
    [InlineData("GET / HTTP/1.1||", 400, "needs a Host line")]
    [InlineData("GET / HTTP/1.1|Host: a|Host: a||", 400, "one Host line")]
    [InlineData("GET / HTTP/1.1|Host: a/b||", 400, "names one host")]
    [InlineData("HELLO|", 400, "three words")]
    [InlineData("GET /|", 400, "three words")]
    [InlineData(" GET / HTTP/1.1|", 400, "three words")]
    [InlineData("GET /\r HTTP/1.1|", 400, "three words")]
    [InlineData("GÉT / HTTP/1.1|", 400, "three words")]
    [InlineData("G(T / HTTP/1.1|", 400, "three words")]
    [InlineData("GET / http/1.1|", 400, "in capitals")]
    [InlineData("GET / HTTP/11|", 400, "in capitals")]
    [InlineData("GET index.html HTTP/1.1|", 400, "begins with a slash")]
    [InlineData("GET / HTTP/2.0|", 505, "HTTP/1.1")]
    [InlineData("GET / HTTP/1.1|Host : a|", 400, "colon right after it")]
    [InlineData("GET / HTTP/1.1|Host|", 400, "colon right after it")]
    [InlineData("GET / HTTP/1.1| Host: a|", 400, "begin with a blank")]
    [InlineData("GET / HTTP/1.1|Host: a|Content-Length: -1|", 400, "decimal digits")]
    [InlineData("GET / HTTP/1.1|Content-Length: 1|Content-Length: 2|", 400, "decimal digits")]
    [InlineData("GET / HTTP/1.1|Content-Length: 9999999999999999999|", 400, "decimal digits")]
    [InlineData("POST / HTTP/1.1|Host: a|Transfer-Encoding: chunked||", 411, "Content-Length")]
    [InlineData("GET / HTTP/1.1|Host: a|", 400, "ended too early")]
    [InlineData("GET / HT", 400, "ended too early")]
    public void Every_request_gets_its_answer_and_a_refusal_says_what_to_type(string request, int status, string sentence)
    {
        var answer = Ask(request.Replace("|", "\r\n", StringComparison.Ordinal), closesAtOnce: true)[0];

        Assert.Equal(status, answer.Status);
        Assert.Contains(sentence, answer.Text, StringComparison.Ordinal);
        Assert.Equal(status == 405, answer.Fields.Contains("Allow: GET, HEAD"));
    }

    [Fact]
    public void After_what_is_no_request_nothing_more_is_read() => Assert.Equal([400], Ask("What?\r\n" + Get).Select(answer => answer.Status));

    [Fact]
    public void A_request_that_lacks_its_host_can_be_typed_again() =>
        Assert.Equal([400, 200], Ask("GET / HTTP/1.1\r\n\r\n" + Last).Select(answer => answer.Status));

    [Fact]
    public void The_content_of_a_request_is_no_request() =>
        Assert.Equal([405, 200], Ask($"PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: {Get.Length}\r\n\r\n" + Get + Last).Select(answer => answer.Status));

    [Fact]
    public void Lines_without_end_are_refused()
    {
        Assert.Equal(414, Assert.Single(Ask("GET /" + new string('a', 200_000))).Status);
        Assert.Equal(431, Assert.Single(Ask("GET / HTTP/1.1\r\nHost: a\r\n" + string.Concat(Enumerable.Repeat("Cookie: crumbs\r\n", 20_000)))).Status);
    }

    [Fact]
    public void A_request_line_of_8000_octets_is_taken() =>
        Assert.Equal(200, Assert.Single(Ask(Last.Replace("/ ", "/?" + new string('q', 7990) + " ", StringComparison.Ordinal))).Status);

    [Fact]
    public void Who_closes_without_a_word_is_told_nothing() => Assert.Empty(Ask("", closesAtOnce: true));

    private static List<HttpAnswer> Ask(string requests, bool closesAtOnce = false, bool isHead = false)
    {
        var client = new Typist(requests, closesAtOnce);
        new Transfer(new Weather(), 1, HostProfile.Plain, HostProfile.Plain).Run(client, new HttpPage(Page));
        Assert.Equal(Ending.Closed, client.Ending);
        return HttpAnswer.ReadAll(client.Heard, isHead);
    }

    /// <summary>A response as a strict client reads it.</summary>
    private sealed record HttpAnswer(string StatusLine, string[] Fields, string Text)
    {
        public int Status => int.Parse(StatusLine.Split(' ')[1], CultureInfo.InvariantCulture);

        public string this[string name] => Fields.Single(field => field.StartsWith(name + ": ", StringComparison.Ordinal))[(name.Length + 2)..];

        public static List<HttpAnswer> ReadAll(string octets, bool isHead = false)
        {
            var answers = new List<HttpAnswer>();
            while (octets.Length > 0)
            {
                var end = octets.IndexOf("\r\n\r\n", StringComparison.Ordinal);
                var lines = octets[..end].Split("\r\n");
                var head = new HttpAnswer(lines[0], lines[1..], "");
                var length = isHead ? 0 : int.Parse(head["Content-Length"], CultureInfo.InvariantCulture);
                var text = octets.Substring(end + 4, length);
                answers.Add(head with { Text = System.Text.Encoding.UTF8.GetString(System.Text.Encoding.Latin1.GetBytes(text)) });
                octets = octets[(end + 4 + length)..];
            }

            return answers;
        }
    }
}
