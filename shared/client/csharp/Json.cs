// JSON (RFC 8259) without a dependency, for runtimes where reflection is not at hand (IL2CPP). A value is null, bool, long,
// double, string, List<object> or Dictionary<string, object>. Knows nothing of Hiroba.

using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Hiroba
{
    /// <summary>The text is not JSON, or not the JSON that was expected; the message says where.</summary>
    public sealed class JsonException : Exception
    {
        public JsonException(string message) : base(message) { }
    }

    public static class Json
    {
        /// <summary>Deeper than any answer of ours; a tower of brackets must not end the process.</summary>
        public const int DepthMax = 64;

        /// <summary>Throws JsonException for anything that is not exactly one JSON value.</summary>
        public static object Parse(string text)
        {
            return new Reader(text).ReadAll();
        }

        /// <summary>Throws JsonException for a number that JSON cannot say, and ArgumentException for a type that is none of JSON's.</summary>
        public static string Write(object value)
        {
            var text = new StringBuilder();
            Append(text, value);
            return text.ToString();
        }

        static void Append(StringBuilder text, object value)
        {
            if (value == null) text.Append("null");
            else if (value is string) AppendText(text, (string)value);
            else if (value is bool) text.Append((bool)value ? "true" : "false");
            else if (value is int || value is long) text.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture));
            else if (value is double) AppendNumber(text, (double)value);
            else if (value is Dictionary<string, object>) AppendObject(text, (Dictionary<string, object>)value);
            else if (value is List<object>) AppendList(text, (List<object>)value);
            else throw new ArgumentException("JSON has no " + value.GetType());
        }

        static void AppendNumber(StringBuilder text, double value)
        {
            if (double.IsNaN(value) || double.IsInfinity(value)) throw new JsonException("JSON has no number " + value);
            text.Append(value.ToString("R", CultureInfo.InvariantCulture));
        }

        static void AppendObject(StringBuilder text, Dictionary<string, object> value)
        {
            var separator = "{";
            foreach (var pair in value)
            {
                text.Append(separator);
                AppendText(text, pair.Key);
                text.Append(':');
                Append(text, pair.Value);
                separator = ",";
            }
            text.Append(value.Count == 0 ? "{}" : "}");
        }

        static void AppendList(StringBuilder text, List<object> value)
        {
            var separator = "[";
            foreach (var item in value)
            {
                text.Append(separator);
                Append(text, item);
                separator = ",";
            }
            text.Append(value.Count == 0 ? "[]" : "]");
        }

        static void AppendText(StringBuilder text, string value)
        {
            text.Append('"');
            for (var index = 0; index < value.Length; index++)
            {
                var one = value[index];
                if (one == '"' || one == '\\') text.Append('\\').Append(one);
                else if (one < ' ' || char.IsSurrogate(one) && !IsPaired(value, index))
                    text.Append("\\u").Append(((int)one).ToString("x4", CultureInfo.InvariantCulture));
                else text.Append(one);
            }
            text.Append('"');
        }

        static bool IsPaired(string value, int index)
        {
            return char.IsHighSurrogate(value[index])
                ? index + 1 < value.Length && char.IsLowSurrogate(value[index + 1])
                : index > 0 && char.IsHighSurrogate(value[index - 1]);
        }

        sealed class Reader
        {
            readonly string text;
            int at;
            int depth;

            public Reader(string text)
            {
                this.text = text;
            }

            public object ReadAll()
            {
                var value = ReadValue();
                SkipSpace();
                if (at < text.Length) throw Wrong("nothing more");
                return value;
            }

            object ReadValue()
            {
                SkipSpace();
                if (at >= text.Length) throw Wrong("a value");
                switch (text[at])
                {
                    case '{': return Deeper(ReadObject);
                    case '[': return Deeper(ReadList);
                    case '"': return ReadText();
                    case 't': return ReadWord("true", true);
                    case 'f': return ReadWord("false", false);
                    case 'n': return ReadWord("null", null);
                    default: return ReadNumber();
                }
            }

            object Deeper(Func<object> read)
            {
                if (++depth > DepthMax) throw Wrong("no more than " + DepthMax + " levels");
                at++;
                var value = read();
                depth--;
                return value;
            }

            object ReadObject()
            {
                var value = new Dictionary<string, object>();
                if (Took('}')) return value;
                do
                {
                    SkipSpace();
                    if (at >= text.Length || text[at] != '"') throw Wrong("a name");
                    var name = ReadText();
                    if (!Took(':')) throw Wrong("a colon");
                    value[name] = ReadValue();
                } while (Took(','));
                if (!Took('}')) throw Wrong("a comma or }");
                return value;
            }

            object ReadList()
            {
                var value = new List<object>();
                if (Took(']')) return value;
                do value.Add(ReadValue());
                while (Took(','));
                if (!Took(']')) throw Wrong("a comma or ]");
                return value;
            }

            object ReadWord(string word, object value)
            {
                if (string.CompareOrdinal(text, at, word, 0, word.Length) != 0) throw Wrong(word);
                at += word.Length;
                return value;
            }

            string ReadText()
            {
                var value = new StringBuilder();
                for (at++; at < text.Length; at++)
                {
                    var one = text[at];
                    if (one == '"')
                    {
                        at++;
                        return value.ToString();
                    }
                    if (one < ' ') throw Wrong("no control character");
                    value.Append(one == '\\' ? ReadEscaped() : one);
                }
                throw Wrong("the end of a text");
            }

            char ReadEscaped()
            {
                at++;
                var one = at < text.Length ? text[at] : ' ';
                if (one == 'u') return ReadUnit();
                var index = "\"\\/bfnrt".IndexOf(one);
                if (index < 0) throw Wrong("an escape");
                return "\"\\/\b\f\n\r\t"[index];
            }

            char ReadUnit()
            {
                int unit;
                var digits = at + 5 <= text.Length ? text.Substring(at + 1, 4) : "";
                if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out unit))
                    throw Wrong("four hexadecimal digits");
                at += 4;
                return (char)unit;
            }

            object ReadNumber()
            {
                var from = at;
                Take('-');
                var whole = Digits();
                if (whole == 0 || whole > 1 && text[at - whole] == '0') throw Wrong("a value");
                var isWhole = true;
                if (Take('.'))
                {
                    isWhole = false;
                    if (Digits() == 0) throw Wrong("a digit");
                }
                if (Take('e') || Take('E'))
                {
                    isWhole = false;
                    if (!Take('+')) Take('-');
                    if (Digits() == 0) throw Wrong("a digit");
                }
                var digits = text.Substring(from, at - from);
                long integer;
                if (isWhole && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out integer)) return integer;
                double number;
                if (double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && !double.IsInfinity(number)) return number;
                throw Wrong("a number that is not too large");
            }

            int Digits()
            {
                var from = at;
                while (at < text.Length && text[at] >= '0' && text[at] <= '9') at++;
                return at - from;
            }

            bool Took(char wanted)
            {
                SkipSpace();
                return Take(wanted);
            }

            bool Take(char wanted)
            {
                if (at >= text.Length || text[at] != wanted) return false;
                at++;
                return true;
            }

            void SkipSpace()
            {
                while (at < text.Length && " \t\n\r".IndexOf(text[at]) >= 0) at++;
            }

            JsonException Wrong(string expected)
            {
                return new JsonException("expected " + expected + " at character " + at);
            }
        }
    }
}
