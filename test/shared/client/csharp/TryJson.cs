// The C# client's JSON by itself: prints what it made of each text, one line of JSON a text.

using System;
using Hiroba;

static class TryJson
{
    static int Main()
    {
        for (var text = Console.ReadLine(); text != null; text = Console.ReadLine())
        {
            try
            {
                Console.WriteLine(Json.Write(Json.Parse((string)Json.Parse(text))));
            }
            catch (JsonException)
            {
                Console.WriteLine("refused");
            }
        }
        return 0;
    }
}
