// How a request reaches the edge. HttpClientTransport does wherever there are sockets; in a browser (Unity WebGL) write another
// over UnityWebRequest.

using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Hiroba
{
    public sealed class HirobaRequest
    {
        public string Method;
        public string Url;
        public Dictionary<string, string> Headers;
        /// <summary>JSON, or null for no body.</summary>
        public string Body;
    }

    public sealed class HirobaResponse
    {
        public int Status;
        public string Body;
        /// <summary>Retry-After, when the answer has one in seconds.</summary>
        public int? RetryAfterSeconds;
    }

    public interface IHirobaTransport
    {
        /// <summary>Sends, and follows no redirect. Throws HirobaProblemException EDGE_AWAY when nobody answers.</summary>
        Task<HirobaResponse> SendAsync(HirobaRequest request, CancellationToken cancel);
    }

    public sealed class HttpClientTransport : IHirobaTransport, IDisposable
    {
        readonly HttpClient http;

        public HttpClientTransport() : this(TimeSpan.FromSeconds(15)) { }

        public HttpClientTransport(TimeSpan timeout)
        {
            http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
            http.Timeout = timeout;
        }

        public async Task<HirobaResponse> SendAsync(HirobaRequest request, CancellationToken cancel)
        {
            using (var message = new HttpRequestMessage(new HttpMethod(request.Method), request.Url))
            {
                foreach (var header in request.Headers) message.Headers.TryAddWithoutValidation(header.Key, header.Value);
                if (request.Body != null)
                {
                    message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(request.Body));
                    message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
                }
                try
                {
                    using (var response = await http.SendAsync(message, cancel).ConfigureAwait(false))
                        return await ReadAsync(response).ConfigureAwait(false);
                }
                catch (HttpRequestException error)
                {
                    throw HirobaProblemException.EdgeAway(error);
                }
                catch (TaskCanceledException error)
                {
                    if (cancel.IsCancellationRequested) throw;
                    throw HirobaProblemException.EdgeAway(error);
                }
            }
        }

        static async Task<HirobaResponse> ReadAsync(HttpResponseMessage response)
        {
            var retryAfter = response.Headers.RetryAfter;
            return new HirobaResponse
            {
                Status = (int)response.StatusCode,
                Body = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false)),
                RetryAfterSeconds = retryAfter == null || !retryAfter.Delta.HasValue ? (int?)null : (int)retryAfter.Delta.Value.TotalSeconds,
            };
        }

        public void Dispose()
        {
            http.Dispose();
        }
    }
}
