// Fields out of parsed JSON, each with the path that an error names. Fields nobody asks for are skipped: an answer may gain some.

using System;
using System.Collections.Generic;
using System.Globalization;

namespace Hiroba
{
    public delegate T ReadValue<T>(object json, string path);

    public static class Read
    {
        public static Dictionary<string, object> Object(object json, string path)
        {
            return As<Dictionary<string, object>>(json, path, "an object");
        }

        public static string Text(object json, string path)
        {
            return As<string>(json, path, "a text");
        }

        public static bool Flag(object json, string path)
        {
            return As<bool>(json, path, "true or false");
        }

        public static long Integer(object json, string path)
        {
            // JSON knows one kind of number: 3.0 is three.
            if (json is double && Math.Floor((double)json) == (double)json && Math.Abs((double)json) < 9e15) return (long)(double)json;
            return As<long>(json, path, "a whole number");
        }

        public static double Number(object json, string path)
        {
            return json is long ? (long)json : As<double>(json, path, "a number");
        }

        public static DateTimeOffset Time(object json, string path)
        {
            DateTimeOffset time;
            if (DateTimeOffset.TryParse(Text(json, path), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time)) return time;
            throw Expected(path, "a time (RFC 3339)");
        }

        /// <summary>Whatever it is, as Json.Parse made it.</summary>
        public static object Any(object json, string path)
        {
            return json;
        }

        public static ReadValue<List<T>> ListOf<T>(ReadValue<T> read)
        {
            return (json, path) =>
            {
                var items = As<List<object>>(json, path, "a list");
                var list = new List<T>(items.Count);
                for (var index = 0; index < items.Count; index++) list.Add(read(items[index], path + "[" + index + "]"));
                return list;
            };
        }

        public static ReadValue<Dictionary<string, T>> MapOf<T>(ReadValue<T> read)
        {
            return (json, path) =>
            {
                var map = new Dictionary<string, T>();
                foreach (var pair in Object(json, path)) map[pair.Key] = read(pair.Value, path + "." + pair.Key);
                return map;
            };
        }

        /// <summary>A field that is always there.</summary>
        public static T Required<T>(Dictionary<string, object> from, string name, string path, ReadValue<T> read)
        {
            object json;
            if (from.TryGetValue(name, out json)) return read(json, path + "." + name);
            throw Expected(path + "." + name, "a value");
        }

        /// <summary>Null when it is null or not there.</summary>
        public static T Optional<T>(Dictionary<string, object> from, string name, string path, ReadValue<T> read) where T : class
        {
            object json;
            return from.TryGetValue(name, out json) && json != null ? read(json, path + "." + name) : null;
        }

        /// <summary>The same for what has no null of its own.</summary>
        public static T? OptionalValue<T>(Dictionary<string, object> from, string name, string path, ReadValue<T> read) where T : struct
        {
            object json;
            return from.TryGetValue(name, out json) && json != null ? read(json, path + "." + name) : (T?)null;
        }

        static T As<T>(object json, string path, string what)
        {
            if (json is T) return (T)json;
            throw Expected(path, what);
        }

        static JsonException Expected(string path, string what)
        {
            return new JsonException("expected " + what + " at " + path);
        }
    }
}
