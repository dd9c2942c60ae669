// Values of ours as the JSON that Json.Write takes, and as text in a query.

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Hiroba
{
    public static class Write
    {
        public static string Time(DateTimeOffset time)
        {
            return time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        }

        public static List<object> List<T>(List<T> items, Func<T, object> write)
        {
            return items.ConvertAll(item => write(item));
        }

        public static Dictionary<string, object> Map<T>(Dictionary<string, T> map, Func<T, object> write)
        {
            var json = new Dictionary<string, object>();
            foreach (var pair in map) json[pair.Key] = write(pair.Value);
            return json;
        }

        /// <summary>Null stays null: what is not given is not sent.</summary>
        public static string Text(long? value)
        {
            return value.HasValue ? value.Value.ToString(CultureInfo.InvariantCulture) : null;
        }

        public static string Text(double? value)
        {
            return value.HasValue ? value.Value.ToString("R", CultureInfo.InvariantCulture) : null;
        }

        public static string Text(bool? value)
        {
            return value.HasValue ? (value.Value ? "true" : "false") : null;
        }

        public static string Text(DateTimeOffset? value)
        {
            return value.HasValue ? Time(value.Value) : null;
        }
    }
}
