// Who is signed in, and the calls made as them: the access token is exchanged before it expires, once however many calls want
// it, and a call that is told it no longer counts is repeated once with a new one.

using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Hiroba
{
    public sealed class HirobaSession
    {
        /// <summary>For the call the token is wanted for takes time too.</summary>
        static readonly TimeSpan ExpiryMargin = TimeSpan.FromSeconds(30);

        readonly string edgeUrl;
        readonly IHirobaTransport transport;
        readonly object gate = new object();
        SessionGrant grant;
        Task<SessionGrant> exchanging;

        internal HirobaSession(string edgeUrl, IHirobaTransport transport)
        {
            this.edgeUrl = edgeUrl.TrimEnd('/');
            this.transport = transport;
        }

        /// <summary>As last told; null when nobody is signed in.</summary>
        public User User
        {
            get { lock (gate) return grant == null ? null : grant.User; }
        }

        /// <summary>What to keep, safely, to be the same person at the next start: see ResumeAsync. It changes with every exchange.</summary>
        public string RefreshToken
        {
            get { lock (gate) return grant == null ? null : grant.RefreshToken; }
        }

        /// <summary>Takes up the session a refresh token was kept of. Throws a problem with status 401 when it is over.</summary>
        public Task<SessionGrant> ResumeAsync(string refreshToken)
        {
            lock (gate)
            {
                exchanging = null;
                grant = new SessionGrant { RefreshToken = refreshToken, AccessTokenExpiresAt = DateTimeOffset.MinValue };
                return ExchangeLocked();
            }
        }

        /// <summary>Forgets who was signed in; session.end tells the edge, too.</summary>
        public void Forget()
        {
            lock (gate) grant = null;
        }

        SessionGrant Keep(SessionGrant granted)
        {
            lock (gate) grant = granted;
            return granted;
        }

        internal async Task<SessionGrant> SignInAsync(HirobaCall<SessionGrant> call, CancellationToken cancel)
        {
            return Keep(await CallAsync(call, cancel).ConfigureAwait(false));
        }

        internal async Task<T> CallAsync<T>(HirobaCall<T> call, CancellationToken cancel)
        {
            if (!call.NeedsSession) return call.Read(await SendAsync(call, null, cancel).ConfigureAwait(false));
            var used = await CurrentAsync().ConfigureAwait(false);
            try
            {
                return call.Read(await SendAsync(call, used.AccessToken, cancel).ConfigureAwait(false));
            }
            catch (HirobaProblemException refusal)
            {
                if (refusal.Code != ProblemCode.AccessTokenInvalid) throw;
            }
            var next = await ReplaceAsync(used).ConfigureAwait(false);
            return call.Read(await SendAsync(call, next.AccessToken, cancel).ConfigureAwait(false));
        }

        Task<SessionGrant> CurrentAsync()
        {
            lock (gate)
            {
                if (grant == null) throw HirobaProblemException.SessionRequired();
                return grant.AccessTokenExpiresAt - DateTimeOffset.UtcNow > ExpiryMargin ? Task.FromResult(grant) : ExchangeLocked();
            }
        }

        /// <summary>Unless another call was told the same and has a new one already.</summary>
        Task<SessionGrant> ReplaceAsync(SessionGrant used)
        {
            lock (gate) return grant == used ? ExchangeLocked() : CurrentAsync();
        }

        /// <summary>One at a time: a refresh token that comes twice ends its session.</summary>
        Task<SessionGrant> ExchangeLocked()
        {
            if (exchanging == null || exchanging.IsCompleted) exchanging = ExchangeAsync(grant);
            return exchanging;
        }

        async Task<SessionGrant> ExchangeAsync(SessionGrant before)
        {
            if (before.RefreshToken == null) throw HirobaProblemException.SessionRequired();
            var call = SessionApi.RefreshCall(new Refresh { RefreshToken = before.RefreshToken });
            try
            {
                var next = call.Read(await SendAsync(call, null, CancellationToken.None).ConfigureAwait(false));
                Replace(before, next);
                return next;
            }
            catch (HirobaProblemException refusal)
            {
                if (refusal.Status == 401) Replace(before, null);
                throw;
            }
        }

        /// <summary>Unless somebody signed in or out meanwhile: what an exchange brings must not outlive that.</summary>
        void Replace(SessionGrant before, SessionGrant next)
        {
            lock (gate)
                if (grant == before) grant = next;
        }

        async Task<HirobaResponse> SendAsync<T>(HirobaCall<T> call, string accessToken, CancellationToken cancel)
        {
            var headers = new Dictionary<string, string>(call.Headers);
            if (accessToken != null) headers["authorization"] = "Bearer " + accessToken;
            var request = new HirobaRequest { Method = call.Method, Url = edgeUrl + call.Target, Headers = headers, Body = call.Body };
            var response = await transport.SendAsync(request, cancel).ConfigureAwait(false);
            if (response.Status >= 200 && response.Status < 300) return response;
            throw HirobaProblemException.Of(response);
        }
    }

    /// <summary>One endpoint, and what it is handed.</summary>
    internal sealed class HirobaCall<T>
    {
        public readonly string Method;
        public readonly bool NeedsSession;
        public readonly Dictionary<string, string> Headers = new Dictionary<string, string>();
        readonly StringBuilder target;
        readonly Func<HirobaResponse, T> read;
        string body;
        bool hasQuery;

        public HirobaCall(string method, string path, bool needsSession, Func<HirobaResponse, T> read)
        {
            Method = method;
            NeedsSession = needsSession;
            target = new StringBuilder(path);
            this.read = read;
        }

        public string Target
        {
            get { return target.ToString(); }
        }

        public string Body
        {
            get { return body; }
        }

        public HirobaCall<T> Param(string name, string value)
        {
            target.Replace("{" + name + "}", Uri.EscapeDataString(value));
            return this;
        }

        public HirobaCall<T> Query(string name, string value)
        {
            if (value == null) return this;
            target.Append(hasQuery ? '&' : '?').Append(name).Append('=').Append(Uri.EscapeDataString(value));
            hasQuery = true;
            return this;
        }

        public HirobaCall<T> Header(string name, string value)
        {
            if (value != null) Headers[name] = value;
            return this;
        }

        public HirobaCall<T> Json(object json)
        {
            if (json != null) body = Hiroba.Json.Write(json);
            return this;
        }

        public T Read(HirobaResponse response)
        {
            try
            {
                return read(response);
            }
            catch (JsonException error)
            {
                throw HirobaProblemException.Unreadable(response.Status, error);
            }
        }
    }
}
