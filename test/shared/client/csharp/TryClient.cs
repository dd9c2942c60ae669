// The C# client against a real edge, whose address is the first argument: prints what it saw, one `name value` a line.

using System;
using System.Threading.Tasks;
using Hiroba;

static class TryClient
{
    static void Tell(string name, object value)
    {
        Console.WriteLine(name + " " + Json.Write(value));
    }

    static async Task<string> CodeOf(Func<Task> call)
    {
        try
        {
            await call();
            return "nothing";
        }
        catch (HirobaProblemException refusal)
        {
            return refusal.Status + " " + refusal.Code;
        }
    }

    static async Task Visit(string edgeUrl)
    {
        var hiroba = new HirobaClient(edgeUrl);
        Tell("before", await CodeOf(() => hiroba.Me.GetAsync()));
        var grant = await hiroba.SignIn.GuestAsync(new GuestSignIn { DisplayName = "Aoi 葵 \"quoted\"", Locale = LocaleValues.En });
        Tell("signed in", grant.User.DisplayName);
        Tell("me", (await hiroba.Me.GetAsync()).Id == hiroba.Current.User.Id);

        var page = await hiroba.Worlds.ListAsync(limit: 1);
        Tell("worlds", page.Items.Count);
        var next = await hiroba.Worlds.ListAsync(cursor: page.NextCursor, limit: 1);
        Tell("next is another", next.Items[0].Id != page.Items[0].Id);

        var entry = await hiroba.Worlds.EnterAsync(page.Items[0].Id);
        Tell("entered", entry.World.Id == page.Items[0].Id);
        Tell("host", entry.Host.Address + ":" + entry.Host.TcpPort);
        Tell("ticket in time", entry.TicketExpiresAt > DateTimeOffset.UtcNow);

        Tell("no world", await CodeOf(() => hiroba.Worlds.GetAsync("wld_no-such")));
        Tell("no name", await CodeOf(() => hiroba.SignIn.GuestAsync(new GuestSignIn { DisplayName = " " })));
        Tell("unencoded", await CodeOf(() => hiroba.Worlds.GetAsync("../me?x=1#")));

        // Whoever starts again with a refresh token kept; five calls at once exchange it once.
        var again = new HirobaClient(edgeUrl);
        var resumed = again.Current.ResumeAsync(hiroba.Current.RefreshToken);
        await Task.WhenAll(resumed, again.Me.GetAsync(), again.Me.GetAsync(), again.Me.GetAsync(), again.Me.GetAsync(), again.Me.GetAsync());
        Tell("resumed", again.Current.User.Id == grant.User.Id);

        await again.Session.EndAsync(new Refresh { RefreshToken = again.Current.RefreshToken });
        Tell("ended", await CodeOf(() => again.Current.ResumeAsync(again.Current.RefreshToken)));
        Tell("nobody there", await CodeOf(() => new HirobaClient("http://127.0.0.1:1").Worlds.ListAsync()));
    }

    static int Main(string[] arguments)
    {
        Visit(arguments[0]).GetAwaiter().GetResult();
        return 0;
    }
}
