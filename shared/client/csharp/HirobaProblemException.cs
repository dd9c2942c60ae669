// What a call failed with: a problem of the edge (RFC 9457), or one that says that there was no edge to ask.

using System;

namespace Hiroba
{
    public sealed class HirobaProblemException : Exception
    {
        public const string EdgeAwayCode = "EDGE_AWAY";
        public const string AnswerUnreadableCode = "EDGE_ANSWER_UNREADABLE";
        public const string SessionRequiredCode = "SESSION_REQUIRED";

        public readonly Problem Problem;
        /// <summary>When to try again, where the edge said so.</summary>
        public readonly int? RetryAfterSeconds;

        public HirobaProblemException(Problem problem, int? retryAfterSeconds, Exception cause)
            : base(problem.Status + " " + problem.Code + ": " + (problem.Detail ?? problem.Title), cause)
        {
            Problem = problem;
            RetryAfterSeconds = retryAfterSeconds;
        }

        /// <summary>What to switch on: see ProblemCode.</summary>
        public string Code
        {
            get { return Problem.Code; }
        }

        public long Status
        {
            get { return Problem.Status; }
        }

        public static HirobaProblemException EdgeAway(Exception cause)
        {
            return Own(503, EdgeAwayCode, "The server cannot be reached", cause);
        }

        internal static HirobaProblemException SessionRequired()
        {
            return Own(401, SessionRequiredCode, "Nobody is signed in", null);
        }

        /// <summary>The problem that a refusal tells; one of our own when it tells none, as proxies do.</summary>
        internal static HirobaProblemException Of(HirobaResponse response)
        {
            try
            {
                return new HirobaProblemException(Problem.FromJson(Json.Parse(response.Body), "problem"), response.RetryAfterSeconds, null);
            }
            catch (JsonException error)
            {
                return response.Status >= 502 && response.Status <= 504 ? EdgeAway(error) : Unreadable(response.Status, error);
            }
        }

        internal static HirobaProblemException Unreadable(int status, Exception cause)
        {
            return Own(502, AnswerUnreadableCode, "The server answered " + status + ", but not as Hiroba of this version does", cause);
        }

        static HirobaProblemException Own(int status, string code, string title, Exception cause)
        {
            return new HirobaProblemException(new Problem { Type = "about:blank", Status = status, Code = code, Title = title }, null, cause);
        }
    }
}
