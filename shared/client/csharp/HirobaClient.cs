// Made by `bun run generate` from the contract (shared/contract): change that instead.

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Hiroba
{
    /// <summary>Everything the public API offers a program.</summary>
    public sealed class HirobaClient
    {
        /// <summary>Who is signed in. Signing in through SignIn puts somebody there.</summary>
        public readonly HirobaSession Current;
        public readonly SignInApi SignIn;
        public readonly SessionApi Session;
        public readonly SessionsApi Sessions;
        public readonly MeApi Me;
        public readonly IdentitiesApi Identities;
        public readonly WorldsApi Worlds;
        public readonly EventsApi Events;
        public readonly AvatarsApi Avatars;
        public readonly UploadsApi Uploads;
        public readonly KeysApi Keys;

        public HirobaClient(string edgeUrl) : this(edgeUrl, new HttpClientTransport()) { }

        public HirobaClient(string edgeUrl, IHirobaTransport transport)
        {
            Current = new HirobaSession(edgeUrl, transport);
            SignIn = new SignInApi(Current);
            Session = new SessionApi(Current);
            Sessions = new SessionsApi(Current);
            Me = new MeApi(Current);
            Identities = new IdentitiesApi(Current);
            Worlds = new WorldsApi(Current);
            Events = new EventsApi(Current);
            Avatars = new AvatarsApi(Current);
            Uploads = new UploadsApi(Current);
            Keys = new KeysApi(Current);
        }
    }

    public sealed class SignInApi
    {
        readonly HirobaSession session;

        internal SignInApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells the ways to sign in that this server offers. Refusals: INTERNAL.</summary>
        public Task<SignInWays> WaysAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(WaysCall(), cancel);
        }

        internal static HirobaCall<SignInWays> WaysCall()
        {
            return new HirobaCall<SignInWays>("GET", "/v1/sign-in", false, response => SignInWays.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Makes a guest account and signs in as it. Refusals: JSON_MALFORMED, CROSS_ORIGIN_REFUSED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<SessionGrant> GuestAsync(GuestSignIn body, CancellationToken cancel = default(CancellationToken))
        {
            return session.SignInAsync(GuestCall(body), cancel);
        }

        internal static HirobaCall<SessionGrant> GuestCall(GuestSignIn body)
        {
            return new HirobaCall<SessionGrant>("POST", "/v1/sign-in/guest", false, response => SessionGrant.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Signs in with an ID token of Firebase Auth; the first time, an account is made. Refusals: JSON_MALFORMED, FIREBASE_TOKEN_INVALID, CROSS_ORIGIN_REFUSED, FIREBASE_NOT_CONFIGURED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, FIREBASE_ANONYMOUS, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, FIREBASE_AWAY, ORIGIN_AWAY.</summary>
        public Task<SessionGrant> FirebaseAsync(FirebaseSignIn body, CancellationToken cancel = default(CancellationToken))
        {
            return session.SignInAsync(FirebaseCall(body), cancel);
        }

        internal static HirobaCall<SessionGrant> FirebaseCall(FirebaseSignIn body)
        {
            return new HirobaCall<SessionGrant>("POST", "/v1/sign-in/firebase", false, response => SessionGrant.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }
    }

    public sealed class SessionApi
    {
        readonly HirobaSession session;

        internal SessionApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Exchanges the refresh token, of the body or of the cookie, for the next one and an access token. Refusals: JSON_MALFORMED, SESSION_REQUIRED, SESSION_EXPIRED, SESSION_ENDED, SESSION_REUSED, CROSS_ORIGIN_REFUSED, SESSION_JUST_ROTATED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<SessionGrant> RefreshAsync(Refresh body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.SignInAsync(RefreshCall(body), cancel);
        }

        internal static HirobaCall<SessionGrant> RefreshCall(Refresh body = null)
        {
            return new HirobaCall<SessionGrant>("POST", "/v1/session/refresh", false, response => SessionGrant.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body == null ? null : body.ToJson());
        }

        /// <summary>Signs out: ends the session of the refresh token, of the body or of the cookie. Refusals: JSON_MALFORMED, SESSION_REQUIRED, CROSS_ORIGIN_REFUSED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task EndAsync(Refresh body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EndCall(body), cancel);
        }

        internal static HirobaCall<bool> EndCall(Refresh body = null)
        {
            return new HirobaCall<bool>("DELETE", "/v1/session", false, response => true)
                .Json(body == null ? null : body.ToJson());
        }
    }

    public sealed class SessionsApi
    {
        readonly HirobaSession session;

        internal SessionsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists where one is signed in, the one used last first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<SessionsListAnswer> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<SessionsListAnswer> ListCall()
        {
            return new HirobaCall<SessionsListAnswer>("GET", "/v1/me/sessions", true, response => SessionsListAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Signs out everywhere, or everywhere but here. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task EndAllAsync(string keep = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EndAllCall(keep), cancel);
        }

        internal static HirobaCall<bool> EndAllCall(string keep = null)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/sessions", true, response => true)
                .Query("keep", keep);
        }

        /// <summary>Signs out on one device; its access token is good for at most ten minutes more. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, SESSION_NOT_FOUND, NOT_FOUND, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task EndOneAsync(string sessionId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EndOneCall(sessionId), cancel);
        }

        internal static HirobaCall<bool> EndOneCall(string sessionId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/sessions/{sessionId}", true, response => true)
                .Param("sessionId", sessionId);
        }
    }

    public sealed class MeApi
    {
        readonly HirobaSession session;

        internal MeApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells who is signed in. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, USER_NOT_FOUND, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<User> GetAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(), cancel);
        }

        internal static HirobaCall<User> GetCall()
        {
            return new HirobaCall<User>("GET", "/v1/me", true, response => User.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Puts an avatar on, or takes it off with null. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, AVATAR_NOT_YOURS, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ASSET_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<User> WearAvatarAsync(WearAvatar body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(WearAvatarCall(body), cancel);
        }

        internal static HirobaCall<User> WearAvatarCall(WearAvatar body)
        {
            return new HirobaCall<User>("PUT", "/v1/me/avatar", true, response => User.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Lists the caller's own uploads, newest first, and how much more they may bring. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<OwnUploadPage> UploadsAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UploadsCall(cursor, limit), cancel);
        }

        internal static HirobaCall<OwnUploadPage> UploadsCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<OwnUploadPage>("GET", "/v1/me/uploads", true, response => OwnUploadPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }
    }

    public sealed class IdentitiesApi
    {
        readonly HirobaSession session;

        internal IdentitiesApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists the identities that sign in to one's account, oldest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<IdentitiesListAnswer> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<IdentitiesListAnswer> ListCall()
        {
            return new HirobaCall<IdentitiesListAnswer>("GET", "/v1/me/identities", true, response => IdentitiesListAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Adds a Firebase identity to one's account. A guest becomes a member and keeps everything. Refusals: JSON_MALFORMED, FIREBASE_TOKEN_INVALID, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, FIREBASE_NOT_CONFIGURED, USER_NOT_FOUND, IDENTITY_TAKEN, IDENTITIES_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, FIREBASE_ANONYMOUS, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, FIREBASE_AWAY, ORIGIN_AWAY.</summary>
        public Task<Identity> LinkFirebaseAsync(FirebaseToken body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LinkFirebaseCall(body), cancel);
        }

        internal static HirobaCall<Identity> LinkFirebaseCall(FirebaseToken body)
        {
            return new HirobaCall<Identity>("POST", "/v1/me/identities/firebase", true, response => Identity.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Begins adding an identity of a provider: send the browser to the answer's URL. It comes back to returnTo, with signInProblem in the query when it came to nothing. Refusals: RETURN_TO_REFUSED, JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, CROSS_ORIGIN_REFUSED, SCOPE_INSUFFICIENT, OIDC_NOT_CONFIGURED, PROVIDER_UNKNOWN, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, OIDC_PROVIDER_AWAY.</summary>
        public Task<LinkOidcStart> LinkOidcAsync(LinkOidc body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LinkOidcCall(body), cancel);
        }

        internal static HirobaCall<LinkOidcStart> LinkOidcCall(LinkOidc body)
        {
            return new HirobaCall<LinkOidcStart>("POST", "/v1/me/identities/oidc", true, response => LinkOidcStart.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Takes an identity away from one's account; the last way to sign in stays. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, IDENTITY_NOT_FOUND, NOT_FOUND, LAST_SIGN_IN_WAY, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task UnlinkAsync(string identityId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UnlinkCall(identityId), cancel);
        }

        internal static HirobaCall<bool> UnlinkCall(string identityId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/identities/{identityId}", true, response => true)
                .Param("identityId", identityId);
        }
    }

    public sealed class WorldsApi
    {
        readonly HirobaSession session;

        internal WorldsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists worlds, newest first. Refusals: CURSOR_INVALID, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<WorldPage> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<WorldPage> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<WorldPage>("GET", "/v1/worlds", false, response => WorldPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Publishes a world. Repeated with the same Idempotency-Key it is made once. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, USER_NOT_FOUND, WORLD_NAME_TAKEN, WORLD_QUOTA_REACHED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, WORLD_SPAWN_OUTSIDE, IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<World> CreateAsync(CreateWorld body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CreateCall(body, idempotencyKey), cancel);
        }

        internal static HirobaCall<World> CreateCall(CreateWorld body, string idempotencyKey = null)
        {
            return new HirobaCall<World>("POST", "/v1/worlds", true, response => World.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }

        /// <summary>Tells of one world. Refusals: WORLD_NOT_FOUND, NOT_FOUND, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<World> GetAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(worldId), cancel);
        }

        internal static HirobaCall<World> GetCall(string worldId)
        {
            return new HirobaCall<World>("GET", "/v1/worlds/{worldId}", false, response => World.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }

        /// <summary>Asks for a place in a room of this world: where its host is, and the ticket to show there. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, NO_ROOM_HOST, ROOMS_FULL, ORIGIN_AWAY.</summary>
        public Task<RoomEntry> EnterAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EnterCall(worldId), cancel);
        }

        internal static HirobaCall<RoomEntry> EnterCall(string worldId)
        {
            return new HirobaCall<RoomEntry>("POST", "/v1/worlds/{worldId}/enter", true, response => RoomEntry.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }
    }

    public sealed class EventsApi
    {
        readonly HirobaSession session;

        internal EventsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists events that have not ended, soonest first. Refusals: CURSOR_INVALID, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<EventPage> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<EventPage> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<EventPage>("GET", "/v1/events", false, response => EventPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }
    }

    public sealed class AvatarsApi
    {
        readonly HirobaSession session;

        internal AvatarsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists avatars, newest first. Refusals: CURSOR_INVALID, VALIDATION_FAILED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<AvatarPage> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<AvatarPage> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<AvatarPage>("GET", "/v1/avatars", false, response => AvatarPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }
    }

    public sealed class UploadsApi
    {
        readonly HirobaSession session;

        internal UploadsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells what may be uploaded: types, sizes and names for each kind, and the quotas of each role. Refusals: INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<UploadLimits> LimitsAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LimitsCall(), cancel);
        }

        internal static HirobaCall<UploadLimits> LimitsCall()
        {
            return new HirobaCall<UploadLimits>("GET", "/v1/upload/limits", false, response => UploadLimits.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Gives a form to post one file with, straight to the object store: every field, then the file. A world with a platform is a Unity AssetBundle. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, UPLOAD_STORAGE_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, UPLOAD_QUOTA_REACHED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY.</summary>
        public Task<UploadPolicy> PolicyAsync(string kind, UploadRequest body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PolicyCall(kind, body), cancel);
        }

        internal static HirobaCall<UploadPolicy> PolicyCall(string kind, UploadRequest body)
        {
            return new HirobaCall<UploadPolicy>("POST", "/v1/upload/{kind}/policies", true, response => UploadPolicy.FromJson(Json.Parse(response.Body), "answer"))
                .Param("kind", kind)
                .Json(body.ToJson());
        }

        /// <summary>Begins an upload of a large file in parts: a URL for each, to put exactly its bytes to. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, UPLOAD_STORAGE_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, UPLOAD_NOT_LARGE, VALIDATION_FAILED, UPLOAD_QUOTA_REACHED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, STORE_AWAY.</summary>
        public Task<MultipartUpload> MultipartAsync(string kind, UploadRequest body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(MultipartCall(kind, body), cancel);
        }

        internal static HirobaCall<MultipartUpload> MultipartCall(string kind, UploadRequest body)
        {
            return new HirobaCall<MultipartUpload>("POST", "/v1/upload/{kind}/multipart", true, response => MultipartUpload.FromJson(Json.Parse(response.Body), "answer"))
                .Param("kind", kind)
                .Json(body.ToJson());
        }

        /// <summary>Puts the parts of an upload together. Asked again, it does nothing more. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, UPLOAD_NOT_FOUND, NOT_FOUND, UPLOAD_NOT_IN_PARTS, UPLOAD_PARTS_WRONG, INTERNAL, ORIGIN_ANSWER_UNREADABLE, STORE_AWAY, ORIGIN_AWAY.</summary>
        public Task<UploadStatus> CompleteAsync(string kind, string uploadId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CompleteCall(kind, uploadId), cancel);
        }

        internal static HirobaCall<UploadStatus> CompleteCall(string kind, string uploadId)
        {
            return new HirobaCall<UploadStatus>("POST", "/v1/upload/{kind}/{uploadId}/complete", true, response => UploadStatus.FromJson(Json.Parse(response.Body), "answer"))
                .Param("kind", kind)
                .Param("uploadId", uploadId);
        }

        /// <summary>Gives up an upload that has no verdict yet, and what was sent of it. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SCOPE_INSUFFICIENT, UPLOAD_NOT_FOUND, NOT_FOUND, INTERNAL, ORIGIN_ANSWER_UNREADABLE, STORE_AWAY, ORIGIN_AWAY.</summary>
        public Task AbortAsync(string kind, string uploadId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AbortCall(kind, uploadId), cancel);
        }

        internal static HirobaCall<bool> AbortCall(string kind, string uploadId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/upload/{kind}/{uploadId}", true, response => true)
                .Param("kind", kind)
                .Param("uploadId", uploadId);
        }

        /// <summary>Tells how an upload goes. Whoever knows its id, which cannot be guessed, may ask. With Accept: text/event-stream the same comes as server-sent events until the verdict. Refusals: UPLOAD_NOT_FOUND, NOT_FOUND, INTERNAL, ORIGIN_ANSWER_UNREADABLE, UPLOAD_STREAMS_FULL, ORIGIN_AWAY.</summary>
        public Task<UploadStatus> StatusAsync(string kind, string uploadId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(StatusCall(kind, uploadId), cancel);
        }

        internal static HirobaCall<UploadStatus> StatusCall(string kind, string uploadId)
        {
            return new HirobaCall<UploadStatus>("GET", "/v1/upload/{kind}/{uploadId}/status", false, response => response.Body == "" ? null : UploadStatus.FromJson(Json.Parse(response.Body), "answer"))
                .Param("kind", kind)
                .Param("uploadId", uploadId);
        }
    }

    public sealed class KeysApi
    {
        readonly HirobaSession session;

        internal KeysApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>The public keys of access tokens (RFC 7517). Refusals: INTERNAL.</summary>
        public Task<KeysAccessAnswer> AccessAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AccessCall(), cancel);
        }

        internal static HirobaCall<KeysAccessAnswer> AccessCall()
        {
            return new HirobaCall<KeysAccessAnswer>("GET", "/.well-known/jwks.json", false, response => KeysAccessAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>The public keys of room tickets (RFC 7517). Refusals: INTERNAL.</summary>
        public Task<KeysAccessAnswer> TicketAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(TicketCall(), cancel);
        }

        internal static HirobaCall<KeysAccessAnswer> TicketCall()
        {
            return new HirobaCall<KeysAccessAnswer>("GET", "/.well-known/ticket-jwks.json", false, response => KeysAccessAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }
    }
}
