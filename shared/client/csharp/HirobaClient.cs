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
        public readonly SignUpApi SignUp;
        public readonly PasskeysApi Passkeys;
        public readonly WorldsApi Worlds;
        public readonly WorldVersionsApi WorldVersions;
        public readonly WorldMembersApi WorldMembers;
        public readonly EventsApi Events;
        public readonly TicketTypesApi TicketTypes;
        public readonly TicketInvitationsApi TicketInvitations;
        public readonly TicketsApi Tickets;
        public readonly CoinPacksApi CoinPacks;
        public readonly OrdersApi Orders;
        public readonly StoreApi Store;
        public readonly GiftKindsApi GiftKinds;
        public readonly GiftsApi Gifts;
        public readonly EarningsApi Earnings;
        public readonly PayoutsApi Payouts;
        public readonly PayoutAccountApi PayoutAccount;
        public readonly AvatarsApi Avatars;
        public readonly ItemsApi Items;
        public readonly AssetVersionsApi AssetVersions;
        public readonly AssetVariantsApi AssetVariants;
        public readonly UsersApi Users;
        public readonly InvitationsApi Invitations;
        public readonly QueueApi Queue;
        public readonly RegionsApi Regions;
        public readonly FriendsApi Friends;
        public readonly BlocksApi Blocks;
        public readonly MutesApi Mutes;
        public readonly FollowersApi Followers;
        public readonly FollowingApi Following;
        public readonly RelationsApi Relations;
        public readonly NoticesApi Notices;
        public readonly NotificationsApi Notifications;
        public readonly PartyApi Party;
        public readonly PartiesApi Parties;
        public readonly HandlesApi Handles;
        public readonly ReportsApi Reports;
        public readonly ModerationApi Moderation;
        public readonly BooksApi Books;
        public readonly SearchApi Search;
        public readonly FeaturedApi Featured;
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
            SignUp = new SignUpApi(Current);
            Passkeys = new PasskeysApi(Current);
            Worlds = new WorldsApi(Current);
            WorldVersions = new WorldVersionsApi(Current);
            WorldMembers = new WorldMembersApi(Current);
            Events = new EventsApi(Current);
            TicketTypes = new TicketTypesApi(Current);
            TicketInvitations = new TicketInvitationsApi(Current);
            Tickets = new TicketsApi(Current);
            CoinPacks = new CoinPacksApi(Current);
            Orders = new OrdersApi(Current);
            Store = new StoreApi(Current);
            GiftKinds = new GiftKindsApi(Current);
            Gifts = new GiftsApi(Current);
            Earnings = new EarningsApi(Current);
            Payouts = new PayoutsApi(Current);
            PayoutAccount = new PayoutAccountApi(Current);
            Avatars = new AvatarsApi(Current);
            Items = new ItemsApi(Current);
            AssetVersions = new AssetVersionsApi(Current);
            AssetVariants = new AssetVariantsApi(Current);
            Users = new UsersApi(Current);
            Invitations = new InvitationsApi(Current);
            Queue = new QueueApi(Current);
            Regions = new RegionsApi(Current);
            Friends = new FriendsApi(Current);
            Blocks = new BlocksApi(Current);
            Mutes = new MutesApi(Current);
            Followers = new FollowersApi(Current);
            Following = new FollowingApi(Current);
            Relations = new RelationsApi(Current);
            Notices = new NoticesApi(Current);
            Notifications = new NotificationsApi(Current);
            Party = new PartyApi(Current);
            Parties = new PartiesApi(Current);
            Handles = new HandlesApi(Current);
            Reports = new ReportsApi(Current);
            Moderation = new ModerationApi(Current);
            Books = new BooksApi(Current);
            Search = new SearchApi(Current);
            Featured = new FeaturedApi(Current);
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

        /// <summary>Makes a guest account and signs in as it. Refusals: JSON_MALFORMED, CROSS_ORIGIN_REFUSED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<SessionGrant> GuestAsync(GuestSignIn body, CancellationToken cancel = default(CancellationToken))
        {
            return session.SignInAsync(GuestCall(body), cancel);
        }

        internal static HirobaCall<SessionGrant> GuestCall(GuestSignIn body)
        {
            return new HirobaCall<SessionGrant>("POST", "/v1/sign-in/guest", false, response => SessionGrant.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Signs in with an ID token of Firebase Auth; the first time, an account is made. Refusals: JSON_MALFORMED, FIREBASE_TOKEN_INVALID, CROSS_ORIGIN_REFUSED, FIREBASE_NOT_CONFIGURED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, FIREBASE_ANONYMOUS, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, FIREBASE_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<SessionGrant> FirebaseAsync(FirebaseSignIn body, CancellationToken cancel = default(CancellationToken))
        {
            return session.SignInAsync(FirebaseCall(body), cancel);
        }

        internal static HirobaCall<SessionGrant> FirebaseCall(FirebaseSignIn body)
        {
            return new HirobaCall<SessionGrant>("POST", "/v1/sign-in/firebase", false, response => SessionGrant.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Tells an authenticator what to sign, for signing in with any passkey of this site. Refusals: RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<RequestOptions> PasskeyStartAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PasskeyStartCall(), cancel);
        }

        internal static HirobaCall<RequestOptions> PasskeyStartCall()
        {
            return new HirobaCall<RequestOptions>("POST", "/v1/sign-in/passkey/options", false, response => RequestOptions.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Signs in with a passkey. Refusals: JSON_MALFORMED, PASSKEY_CHALLENGE_INVALID, PASSKEY_UNKNOWN, PASSKEY_INVALID, CROSS_ORIGIN_REFUSED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<SessionGrant> PasskeyAsync(PasskeySignIn body, CancellationToken cancel = default(CancellationToken))
        {
            return session.SignInAsync(PasskeyCall(body), cancel);
        }

        internal static HirobaCall<SessionGrant> PasskeyCall(PasskeySignIn body)
        {
            return new HirobaCall<SessionGrant>("POST", "/v1/sign-in/passkey", false, response => SessionGrant.FromJson(Json.Parse(response.Body), "answer"))
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

        /// <summary>Exchanges the refresh token, of the body or of the cookie, for the next one and an access token. Refusals: JSON_MALFORMED, SESSION_REQUIRED, SESSION_EXPIRED, SESSION_ENDED, SESSION_REUSED, CROSS_ORIGIN_REFUSED, SESSION_JUST_ROTATED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<SessionGrant> RefreshAsync(Refresh body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.SignInAsync(RefreshCall(body), cancel);
        }

        internal static HirobaCall<SessionGrant> RefreshCall(Refresh body = null)
        {
            return new HirobaCall<SessionGrant>("POST", "/v1/session/refresh", false, response => SessionGrant.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body == null ? null : body.ToJson());
        }

        /// <summary>Signs out: ends the session of the refresh token, of the body or of the cookie. Refusals: JSON_MALFORMED, SESSION_REQUIRED, CROSS_ORIGIN_REFUSED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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

        /// <summary>Lists where one is signed in, the one used last first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<SessionsListAnswer> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<SessionsListAnswer> ListCall()
        {
            return new HirobaCall<SessionsListAnswer>("GET", "/v1/me/sessions", true, response => SessionsListAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Signs out everywhere, or everywhere but here. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task EndAllAsync(string keep = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EndAllCall(keep), cancel);
        }

        internal static HirobaCall<bool> EndAllCall(string keep = null)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/sessions", true, response => true)
                .Query("keep", keep);
        }

        /// <summary>Signs out on one device; its access token is good for at most ten minutes more. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, SESSION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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

        /// <summary>Tells who is signed in. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<User> GetAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(), cancel);
        }

        internal static HirobaCall<User> GetCall()
        {
            return new HirobaCall<User>("GET", "/v1/me", true, response => User.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Changes one's name, what one says of oneself, or the language; only the fields that are sent. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<User> UpdateAsync(UpdateMe body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UpdateCall(body), cancel);
        }

        internal static HirobaCall<User> UpdateCall(UpdateMe body)
        {
            return new HirobaCall<User>("PATCH", "/v1/me", true, response => User.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Deletes one's account: hidden and signed out at once, erased after 14 days; a guest's is erased at once. Needs a sign-in of the last ten minutes. Refusals: SESSION_ENDED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SIGN_IN_NOT_FRESH, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Leaving> LeaveAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LeaveCall(), cancel);
        }

        internal static HirobaCall<Leaving> LeaveCall()
        {
            return new HirobaCall<Leaving>("DELETE", "/v1/me", true, response => Leaving.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Puts an avatar on, or takes it off with null. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, AVATAR_NOT_YOURS, AVATAR_NOT_BOUGHT, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ASSET_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<User> WearAvatarAsync(WearAvatar body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(WearAvatarCall(body), cancel);
        }

        internal static HirobaCall<User> WearAvatarCall(WearAvatar body)
        {
            return new HirobaCall<User>("PUT", "/v1/me/avatar", true, response => User.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Tells whether the copy of everything about one is ready, with a URL that is good for five minutes. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EXPORT_NOT_FOUND, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AccountExport> ExportAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ExportCall(), cancel);
        }

        internal static HirobaCall<AccountExport> ExportCall()
        {
            return new HirobaCall<AccountExport>("GET", "/v1/me/export", true, response => AccountExport.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Asks for a copy of everything about one, as JSON; within ten minutes it is the same copy. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AccountExport> RequestExportAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RequestExportCall(), cancel);
        }

        internal static HirobaCall<AccountExport> RequestExportCall()
        {
            return new HirobaCall<AccountExport>("POST", "/v1/me/export", true, response => AccountExport.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Keeps an account that was about to be erased; everything is as it was. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ACCOUNT_NOT_LEAVING, ACCOUNT_ERASING, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<User> RestoreAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RestoreCall(), cancel);
        }

        internal static HirobaCall<User> RestoreCall()
        {
            return new HirobaCall<User>("POST", "/v1/me/restore", true, response => User.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Lists one's own worlds, newest first, whoever else may see them. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldPage> WorldsAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(WorldsCall(cursor, limit), cancel);
        }

        internal static HirobaCall<WorldPage> WorldsCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<WorldPage>("GET", "/v1/me/worlds", true, response => WorldPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Tells of a world as one sees it oneself, also of a private one, and what one is to it. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnWorld> WorldAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(WorldCall(worldId), cancel);
        }

        internal static HirobaCall<OwnWorld> WorldCall(string worldId)
        {
            return new HirobaCall<OwnWorld>("GET", "/v1/me/worlds/{worldId}", true, response => OwnWorld.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }

        /// <summary>Lists events that one organises or is appointed at, newest first, drafts and archive too. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnEventPage> EventsAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EventsCall(cursor, limit), cancel);
        }

        internal static HirobaCall<OwnEventPage> EventsCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<OwnEventPage>("GET", "/v1/me/events", true, response => OwnEventPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Tells of an event as one sees it oneself: as what, with which rights; also of a draft of one's own. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnEvent> EventAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EventCall(eventId), cancel);
        }

        internal static HirobaCall<OwnEvent> EventCall(string eventId)
        {
            return new HirobaCall<OwnEvent>("GET", "/v1/me/events/{eventId}", true, response => OwnEvent.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Lists events that one comes or may come to, the one answered last first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnRsvpPage> RsvpsAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RsvpsCall(cursor, limit), cancel);
        }

        internal static HirobaCall<OwnRsvpPage> RsvpsCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<OwnRsvpPage>("GET", "/v1/me/rsvps", true, response => OwnRsvpPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Tells whether one's own calendar has a secret address. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<CalendarState> CalendarAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CalendarCall(), cancel);
        }

        internal static HirobaCall<CalendarState> CalendarCall()
        {
            return new HirobaCall<CalendarState>("GET", "/v1/me/calendar", true, response => CalendarState.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Makes a secret address for one's own calendar, shown this once; the one before is good for nothing any more. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<NewCalendar> RenewCalendarAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RenewCalendarCall(), cancel);
        }

        internal static HirobaCall<NewCalendar> RenewCalendarCall()
        {
            return new HirobaCall<NewCalendar>("POST", "/v1/me/calendar", true, response => NewCalendar.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Takes the secret address of one's own calendar away. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task EndCalendarAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EndCalendarCall(), cancel);
        }

        internal static HirobaCall<bool> EndCalendarCall()
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/calendar", true, response => true);
        }

        /// <summary>Lists what tickets an event has as one sees it oneself: how many one has and is invited to; to its organiser also how many are sold. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnTicketTypeList> TicketTypesAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(TicketTypesCall(eventId), cancel);
        }

        internal static HirobaCall<OwnTicketTypeList> TicketTypesCall(string eventId)
        {
            return new HirobaCall<OwnTicketTypeList>("GET", "/v1/me/events/{eventId}/ticket-types", true, response => OwnTicketTypeList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Tells how many coins and exchange tickets one has, and which of them expire next. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Wallet> WalletAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(WalletCall(), cancel);
        }

        internal static HirobaCall<Wallet> WalletCall()
        {
            return new HirobaCall<Wallet>("GET", "/v1/me/wallet", true, response => Wallet.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Lists what became of one's coins and exchange tickets, newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<CoinHistory> CoinHistoryAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CoinHistoryCall(cursor, limit), cancel);
        }

        internal static HirobaCall<CoinHistory> CoinHistoryCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<CoinHistory>("GET", "/v1/me/wallet/history", true, response => CoinHistory.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Lists what one sells or sold, newest first, and how many of each. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnListingPage> ListingsAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListingsCall(cursor, limit), cancel);
        }

        internal static HirobaCall<OwnListingPage> ListingsCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<OwnListingPage>("GET", "/v1/me/listings", true, response => OwnListingPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Lists what one has that others made, newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<HoldingPage> HoldingsAsync(string cursor = null, long? limit = null, string kind = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(HoldingsCall(cursor, limit, kind), cancel);
        }

        internal static HirobaCall<HoldingPage> HoldingsCall(string cursor = null, long? limit = null, string kind = null)
        {
            return new HirobaCall<HoldingPage>("GET", "/v1/me/holdings", true, response => HoldingPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("kind", kind);
        }

        /// <summary>Tells how one came by a thing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, HOLDING_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Holding> HoldingAsync(string assetId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(HoldingCall(assetId), cancel);
        }

        internal static HirobaCall<Holding> HoldingCall(string assetId)
        {
            return new HirobaCall<Holding>("GET", "/v1/me/holdings/{assetId}", true, response => Holding.FromJson(Json.Parse(response.Body), "answer"))
                .Param("assetId", assetId);
        }

        /// <summary>Lists what one was given, newest first, at one event or at all, and what it comes to. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<ReceivedGiftPage> GiftsAsync(string cursor = null, long? limit = null, string eventId = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GiftsCall(cursor, limit, eventId), cancel);
        }

        internal static HirobaCall<ReceivedGiftPage> GiftsCall(string cursor = null, long? limit = null, string eventId = null)
        {
            return new HirobaCall<ReceivedGiftPage>("GET", "/v1/me/gifts", true, response => ReceivedGiftPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("eventId", eventId);
        }

        /// <summary>Tells who may see which world one is in, who may come there, and who may invite one. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Privacy> PrivacyAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PrivacyCall(), cancel);
        }

        internal static HirobaCall<Privacy> PrivacyCall()
        {
            return new HirobaCall<Privacy>("GET", "/v1/me/privacy", true, response => Privacy.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Changes who may see which world one is in, who may come there, and who may invite one. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Privacy> SetPrivacyAsync(SetPrivacy body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(SetPrivacyCall(body), cancel);
        }

        internal static HirobaCall<Privacy> SetPrivacyCall(SetPrivacy body)
        {
            return new HirobaCall<Privacy>("PUT", "/v1/me/privacy", true, response => Privacy.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Takes a handle, or changes it; the one before stays one's own for 30 days. One that looks like somebody else's is taken. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, HANDLE_NOT_FOR_GUESTS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, HANDLE_TAKEN, HANDLE_RESERVED, HANDLE_CHANGED_OFTEN, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<User> TakeHandleAsync(MeTakeHandleBody body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(TakeHandleCall(body), cancel);
        }

        internal static HirobaCall<User> TakeHandleCall(MeTakeHandleBody body)
        {
            return new HirobaCall<User>("PUT", "/v1/me/handle", true, response => User.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Gives one's handle up; for 30 days nobody else can take it. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<User> DropHandleAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(DropHandleCall(), cancel);
        }

        internal static HirobaCall<User> DropHandleCall()
        {
            return new HirobaCall<User>("DELETE", "/v1/me/handle", true, response => User.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Tells what one may do in Hiroba as a whole, and what moderators decided about one, the newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Standing> StandingAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(StandingCall(), cancel);
        }

        internal static HirobaCall<Standing> StandingCall()
        {
            return new HirobaCall<Standing>("GET", "/v1/me/standing", true, response => Standing.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Says why a decision about one is wrong, once. Another moderator than the one who decided it answers. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SANCTION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, SANCTION_LIFTED, APPEALED_ALREADY, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Sanction> AppealAsync(string sanctionId, AppealText body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AppealCall(sanctionId, body), cancel);
        }

        internal static HirobaCall<Sanction> AppealCall(string sanctionId, AppealText body)
        {
            return new HirobaCall<Sanction>("POST", "/v1/me/standing/{sanctionId}/appeal", true, response => Sanction.FromJson(Json.Parse(response.Body), "answer"))
                .Param("sanctionId", sanctionId)
                .Json(body.ToJson());
        }

        /// <summary>Lists what one likes, the newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<LikePage> LikesAsync(string cursor = null, long? limit = null, string kind = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LikesCall(cursor, limit, kind), cancel);
        }

        internal static HirobaCall<LikePage> LikesCall(string cursor = null, long? limit = null, string kind = null)
        {
            return new HirobaCall<LikePage>("GET", "/v1/me/likes", true, response => LikePage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("kind", kind);
        }

        /// <summary>Lists the caller's own uploads, newest first, and how much more they may bring. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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

        /// <summary>Lists the identities that sign in to one's account, oldest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<IdentitiesListAnswer> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<IdentitiesListAnswer> ListCall()
        {
            return new HirobaCall<IdentitiesListAnswer>("GET", "/v1/me/identities", true, response => IdentitiesListAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Adds a Firebase identity to one's account. A guest becomes a member and keeps everything. Refusals: JSON_MALFORMED, FIREBASE_TOKEN_INVALID, SESSION_ENDED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SIGN_IN_NOT_FRESH, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, FIREBASE_NOT_CONFIGURED, USER_NOT_FOUND, IDENTITY_TAKEN, IDENTITIES_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, FIREBASE_ANONYMOUS, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, FIREBASE_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Identity> LinkFirebaseAsync(FirebaseToken body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LinkFirebaseCall(body), cancel);
        }

        internal static HirobaCall<Identity> LinkFirebaseCall(FirebaseToken body)
        {
            return new HirobaCall<Identity>("POST", "/v1/me/identities/firebase", true, response => Identity.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Begins adding an identity of a provider: send the browser to the answer's URL. It comes back to returnTo, with signInProblem in the query when it came to nothing. Refusals: RETURN_TO_REFUSED, JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, CROSS_ORIGIN_REFUSED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, OIDC_NOT_CONFIGURED, PROVIDER_UNKNOWN, USER_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, OIDC_PROVIDER_AWAY.</summary>
        public Task<LinkOidcStart> LinkOidcAsync(LinkOidc body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LinkOidcCall(body), cancel);
        }

        internal static HirobaCall<LinkOidcStart> LinkOidcCall(LinkOidc body)
        {
            return new HirobaCall<LinkOidcStart>("POST", "/v1/me/identities/oidc", true, response => LinkOidcStart.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Takes an identity away from one's account; the last way to sign in stays. Refusals: SESSION_ENDED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, IDENTITY_NOT_FOUND, NOT_FOUND, LAST_SIGN_IN_WAY, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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

    public sealed class SignUpApi
    {
        readonly HirobaSession session;

        internal SignUpApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells an authenticator what passkey to make for an account that is to be. Refusals: JSON_MALFORMED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<CreationOptions> PasskeyStartAsync(PasskeySignUpStart body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PasskeyStartCall(body), cancel);
        }

        internal static HirobaCall<CreationOptions> PasskeyStartCall(PasskeySignUpStart body)
        {
            return new HirobaCall<CreationOptions>("POST", "/v1/sign-up/passkey/options", false, response => CreationOptions.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Makes an account with a passkey, and signs in as it. Refusals: JSON_MALFORMED, PASSKEY_CHALLENGE_INVALID, PASSKEY_INVALID, CROSS_ORIGIN_REFUSED, PASSKEY_TAKEN, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<SessionGrant> PasskeyAsync(PasskeySignUp body, CancellationToken cancel = default(CancellationToken))
        {
            return session.SignInAsync(PasskeyCall(body), cancel);
        }

        internal static HirobaCall<SessionGrant> PasskeyCall(PasskeySignUp body)
        {
            return new HirobaCall<SessionGrant>("POST", "/v1/sign-up/passkey", false, response => SessionGrant.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }
    }

    public sealed class PasskeysApi
    {
        readonly HirobaSession session;

        internal PasskeysApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists the passkeys of one's account, oldest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PasskeysListAnswer> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<PasskeysListAnswer> ListCall()
        {
            return new HirobaCall<PasskeysListAnswer>("GET", "/v1/me/passkeys", true, response => PasskeysListAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Adds a passkey to one's account. A guest becomes a member and keeps everything. Refusals: JSON_MALFORMED, PASSKEY_CHALLENGE_INVALID, PASSKEY_INVALID, SESSION_ENDED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, PASSKEY_TAKEN, PASSKEYS_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Passkey> AddAsync(AddPasskey body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AddCall(body), cancel);
        }

        internal static HirobaCall<Passkey> AddCall(AddPasskey body)
        {
            return new HirobaCall<Passkey>("POST", "/v1/me/passkeys", true, response => Passkey.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Tells an authenticator what passkey to make for one's account. Refusals: SESSION_ENDED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, SIGN_IN_NOT_FRESH, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, PASSKEYS_FULL, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<CreationOptions> StartAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(StartCall(), cancel);
        }

        internal static HirobaCall<CreationOptions> StartCall()
        {
            return new HirobaCall<CreationOptions>("POST", "/v1/me/passkeys/options", true, response => CreationOptions.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Calls a passkey something else. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, PASSKEY_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Passkey> RenameAsync(string passkeyId, RenamePasskey body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RenameCall(passkeyId, body), cancel);
        }

        internal static HirobaCall<Passkey> RenameCall(string passkeyId, RenamePasskey body)
        {
            return new HirobaCall<Passkey>("PATCH", "/v1/me/passkeys/{passkeyId}", true, response => Passkey.FromJson(Json.Parse(response.Body), "answer"))
                .Param("passkeyId", passkeyId)
                .Json(body.ToJson());
        }

        /// <summary>Takes a passkey away from one's account; the last way to sign in stays. Refusals: SESSION_ENDED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, PASSKEY_NOT_FOUND, NOT_FOUND, LAST_SIGN_IN_WAY, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string passkeyId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(passkeyId), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string passkeyId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/passkeys/{passkeyId}", true, response => true)
                .Param("passkeyId", passkeyId);
        }
    }

    public sealed class WorldsApi
    {
        readonly HirobaSession session;

        internal WorldsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists worlds: the newest, most liked, most lively or featured, or what fits a search. Refusals: CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldPage> ListAsync(string cursor = null, long? limit = null, string order = null, string q = null, string tag = null, string owner = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit, order, q, tag, owner), cancel);
        }

        internal static HirobaCall<WorldPage> ListCall(string cursor = null, long? limit = null, string order = null, string q = null, string tag = null, string owner = null)
        {
            return new HirobaCall<WorldPage>("GET", "/v1/worlds", false, response => WorldPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("order", order)
                .Query("q", q)
                .Query("tag", tag)
                .Query("owner", owner);
        }

        /// <summary>Publishes a world. Repeated with the same Idempotency-Key it is made once. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, WORLD_NAME_TAKEN, WORLD_QUOTA_REACHED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, WORLD_SPAWN_OUTSIDE, IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldListItem> CreateAsync(CreateWorld body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CreateCall(body, idempotencyKey), cancel);
        }

        internal static HirobaCall<WorldListItem> CreateCall(CreateWorld body, string idempotencyKey = null)
        {
            return new HirobaCall<WorldListItem>("POST", "/v1/worlds", true, response => WorldListItem.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }

        /// <summary>Tells of one world, also of one that is not listed. Refusals: WORLD_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldListItem> GetAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(worldId), cancel);
        }

        internal static HirobaCall<WorldListItem> GetCall(string worldId)
        {
            return new HirobaCall<WorldListItem>("GET", "/v1/worlds/{worldId}", false, response => WorldListItem.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }

        /// <summary>Changes a world of one's own; only the fields that are sent. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, WORLD_NAME_TAKEN, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, WORLD_SPAWN_OUTSIDE, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldListItem> UpdateAsync(string worldId, UpdateWorld body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UpdateCall(worldId, body), cancel);
        }

        internal static HirobaCall<WorldListItem> UpdateCall(string worldId, UpdateWorld body)
        {
            return new HirobaCall<WorldListItem>("PATCH", "/v1/worlds/{worldId}", true, response => WorldListItem.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId)
                .Json(body.ToJson());
        }

        /// <summary>Lists the rooms of this world that are open now, fullest first. Refusals: WORLD_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OpenRoomList> RoomsAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RoomsCall(worldId), cancel);
        }

        internal static HirobaCall<OpenRoomList> RoomsCall(string worldId)
        {
            return new HirobaCall<OpenRoomList>("GET", "/v1/worlds/{worldId}/rooms", false, response => OpenRoomList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }

        /// <summary>Likes it; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Liked> LikeAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LikeCall(worldId), cancel);
        }

        internal static HirobaCall<Liked> LikeCall(string worldId)
        {
            return new HirobaCall<Liked>("PUT", "/v1/worlds/{worldId}/like", true, response => Liked.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }

        /// <summary>Takes a like back; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Liked> UnlikeAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UnlikeCall(worldId), cancel);
        }

        internal static HirobaCall<Liked> UnlikeCall(string worldId)
        {
            return new HirobaCall<Liked>("DELETE", "/v1/worlds/{worldId}/like", true, response => Liked.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }

        /// <summary>Asks for a place in a room of this world: where its host is, and the ticket to show there; or, with 202, a place in the queue. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_BETA_CLOSED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, VERSION_NOT_FOUND, ROOM_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, PARTY_DOES_NOT_FIT, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, NO_ROOM_HOST, ROOMS_FULL, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldsEnterAnswer> EnterAsync(string worldId, Enter body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EnterCall(worldId, body), cancel);
        }

        internal static HirobaCall<WorldsEnterAnswer> EnterCall(string worldId, Enter body = null)
        {
            return new HirobaCall<WorldsEnterAnswer>("POST", "/v1/worlds/{worldId}/enter", true, response => WorldsEnterAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId)
                .Json(body == null ? null : body.ToJson());
        }
    }

    public sealed class WorldVersionsApi
    {
        readonly HirobaSession session;

        internal WorldVersionsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists the versions of a world one works on, newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<VersionList> ListAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(worldId), cancel);
        }

        internal static HirobaCall<VersionList> ListCall(string worldId)
        {
            return new HirobaCall<VersionList>("GET", "/v1/worlds/{worldId}/versions", true, response => VersionList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }

        /// <summary>Begins a draft, like the live version or another but for what is sent. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, VERSION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, VERSIONS_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, WORLD_SPAWN_OUTSIDE, WORLD_CONTENT_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldVersion> CreateAsync(string worldId, CreateVersion body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CreateCall(worldId, body), cancel);
        }

        internal static HirobaCall<WorldVersion> CreateCall(string worldId, CreateVersion body)
        {
            return new HirobaCall<WorldVersion>("POST", "/v1/worlds/{worldId}/versions", true, response => WorldVersion.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId)
                .Json(body.ToJson());
        }

        /// <summary>Changes a draft; only the fields that are sent. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, VERSION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, VERSION_NOT_DRAFT, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, WORLD_SPAWN_OUTSIDE, WORLD_CONTENT_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldVersion> UpdateAsync(string worldId, string number, UpdateVersion body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UpdateCall(worldId, number, body), cancel);
        }

        internal static HirobaCall<WorldVersion> UpdateCall(string worldId, string number, UpdateVersion body)
        {
            return new HirobaCall<WorldVersion>("PATCH", "/v1/worlds/{worldId}/versions/{number}", true, response => WorldVersion.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId)
                .Param("number", number)
                .Json(body.ToJson());
        }

        /// <summary>Throws a draft away. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, VERSION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, VERSION_NOT_DRAFT, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string worldId, string number, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(worldId, number), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string worldId, string number)
        {
            return new HirobaCall<bool>("DELETE", "/v1/worlds/{worldId}/versions/{number}", true, response => true)
                .Param("worldId", worldId)
                .Param("number", number);
        }

        /// <summary>Makes a version the one others enter, or the one that is tried. Open rooms change at once; an older version goes back. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, VERSION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, WORLD_CONTENT_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldVersion> PublishAsync(string worldId, string number, PublishVersion body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PublishCall(worldId, number, body), cancel);
        }

        internal static HirobaCall<WorldVersion> PublishCall(string worldId, string number, PublishVersion body = null)
        {
            return new HirobaCall<WorldVersion>("POST", "/v1/worlds/{worldId}/versions/{number}/publish", true, response => WorldVersion.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId)
                .Param("number", number)
                .Json(body == null ? null : body.ToJson());
        }
    }

    public sealed class WorldMembersApi
    {
        readonly HirobaSession session;

        internal WorldMembersApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists who works on a world with its owner. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<MemberList> ListAsync(string worldId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(worldId), cancel);
        }

        internal static HirobaCall<MemberList> ListCall(string worldId)
        {
            return new HirobaCall<MemberList>("GET", "/v1/worlds/{worldId}/members", true, response => MemberList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId);
        }

        /// <summary>Lets a friend work on one's world, as editor or tester. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, MEMBER_NOT_FRIEND, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, MEMBERS_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<WorldMember> PutAsync(string worldId, string userId, PutMember body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PutCall(worldId, userId, body), cancel);
        }

        internal static HirobaCall<WorldMember> PutCall(string worldId, string userId, PutMember body)
        {
            return new HirobaCall<WorldMember>("PUT", "/v1/worlds/{worldId}/members/{userId}", true, response => WorldMember.FromJson(Json.Parse(response.Body), "answer"))
                .Param("worldId", worldId)
                .Param("userId", userId)
                .Json(body.ToJson());
        }

        /// <summary>Lets somebody work on one's world no more; or leaves another's. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string worldId, string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(worldId, userId), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string worldId, string userId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/worlds/{worldId}/members/{userId}", true, response => true)
                .Param("worldId", worldId)
                .Param("userId", userId);
        }
    }

    public sealed class EventsApi
    {
        readonly HirobaSession session;

        internal EventsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists events that have not ended: soonest first, most liked, most lively or featured, or what fits a search. Refusals: CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<EventPage> ListAsync(string cursor = null, long? limit = null, string order = null, string q = null, string tag = null, string world = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit, order, q, tag, world), cancel);
        }

        internal static HirobaCall<EventPage> ListCall(string cursor = null, long? limit = null, string order = null, string q = null, string tag = null, string world = null)
        {
            return new HirobaCall<EventPage>("GET", "/v1/events", false, response => EventPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("order", order)
                .Query("q", q)
                .Query("tag", tag)
                .Query("world", world);
        }

        /// <summary>Plans an event, as a draft that nobody else sees. Repeated with the same Idempotency-Key it is made once. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, USER_NOT_FOUND, EVENT_NOT_FOUND, EVENT_QUOTA_REACHED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, EVENT_SCHEDULE_INVALID, IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnEvent> CreateAsync(CreateEvent body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CreateCall(body, idempotencyKey), cancel);
        }

        internal static HirobaCall<OwnEvent> CreateCall(CreateEvent body, string idempotencyKey = null)
        {
            return new HirobaCall<OwnEvent>("POST", "/v1/events", true, response => OwnEvent.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }

        /// <summary>Plans another night of an event of one's own: a draft like it, with the same tickets, of which none is sold. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, EVENT_QUOTA_REACHED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, EVENT_SCHEDULE_INVALID, IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnEvent> CopyAsync(string eventId, CopyEvent body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CopyCall(eventId, body, idempotencyKey), cancel);
        }

        internal static HirobaCall<OwnEvent> CopyCall(string eventId, CopyEvent body, string idempotencyKey = null)
        {
            return new HirobaCall<OwnEvent>("POST", "/v1/events/{eventId}/copies", true, response => OwnEvent.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId)
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }

        /// <summary>Tells of one event, also of one that has ended or was called off. Refusals: EVENT_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Event> GetAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(eventId), cancel);
        }

        internal static HirobaCall<Event> GetCall(string eventId)
        {
            return new HirobaCall<Event>("GET", "/v1/events/{eventId}", false, response => Event.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Changes an event of one's own until it is over; only the fields that are sent. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, EVENT_RECURS, EVENT_PHASE_WRONG, EVENT_WORLD_PRIVATE, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, EVENT_SCHEDULE_INVALID, EVENT_OVER, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnEvent> UpdateAsync(string eventId, UpdateEvent body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UpdateCall(eventId, body), cancel);
        }

        internal static HirobaCall<OwnEvent> UpdateCall(string eventId, UpdateEvent body)
        {
            return new HirobaCall<OwnEvent>("PATCH", "/v1/events/{eventId}", true, response => OwnEvent.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId)
                .Json(body.ToJson());
        }

        /// <summary>Announces a draft of one's own; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, WORLD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, EVENT_PHASE_WRONG, EVENT_WORLD_PRIVATE, EVENT_OVER, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnEvent> PublishAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PublishCall(eventId), cancel);
        }

        internal static HirobaCall<OwnEvent> PublishCall(string eventId)
        {
            return new HirobaCall<OwnEvent>("POST", "/v1/events/{eventId}/publish", true, response => OwnEvent.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Calls an event of one's own off, for good; calendars are told. Again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, EVENT_PHASE_WRONG, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnEvent> CancelAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CancelCall(eventId), cancel);
        }

        internal static HirobaCall<OwnEvent> CancelCall(string eventId)
        {
            return new HirobaCall<OwnEvent>("POST", "/v1/events/{eventId}/cancel", true, response => OwnEvent.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Puts an event of one's own away that is over, was called off or was never announced. Again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, EVENT_PHASE_WRONG, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnEvent> ArchiveAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ArchiveCall(eventId), cancel);
        }

        internal static HirobaCall<OwnEvent> ArchiveCall(string eventId)
        {
            return new HirobaCall<OwnEvent>("POST", "/v1/events/{eventId}/archive", true, response => OwnEvent.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Lists who is appointed to what at an event, and what that lets them do; for its organiser and staff. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<EventMemberList> MembersAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(MembersCall(eventId), cancel);
        }

        internal static HirobaCall<EventMemberList> MembersCall(string eventId)
        {
            return new HirobaCall<EventMemberList>("GET", "/v1/events/{eventId}/members", true, response => EventMemberList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Appoints somebody to staff, performer or guest at an event of one's own, or to another of these. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, USER_BLOCKED, EVENT_MEMBERS_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, EVENT_MEMBER_IS_ORGANISER, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<EventMember> AppointAsync(string eventId, string userId, Appoint body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AppointCall(eventId, userId, body), cancel);
        }

        internal static HirobaCall<EventMember> AppointCall(string eventId, string userId, Appoint body)
        {
            return new HirobaCall<EventMember>("PUT", "/v1/events/{eventId}/members/{userId}", true, response => EventMember.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId)
                .Param("userId", userId)
                .Json(body.ToJson());
        }

        /// <summary>Takes an appointment back, or steps down from one's own; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task DismissAsync(string eventId, string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(DismissCall(eventId, userId), cancel);
        }

        internal static HirobaCall<bool> DismissCall(string eventId, string userId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/events/{eventId}/members/{userId}", true, response => true)
                .Param("eventId", eventId)
                .Param("userId", userId);
        }

        /// <summary>Tells what one said oneself about coming. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Rsvp> RsvpAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RsvpCall(eventId), cancel);
        }

        internal static HirobaCall<Rsvp> RsvpCall(string eventId)
        {
            return new HirobaCall<Rsvp>("GET", "/v1/events/{eventId}/rsvp", true, response => Rsvp.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Says that one comes, may come, or neither. It keeps no seat. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, EVENT_PHASE_WRONG, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Rsvp> AnswerAsync(string eventId, AnswerEvent body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AnswerCall(eventId, body), cancel);
        }

        internal static HirobaCall<Rsvp> AnswerCall(string eventId, AnswerEvent body)
        {
            return new HirobaCall<Rsvp>("PUT", "/v1/events/{eventId}/rsvp", true, response => Rsvp.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId)
                .Json(body.ToJson());
        }

        /// <summary>Likes it; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Liked> LikeAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LikeCall(eventId), cancel);
        }

        internal static HirobaCall<Liked> LikeCall(string eventId)
        {
            return new HirobaCall<Liked>("PUT", "/v1/events/{eventId}/like", true, response => Liked.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Takes a like back; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Liked> UnlikeAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UnlikeCall(eventId), cancel);
        }

        internal static HirobaCall<Liked> UnlikeCall(string eventId)
        {
            return new HirobaCall<Liked>("DELETE", "/v1/events/{eventId}/like", true, response => Liked.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Asks for a place in a room of this event, from a quarter of an hour before it begins until it ends; performers and staff earlier, and who steers its cameras also unseen. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, TICKET_REQUIRED, EVENT_NOT_YOURS, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, WORLD_NOT_FOUND, VERSION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, EVENT_NOT_OPEN, PARTY_DOES_NOT_FIT, EVENT_CANCELLED, EVENT_ENDED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, NO_ROOM_HOST, ROOMS_FULL, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<EventsEnterAnswer> EnterAsync(string eventId, EnterEvent body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EnterCall(eventId, body), cancel);
        }

        internal static HirobaCall<EventsEnterAnswer> EnterCall(string eventId, EnterEvent body = null)
        {
            return new HirobaCall<EventsEnterAnswer>("POST", "/v1/events/{eventId}/enter", true, response => EventsEnterAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId)
                .Json(body == null ? null : body.ToJson());
        }
    }

    public sealed class TicketTypesApi
    {
        readonly HirobaSession session;

        internal TicketTypesApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists what tickets an event has, and how many are left. Where there are any, one enters by ticket. Refusals: EVENT_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<TicketTypeList> ListAsync(string eventId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(eventId), cancel);
        }

        internal static HirobaCall<TicketTypeList> ListCall(string eventId)
        {
            return new HirobaCall<TicketTypeList>("GET", "/v1/events/{eventId}/ticket-types", false, response => TicketTypeList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId);
        }

        /// <summary>Offers tickets of an event of one's own that does not recur. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, EVENT_RECURS, TICKET_TYPES_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<TicketType> CreateAsync(string eventId, CreateTicketType body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CreateCall(eventId, body), cancel);
        }

        internal static HirobaCall<TicketType> CreateCall(string eventId, CreateTicketType body)
        {
            return new HirobaCall<TicketType>("POST", "/v1/events/{eventId}/ticket-types", true, response => TicketType.FromJson(Json.Parse(response.Body), "answer"))
                .Param("eventId", eventId)
                .Json(body.ToJson());
        }

        /// <summary>Changes what tickets are sold from now on; only the fields that are sent. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, TICKET_TYPE_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, TICKETS_SOLD_ALREADY, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<TicketType> UpdateAsync(string ticketTypeId, UpdateTicketType body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UpdateCall(ticketTypeId, body), cancel);
        }

        internal static HirobaCall<TicketType> UpdateCall(string ticketTypeId, UpdateTicketType body)
        {
            return new HirobaCall<TicketType>("PATCH", "/v1/ticket-types/{ticketTypeId}", true, response => TicketType.FromJson(Json.Parse(response.Body), "answer"))
                .Param("ticketTypeId", ticketTypeId)
                .Json(body.ToJson());
        }

        /// <summary>Puts somebody on the list of those who may have such tickets, or makes a code, shown this once. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, TICKET_TYPE_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, TICKET_TYPES_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<TicketInvitation> InviteAsync(string ticketTypeId, InviteToTickets body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(InviteCall(ticketTypeId, body), cancel);
        }

        internal static HirobaCall<TicketInvitation> InviteCall(string ticketTypeId, InviteToTickets body)
        {
            return new HirobaCall<TicketInvitation>("POST", "/v1/ticket-types/{ticketTypeId}/invitations", true, response => TicketInvitation.FromJson(Json.Parse(response.Body), "answer"))
                .Param("ticketTypeId", ticketTypeId)
                .Json(body.ToJson());
        }
    }

    public sealed class TicketInvitationsApi
    {
        readonly HirobaSession session;

        internal TicketInvitationsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists who is invited to have such tickets, and what codes there are, newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, TICKET_TYPE_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<InvitationPage> ListAsync(string ticketTypeId, string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(ticketTypeId, cursor, limit), cancel);
        }

        internal static HirobaCall<InvitationPage> ListCall(string ticketTypeId, string cursor = null, long? limit = null)
        {
            return new HirobaCall<InvitationPage>("GET", "/v1/ticket-types/{ticketTypeId}/invitations", true, response => InvitationPage.FromJson(Json.Parse(response.Body), "answer"))
                .Param("ticketTypeId", ticketTypeId)
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Takes somebody off the list, or ends a code. Tickets that were had by it stay. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, EVENT_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, TICKET_TYPE_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string ticketTypeId, string invitationId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(ticketTypeId, invitationId), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string ticketTypeId, string invitationId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/ticket-types/{ticketTypeId}/invitations/{invitationId}", true, response => true)
                .Param("ticketTypeId", ticketTypeId)
                .Param("invitationId", invitationId);
        }
    }

    public sealed class TicketsApi
    {
        readonly HirobaSession session;

        internal TicketsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists one's own tickets, or those of one event, newest first, also those that let nobody in any more. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<TicketPage> ListAsync(string cursor = null, long? limit = null, string @event = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit, @event), cancel);
        }

        internal static HirobaCall<TicketPage> ListCall(string cursor = null, long? limit = null, string @event = null)
        {
            return new HirobaCall<TicketPage>("GET", "/v1/me/tickets", true, response => TicketPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("event", @event);
        }

        /// <summary>Gives a ticket to a friend. Money that goes back for it later goes to whoever paid. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, TICKET_NOT_TO_FRIEND, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, TICKET_NOT_FOUND, TICKET_TYPE_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, TICKET_STATE_WRONG, TICKET_NOT_TRANSFERABLE, TICKET_LIMIT_REACHED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task TransferAsync(string ticketId, TransferTicket body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(TransferCall(ticketId, body), cancel);
        }

        internal static HirobaCall<bool> TransferCall(string ticketId, TransferTicket body)
        {
            return new HirobaCall<bool>("POST", "/v1/me/tickets/{ticketId}/transfer", true, response => true)
                .Param("ticketId", ticketId)
                .Json(body.ToJson());
        }

        /// <summary>Returns a ticket of an event that was moved, until it begins; whoever paid has that money back. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, TICKET_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, TICKET_NOT_RETURNABLE, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task ReturnAsync(string ticketId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReturnCall(ticketId), cancel);
        }

        internal static HirobaCall<bool> ReturnCall(string ticketId)
        {
            return new HirobaCall<bool>("POST", "/v1/me/tickets/{ticketId}/return", true, response => true)
                .Param("ticketId", ticketId);
        }
    }

    public sealed class CoinPacksApi
    {
        readonly HirobaSession session;

        internal CoinPacksApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists the packs of coins there are, cheapest first; none where nothing is sold. Refusals: RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<CoinPackList> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<CoinPackList> ListCall()
        {
            return new HirobaCall<CoinPackList>("GET", "/v1/coin-packs", false, response => CoinPackList.FromJson(Json.Parse(response.Body), "answer"));
        }
    }

    public sealed class OrdersApi
    {
        readonly HirobaSession session;

        internal OrdersApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Orders a pack of coins, and tells where it is paid. Repeated with the same Idempotency-Key it is the same order. Refusals: RETURN_TO_REFUSED, JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, BUYER_IS_GUEST, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, COIN_PACK_NOT_FOUND, USER_NOT_FOUND, ORDERS_OPEN_MAX, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, IDEMPOTENCY_KEY_REUSED, CURRENCY_NOT_OFFERED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, PAYMENTS_OFF, PAYMENTS_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Order> BuyCoinsAsync(BuyCoins body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(BuyCoinsCall(body, idempotencyKey), cancel);
        }

        internal static HirobaCall<Order> BuyCoinsCall(BuyCoins body, string idempotencyKey = null)
        {
            return new HirobaCall<Order>("POST", "/v1/me/orders/coins", true, response => Order.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }

        /// <summary>Orders tickets, which are held for ten minutes, and tells where they are paid; free ones are one's own at once. Repeated with the same Idempotency-Key it is the same order. Refusals: RETURN_TO_REFUSED, JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, TICKETS_BY_INVITATION, BUYER_IS_GUEST, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, TICKET_TYPE_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, TICKETS_NOT_ON_SALE, TICKETS_SOLD_OUT, TICKET_LIMIT_REACHED, ORDERS_OPEN_MAX, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, IDEMPOTENCY_KEY_REUSED, CURRENCY_NOT_OFFERED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, PAYMENTS_OFF, PAYMENTS_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Order> BuyTicketsAsync(BuyTickets body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(BuyTicketsCall(body, idempotencyKey), cancel);
        }

        internal static HirobaCall<Order> BuyTicketsCall(BuyTickets body, string idempotencyKey = null)
        {
            return new HirobaCall<Order>("POST", "/v1/me/orders/tickets", true, response => Order.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }

        /// <summary>Lists what one ordered, newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OrderPage> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<OrderPage> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<OrderPage>("GET", "/v1/me/orders", true, response => OrderPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Tells what became of an order, as the payment service says at this moment. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ORDER_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Order> GetAsync(string orderId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(orderId), cancel);
        }

        internal static HirobaCall<Order> GetCall(string orderId)
        {
            return new HirobaCall<Order>("GET", "/v1/me/orders/{orderId}", true, response => Order.FromJson(Json.Parse(response.Body), "answer"))
                .Param("orderId", orderId);
        }

        /// <summary>Gives up an order that is still to be paid: what it holds is free again. One that was paid meanwhile stays so. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ORDER_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Order> CancelAsync(string orderId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CancelCall(orderId), cancel);
        }

        internal static HirobaCall<Order> CancelCall(string orderId)
        {
            return new HirobaCall<Order>("POST", "/v1/me/orders/{orderId}/cancel", true, response => Order.FromJson(Json.Parse(response.Body), "answer"))
                .Param("orderId", orderId);
        }

        /// <summary>Tells where the receipt of a payment is to be seen; that address is good for some weeks. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ORDER_NOT_FOUND, RECEIPT_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, PAYMENTS_OFF, PAYMENTS_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Receipt> ReceiptAsync(string orderId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReceiptCall(orderId), cancel);
        }

        internal static HirobaCall<Receipt> ReceiptCall(string orderId)
        {
            return new HirobaCall<Receipt>("GET", "/v1/me/orders/{orderId}/receipt", true, response => Receipt.FromJson(Json.Parse(response.Body), "answer"))
                .Param("orderId", orderId);
        }
    }

    public sealed class StoreApi
    {
        readonly HirobaSession session;

        internal StoreApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists what can be bought, newest or cheapest first: all of it, one kind, or one creator's. Refusals: CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<ListingPage> ListAsync(string cursor = null, long? limit = null, string order = null, string kind = null, string owner = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit, order, kind, owner), cancel);
        }

        internal static HirobaCall<ListingPage> ListCall(string cursor = null, long? limit = null, string order = null, string kind = null, string owner = null)
        {
            return new HirobaCall<ListingPage>("GET", "/v1/store", false, response => ListingPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("order", order)
                .Query("kind", kind)
                .Query("owner", owner);
        }

        /// <summary>Tells on what terms an avatar, accessory or item is sold, or was. Refusals: LISTING_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Listing> GetAsync(string assetId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(assetId), cancel);
        }

        internal static HirobaCall<Listing> GetCall(string assetId)
        {
            return new HirobaCall<Listing>("GET", "/v1/store/{assetId}", false, response => Listing.FromJson(Json.Parse(response.Body), "answer"))
                .Param("assetId", assetId);
        }

        /// <summary>Puts something of one's own up for sale, or changes on what terms. From then on it is for those who have it, and whoever wears it and has not stands there without it. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ASSET_NOT_YOURS, SELLER_IS_GUEST, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ASSET_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, ASSET_NOT_SELLABLE, LICENCE_FORBIDS_SALE, LISTING_SOLD_ALREADY, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<OwnListing> SellAsync(string assetId, Sell body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(SellCall(assetId, body), cancel);
        }

        internal static HirobaCall<OwnListing> SellCall(string assetId, Sell body)
        {
            return new HirobaCall<OwnListing>("PUT", "/v1/store/{assetId}", true, response => OwnListing.FromJson(Json.Parse(response.Body), "answer"))
                .Param("assetId", assetId)
                .Json(body.ToJson());
        }

        /// <summary>Sells it no more; whoever has it keeps it. Again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ASSET_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ASSET_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task WithdrawAsync(string assetId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(WithdrawCall(assetId), cancel);
        }

        internal static HirobaCall<bool> WithdrawCall(string assetId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/store/{assetId}", true, response => true)
                .Param("assetId", assetId);
        }

        /// <summary>Buys it with coins or a free exchange ticket, for oneself or for a friend. Repeated with the same Idempotency-Key it is the same purchase. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, RECIPIENT_NOT_FRIEND, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, LISTING_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, LISTING_NOT_FOR_SALE, LISTING_SOLD_OUT, LISTING_PRICE_CHANGED, LISTING_TAKES_COINS_ONLY, HELD_ALREADY, COINS_MISSING, EXCHANGE_TICKETS_MISSING, RECIPIENT_HAS_IT, USER_BLOCKED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, RECIPIENT_IS_SELF, IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Purchase> BuyAsync(string assetId, Buy body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(BuyCall(assetId, body, idempotencyKey), cancel);
        }

        internal static HirobaCall<Purchase> BuyCall(string assetId, Buy body, string idempotencyKey = null)
        {
            return new HirobaCall<Purchase>("POST", "/v1/store/{assetId}/purchases", true, response => Purchase.FromJson(Json.Parse(response.Body), "answer"))
                .Param("assetId", assetId)
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }
    }

    public sealed class GiftKindsApi
    {
        readonly HirobaSession session;

        internal GiftKindsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists what there is to give, cheapest first. Refusals: RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<GiftKindList> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<GiftKindList> ListCall()
        {
            return new HirobaCall<GiftKindList>("GET", "/v1/gift-kinds", false, response => GiftKindList.FromJson(Json.Parse(response.Body), "answer"));
        }
    }

    public sealed class GiftsApi
    {
        readonly HirobaSession session;

        internal GiftsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Gives something, for coins, to who performs at the event of a room one is in; all of the event's rooms see it. Repeated with the same Idempotency-Key it is given once. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, MUTED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ROOM_NOT_FOUND, GIFT_KIND_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, GIFT_NOT_TAKEN, COINS_MISSING, USER_BLOCKED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, GIFT_TO_SELF, IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED, GIFTS_FULL, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Gift> SendAsync(string roomId, SendGift body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(SendCall(roomId, body, idempotencyKey), cancel);
        }

        internal static HirobaCall<Gift> SendCall(string roomId, SendGift body, string idempotencyKey = null)
        {
            return new HirobaCall<Gift>("POST", "/v1/rooms/{roomId}/gifts", true, response => Gift.FromJson(Json.Parse(response.Body), "answer"))
                .Param("roomId", roomId)
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }
    }

    public sealed class EarningsApi
    {
        readonly HirobaSession session;

        internal EarningsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells what one has earned and was not paid yet. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Earnings> GetAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(), cancel);
        }

        internal static HirobaCall<Earnings> GetCall()
        {
            return new HirobaCall<Earnings>("GET", "/v1/me/earnings", true, response => Earnings.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Lists what one earned by what, newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<EarningPage> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<EarningPage> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<EarningPage>("GET", "/v1/me/earnings/history", true, response => EarningPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>One month's statement, in UTC. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Statement> StatementAsync(string month, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(StatementCall(month), cancel);
        }

        internal static HirobaCall<Statement> StatementCall(string month)
        {
            return new HirobaCall<Statement>("GET", "/v1/me/earnings/statements/{month}", true, response => Statement.FromJson(Json.Parse(response.Body), "answer"))
                .Param("month", month);
        }
    }

    public sealed class PayoutsApi
    {
        readonly HirobaSession session;

        internal PayoutsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists what one was paid, newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PayoutPage> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<PayoutPage> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<PayoutPage>("GET", "/v1/me/payouts", true, response => PayoutPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }
    }

    public sealed class PayoutAccountApi
    {
        readonly HirobaSession session;

        internal PayoutAccountApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells whether one can be paid. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PayoutAccount> GetAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(), cancel);
        }

        internal static HirobaCall<PayoutAccount> GetCall()
        {
            return new HirobaCall<PayoutAccount>("GET", "/v1/me/payout-account", true, response => PayoutAccount.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Gives the page on which one begins, finishes or mends one's account at the payment service; good once. It leads to returnTo, with onboarding=again where another page is to be asked for. Refusals: RETURN_TO_REFUSED, JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PAYOUTS_NOT_FOR_GUESTS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, PAYMENTS_OFF, PAYMENTS_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PageAddress> OnboardAsync(Onboarding body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(OnboardCall(body), cancel);
        }

        internal static HirobaCall<PageAddress> OnboardCall(Onboarding body)
        {
            return new HirobaCall<PageAddress>("POST", "/v1/me/payout-account/onboarding", true, response => PageAddress.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Gives the page on which one sees what came there; good once. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, PAYOUT_ACCOUNT_NOT_FOUND, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, PAYMENTS_OFF, PAYMENTS_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PageAddress> DashboardAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(DashboardCall(), cancel);
        }

        internal static HirobaCall<PageAddress> DashboardCall()
        {
            return new HirobaCall<PageAddress>("POST", "/v1/me/payout-account/dashboard", true, response => PageAddress.FromJson(Json.Parse(response.Body), "answer"));
        }
    }

    public sealed class AvatarsApi
    {
        readonly HirobaSession session;

        internal AvatarsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists avatars: the newest, most liked, most lively or featured, or what fits a search. Refusals: CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AvatarPage> ListAsync(string cursor = null, long? limit = null, string order = null, string q = null, string tag = null, string owner = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit, order, q, tag, owner), cancel);
        }

        internal static HirobaCall<AvatarPage> ListCall(string cursor = null, long? limit = null, string order = null, string q = null, string tag = null, string owner = null)
        {
            return new HirobaCall<AvatarPage>("GET", "/v1/avatars", false, response => AvatarPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("order", order)
                .Query("q", q)
                .Query("tag", tag)
                .Query("owner", owner);
        }

        /// <summary>Tells of one avatar, with the lighter variants made of it, and how heavy it is to draw on each kind of device. Refusals: AVATAR_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AvatarDetail> GetAsync(string avatarId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(avatarId), cancel);
        }

        internal static HirobaCall<AvatarDetail> GetCall(string avatarId)
        {
            return new HirobaCall<AvatarDetail>("GET", "/v1/avatars/{avatarId}", false, response => AvatarDetail.FromJson(Json.Parse(response.Body), "answer"))
                .Param("avatarId", avatarId);
        }

        /// <summary>Likes it; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, AVATAR_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Liked> LikeAsync(string avatarId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LikeCall(avatarId), cancel);
        }

        internal static HirobaCall<Liked> LikeCall(string avatarId)
        {
            return new HirobaCall<Liked>("PUT", "/v1/avatars/{avatarId}/like", true, response => Liked.FromJson(Json.Parse(response.Body), "answer"))
                .Param("avatarId", avatarId);
        }

        /// <summary>Takes a like back; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, AVATAR_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Liked> UnlikeAsync(string avatarId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UnlikeCall(avatarId), cancel);
        }

        internal static HirobaCall<Liked> UnlikeCall(string avatarId)
        {
            return new HirobaCall<Liked>("DELETE", "/v1/avatars/{avatarId}/like", true, response => Liked.FromJson(Json.Parse(response.Body), "answer"))
                .Param("avatarId", avatarId);
        }
    }

    public sealed class ItemsApi
    {
        readonly HirobaSession session;

        internal ItemsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists items and accessories: the newest, most liked or featured, or what fits a search. Refusals: CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<ItemPage> ListAsync(string cursor = null, long? limit = null, string order = null, string q = null, string tag = null, string owner = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit, order, q, tag, owner), cancel);
        }

        internal static HirobaCall<ItemPage> ListCall(string cursor = null, long? limit = null, string order = null, string q = null, string tag = null, string owner = null)
        {
            return new HirobaCall<ItemPage>("GET", "/v1/items", false, response => ItemPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("order", order)
                .Query("q", q)
                .Query("tag", tag)
                .Query("owner", owner);
        }

        /// <summary>Tells of one item or accessory, with the lighter variants made of it. Refusals: ITEM_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<ItemDetail> GetAsync(string itemId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(itemId), cancel);
        }

        internal static HirobaCall<ItemDetail> GetCall(string itemId)
        {
            return new HirobaCall<ItemDetail>("GET", "/v1/items/{itemId}", false, response => ItemDetail.FromJson(Json.Parse(response.Body), "answer"))
                .Param("itemId", itemId);
        }

        /// <summary>Likes it; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ITEM_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Liked> LikeAsync(string itemId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LikeCall(itemId), cancel);
        }

        internal static HirobaCall<Liked> LikeCall(string itemId)
        {
            return new HirobaCall<Liked>("PUT", "/v1/items/{itemId}/like", true, response => Liked.FromJson(Json.Parse(response.Body), "answer"))
                .Param("itemId", itemId);
        }

        /// <summary>Takes a like back; again changes nothing. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ITEM_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Liked> UnlikeAsync(string itemId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UnlikeCall(itemId), cancel);
        }

        internal static HirobaCall<Liked> UnlikeCall(string itemId)
        {
            return new HirobaCall<Liked>("DELETE", "/v1/items/{itemId}/like", true, response => Liked.FromJson(Json.Parse(response.Body), "answer"))
                .Param("itemId", itemId);
        }
    }

    public sealed class AssetVersionsApi
    {
        readonly HirobaSession session;

        internal AssetVersionsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists the versions of an avatar, item or accessory of one's own, newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ASSET_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ASSET_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AssetVersionList> ListAsync(string assetId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(assetId), cancel);
        }

        internal static HirobaCall<AssetVersionList> ListCall(string assetId)
        {
            return new HirobaCall<AssetVersionList>("GET", "/v1/assets/{assetId}/versions", true, response => AssetVersionList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("assetId", assetId);
        }

        /// <summary>Shows this version of it to everybody, an older or a newer one. Open rooms change at once; the others are kept. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ASSET_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ASSET_NOT_FOUND, VERSION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AssetVersionList> ShowAsync(string assetId, string number, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ShowCall(assetId, number), cancel);
        }

        internal static HirobaCall<AssetVersionList> ShowCall(string assetId, string number)
        {
            return new HirobaCall<AssetVersionList>("POST", "/v1/assets/{assetId}/versions/{number}/show", true, response => AssetVersionList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("assetId", assetId)
                .Param("number", number);
        }

        /// <summary>Forgets a version for good, and its files; not the one that is shown. Its number is not used again. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ASSET_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ASSET_NOT_FOUND, VERSION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, VERSION_SHOWN, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AssetVersionList> RemoveAsync(string assetId, string number, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(assetId, number), cancel);
        }

        internal static HirobaCall<AssetVersionList> RemoveCall(string assetId, string number)
        {
            return new HirobaCall<AssetVersionList>("DELETE", "/v1/assets/{assetId}/versions/{number}", true, response => AssetVersionList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("assetId", assetId)
                .Param("number", number);
        }
    }

    public sealed class AssetVariantsApi
    {
        readonly HirobaSession session;

        internal AssetVariantsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells where the model of a world, an item, an accessory or an avatar lies, and which lighter variants were made of it: for whoever shows a room. Refusals: ASSET_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AssetVariantList> ListAsync(string assetId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(assetId), cancel);
        }

        internal static HirobaCall<AssetVariantList> ListCall(string assetId)
        {
            return new HirobaCall<AssetVariantList>("GET", "/v1/assets/{assetId}/variants", false, response => AssetVariantList.FromJson(Json.Parse(response.Body), "answer"))
                .Param("assetId", assetId);
        }
    }

    public sealed class UsersApi
    {
        readonly HirobaSession session;

        internal UsersApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Asks for a place in the room this person is in, where they let one come. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, USER_NOT_JOINABLE, TICKET_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ROOM_NOT_FOUND, WORLD_NOT_FOUND, EVENT_NOT_FOUND, NOT_FOUND, EVENT_NOT_OPEN, PARTY_DOES_NOT_FIT, EVENT_CANCELLED, EVENT_ENDED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, NO_ROOM_HOST, ROOMS_FULL, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<UsersEnterAnswer> EnterAsync(string userId, EnterChosen body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EnterCall(userId, body), cancel);
        }

        internal static HirobaCall<UsersEnterAnswer> EnterCall(string userId, EnterChosen body = null)
        {
            return new HirobaCall<UsersEnterAnswer>("POST", "/v1/users/{userId}/enter", true, response => UsersEnterAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Param("userId", userId)
                .Json(body == null ? null : body.ToJson());
        }

        /// <summary>Tells a user's public profile. Guests have none. Refusals: USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Profile> GetAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(userId), cancel);
        }

        internal static HirobaCall<Profile> GetCall(string userId)
        {
            return new HirobaCall<Profile>("GET", "/v1/users/{userId}", false, response => Profile.FromJson(Json.Parse(response.Body), "answer"))
                .Param("userId", userId);
        }
    }

    public sealed class InvitationsApi
    {
        readonly HirobaSession session;

        internal InvitationsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Asks for a place where one is invited to: in the room while it is open, then in its world, also one that only its owner sees. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, TICKET_REQUIRED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, INVITATION_NOT_FOUND, WORLD_NOT_FOUND, ROOM_NOT_FOUND, USER_NOT_FOUND, EVENT_NOT_FOUND, NOT_FOUND, EVENT_NOT_OPEN, PARTY_DOES_NOT_FIT, EVENT_CANCELLED, EVENT_ENDED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, NO_ROOM_HOST, ROOMS_FULL, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<InvitationsEnterAnswer> EnterAsync(string invitationId, EnterChosen body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EnterCall(invitationId, body), cancel);
        }

        internal static HirobaCall<InvitationsEnterAnswer> EnterCall(string invitationId, EnterChosen body = null)
        {
            return new HirobaCall<InvitationsEnterAnswer>("POST", "/v1/me/invitations/{invitationId}/enter", true, response => InvitationsEnterAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Param("invitationId", invitationId)
                .Json(body == null ? null : body.ToJson());
        }

        /// <summary>Invites somebody into a world, or into the room one is in, where they take invitations. It is good for a day; one user sends at most 100 a day. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, USER_NOT_INVITABLE, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, WORLD_NOT_FOUND, ROOM_NOT_FOUND, USER_BLOCKED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, INVITE_IS_SELF, VALIDATION_FAILED, INVITATION_QUOTA_REACHED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<InvitationsCreateAnswer> CreateAsync(InvitationsCreateBody body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CreateCall(body), cancel);
        }

        internal static HirobaCall<InvitationsCreateAnswer> CreateCall(InvitationsCreateBody body)
        {
            return new HirobaCall<InvitationsCreateAnswer>("POST", "/v1/me/invitations", true, response => InvitationsCreateAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }
    }

    public sealed class QueueApi
    {
        readonly HirobaSession session;

        internal QueueApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Asks whether one's turn has come. With Accept: text/event-stream it tells of every step until then: events queued, entered and gone. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, TICKET_REQUIRED, USER_NOT_JOINABLE, BANNED, WORLD_BETA_CLOSED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, QUEUE_NOT_FOUND, INVITATION_NOT_FOUND, WORLD_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, ROOM_NOT_FOUND, VERSION_NOT_FOUND, PARTY_NOT_FOUND, NOT_FOUND, EVENT_NOT_OPEN, PARTY_DOES_NOT_FIT, EVENT_CANCELLED, EVENT_ENDED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, NO_ROOM_HOST, QUEUE_STREAMS_FULL, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<QueueGetAnswer> GetAsync(string queueId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(queueId), cancel);
        }

        internal static HirobaCall<QueueGetAnswer> GetCall(string queueId)
        {
            return new HirobaCall<QueueGetAnswer>("GET", "/v1/queue/{queueId}", true, response => QueueGetAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Param("queueId", queueId);
        }

        /// <summary>Gives one's place in the queue up. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task LeaveAsync(string queueId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LeaveCall(queueId), cancel);
        }

        internal static HirobaCall<bool> LeaveCall(string queueId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/queue/{queueId}", true, response => true)
                .Param("queueId", queueId);
        }
    }

    public sealed class RegionsApi
    {
        readonly HirobaSession session;

        internal RegionsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists the regions that have room hosts, each with one to measure the way to. Refusals: RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<RegionList> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<RegionList> ListCall()
        {
            return new HirobaCall<RegionList>("GET", "/v1/regions", false, response => RegionList.FromJson(Json.Parse(response.Body), "answer"));
        }
    }

    public sealed class FriendsApi
    {
        readonly HirobaSession session;

        internal FriendsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists friends, where they are as far as they let one see it, and requests both ways. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<FriendsListAnswer> ListAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(), cancel);
        }

        internal static HirobaCall<FriendsListAnswer> ListCall()
        {
            return new HirobaCall<FriendsListAnswer>("GET", "/v1/me/friends", true, response => FriendsListAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Asks somebody to be a friend, or says yes to whoever asked. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, FRIENDS_FULL, USER_BLOCKED, FRIEND_IS_SELF, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<FriendsPutAnswer> PutAsync(string friendId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PutCall(friendId), cancel);
        }

        internal static HirobaCall<FriendsPutAnswer> PutCall(string friendId)
        {
            return new HirobaCall<FriendsPutAnswer>("PUT", "/v1/me/friends/{friendId}", true, response => FriendsPutAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Param("friendId", friendId);
        }

        /// <summary>Ends a friendship, takes a request back, or declines one. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string friendId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(friendId), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string friendId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/friends/{friendId}", true, response => true)
                .Param("friendId", friendId);
        }
    }

    public sealed class BlocksApi
    {
        readonly HirobaSession session;

        internal BlocksApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists whom one has blocked, the newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<BlocksListAnswer> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<BlocksListAnswer> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<BlocksListAnswer>("GET", "/v1/me/blocks", true, response => BlocksListAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Blocks somebody: friendship, requests and follows end both ways, and in rooms neither hears or sees the other, at once where both are in one. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, SHUNS_FULL, SHUN_IS_SELF, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task PutAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PutCall(userId), cancel);
        }

        internal static HirobaCall<bool> PutCall(string userId)
        {
            return new HirobaCall<bool>("PUT", "/v1/me/blocks/{userId}", true, response => true)
                .Param("userId", userId);
        }

        /// <summary>Takes a block back. What it ended stays ended. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(userId), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string userId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/blocks/{userId}", true, response => true)
                .Param("userId", userId);
        }
    }

    public sealed class MutesApi
    {
        readonly HirobaSession session;

        internal MutesApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists whom one has muted, the newest first. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<BlocksListAnswer> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<BlocksListAnswer> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<BlocksListAnswer>("GET", "/v1/me/mutes", true, response => BlocksListAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Mutes somebody, who is not told: what they do notifies one no more, and a client does not show or play what they say. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, SHUNS_FULL, SHUN_IS_SELF, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task PutAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PutCall(userId), cancel);
        }

        internal static HirobaCall<bool> PutCall(string userId)
        {
            return new HirobaCall<bool>("PUT", "/v1/me/mutes/{userId}", true, response => true)
                .Param("userId", userId);
        }

        /// <summary>Takes a mute back. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(userId), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string userId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/mutes/{userId}", true, response => true)
                .Param("userId", userId);
        }
    }

    public sealed class FollowersApi
    {
        readonly HirobaSession session;

        internal FollowersApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists who follows one, the newest first. Only the counts are public. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<BlocksListAnswer> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<BlocksListAnswer> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<BlocksListAnswer>("GET", "/v1/me/followers", true, response => BlocksListAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }
    }

    public sealed class FollowingApi
    {
        readonly HirobaSession session;

        internal FollowingApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists whom one follows, the newest first. Only the counts are public. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<BlocksListAnswer> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<BlocksListAnswer> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<BlocksListAnswer>("GET", "/v1/me/following", true, response => BlocksListAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Follows somebody. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, FOLLOWING_FULL, USER_BLOCKED, FOLLOW_IS_SELF, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task PutAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PutCall(userId), cancel);
        }

        internal static HirobaCall<bool> PutCall(string userId)
        {
            return new HirobaCall<bool>("PUT", "/v1/me/following/{userId}", true, response => true)
                .Param("userId", userId);
        }

        /// <summary>Follows somebody no more. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(userId), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string userId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/following/{userId}", true, response => true)
                .Param("userId", userId);
        }
    }

    public sealed class RelationsApi
    {
        readonly HirobaSession session;

        internal RelationsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells what somebody is to one: friend, followed, blocked, muted; and where they are, if they let one see it. That they blocked one is not told. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<RelationsGetAnswer> GetAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(userId), cancel);
        }

        internal static HirobaCall<RelationsGetAnswer> GetCall(string userId)
        {
            return new HirobaCall<RelationsGetAnswer>("GET", "/v1/me/relations/{userId}", true, response => RelationsGetAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Param("userId", userId);
        }
    }

    public sealed class NoticesApi
    {
        readonly HirobaSession session;

        internal NoticesApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Says one line to everybody in a room, in all rooms of a world or of an event, or everywhere. For an event's organiser and staff, a world's owner, and moderators. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, NOTICE_NOT_YOURS, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ROOM_NOT_FOUND, WORLD_NOT_FOUND, EVENT_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, NOTICES_FULL, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PublishedNotice> PublishAsync(PublishNotice body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PublishCall(body), cancel);
        }

        internal static HirobaCall<PublishedNotice> PublishCall(PublishNotice body)
        {
            return new HirobaCall<PublishedNotice>("POST", "/v1/notices", true, response => PublishedNotice.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }
    }

    public sealed class NotificationsApi
    {
        readonly HirobaSession session;

        internal NotificationsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists what one was told of, the newest first, and how much of all that is unread. The newest 500 are kept. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<NotificationsListAnswer> ListAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ListCall(cursor, limit), cancel);
        }

        internal static HirobaCall<NotificationsListAnswer> ListCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<NotificationsListAnswer>("GET", "/v1/me/notifications", true, response => NotificationsListAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Tells how many are unread, and what came since the event named by Last-Event-ID. With Accept: text/event-stream it goes on telling, as events notifications, for ten minutes at most: then ask again. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, NOTIFICATION_STREAMS_FULL, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<NotificationsEventsAnswer> EventsAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EventsCall(), cancel);
        }

        internal static HirobaCall<NotificationsEventsAnswer> EventsCall()
        {
            return new HirobaCall<NotificationsEventsAnswer>("GET", "/v1/me/notifications/events", true, response => NotificationsEventsAnswer.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Marks one as read. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, NOTIFICATION_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<NotificationsReadAnswer> ReadAsync(string notificationId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReadCall(notificationId), cancel);
        }

        internal static HirobaCall<NotificationsReadAnswer> ReadCall(string notificationId)
        {
            return new HirobaCall<NotificationsReadAnswer>("PUT", "/v1/me/notifications/{notificationId}/read", true, response => NotificationsReadAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Param("notificationId", notificationId);
        }

        /// <summary>Marks all as read, or those up to one. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, NOTIFICATION_NOT_FOUND, USER_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<NotificationsReadAnswer> ReadAllAsync(NotificationsReadAllBody body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReadAllCall(body), cancel);
        }

        internal static HirobaCall<NotificationsReadAnswer> ReadAllCall(NotificationsReadAllBody body = null)
        {
            return new HirobaCall<NotificationsReadAnswer>("PUT", "/v1/me/notifications/read", true, response => NotificationsReadAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body == null ? null : body.ToJson());
        }
    }

    public sealed class PartyApi
    {
        readonly HirobaSession session;

        internal PartyApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells the party one is in, and those one is asked into. Whenever that changes, notifications.events tells an event: ask again then. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PartyState> GetAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(), cancel);
        }

        internal static HirobaCall<PartyState> GetCall()
        {
            return new HirobaCall<PartyState>("GET", "/v1/me/party", true, response => PartyState.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Leaves the party. Of one who leads, the one who came next leads from then on. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task LeaveAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LeaveCall(), cancel);
        }

        internal static HirobaCall<bool> LeaveCall()
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/party", true, response => true);
        }

        /// <summary>Asks somebody into the party; who is in none makes one with that, and leads it. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, USER_NOT_INVITABLE, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, USER_BLOCKED, PARTY_FULL, INVITE_IS_SELF, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PartyState> InviteAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(InviteCall(userId), cancel);
        }

        internal static HirobaCall<PartyState> InviteCall(string userId)
        {
            return new HirobaCall<PartyState>("PUT", "/v1/me/party/invitations/{userId}", true, response => PartyState.FromJson(Json.Parse(response.Body), "answer"))
                .Param("userId", userId);
        }

        /// <summary>Takes it back that somebody was asked into the party. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task UninviteAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UninviteCall(userId), cancel);
        }

        internal static HirobaCall<bool> UninviteCall(string userId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/party/invitations/{userId}", true, response => true)
                .Param("userId", userId);
        }

        /// <summary>Sends somebody out of the party one leads. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PARTY_NOT_LED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task RemoveAsync(string userId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RemoveCall(userId), cancel);
        }

        internal static HirobaCall<bool> RemoveCall(string userId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/me/party/members/{userId}", true, response => true)
                .Param("userId", userId);
        }

        /// <summary>Lets another of the party lead it. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PARTY_NOT_LED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PartyState> LeadAsync(LeadParty body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LeadCall(body), cancel);
        }

        internal static HirobaCall<PartyState> LeadCall(LeadParty body)
        {
            return new HirobaCall<PartyState>("PUT", "/v1/me/party/leader", true, response => PartyState.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Asks for a place in the room that the one who leads the party went to, where it is kept for a minute, or is in. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, WORLD_BETA_CLOSED, TICKET_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, PARTY_NOT_FOUND, ROOM_NOT_FOUND, WORLD_NOT_FOUND, VERSION_NOT_FOUND, EVENT_NOT_FOUND, USER_NOT_FOUND, EVENT_NOT_OPEN, EVENT_CANCELLED, EVENT_ENDED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, NO_ROOM_HOST, ROOMS_FULL, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PartyEnterAnswer> EnterAsync(EnterCalled body = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(EnterCall(body), cancel);
        }

        internal static HirobaCall<PartyEnterAnswer> EnterCall(EnterCalled body = null)
        {
            return new HirobaCall<PartyEnterAnswer>("POST", "/v1/me/party/enter", true, response => PartyEnterAnswer.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body == null ? null : body.ToJson());
        }
    }

    public sealed class PartiesApi
    {
        readonly HirobaSession session;

        internal PartiesApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Joins a party one is asked into, and leaves the one one is in. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, PARTY_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, PARTY_FULL, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PartyState> JoinAsync(string partyId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(JoinCall(partyId), cancel);
        }

        internal static HirobaCall<PartyState> JoinCall(string partyId)
        {
            return new HirobaCall<PartyState>("POST", "/v1/parties/{partyId}/join", true, response => PartyState.FromJson(Json.Parse(response.Body), "answer"))
                .Param("partyId", partyId);
        }

        /// <summary>Declines it. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task DeclineAsync(string partyId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(DeclineCall(partyId), cancel);
        }

        internal static HirobaCall<bool> DeclineCall(string partyId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/parties/{partyId}/join", true, response => true)
                .Param("partyId", partyId);
        }
    }

    public sealed class HandlesApi
    {
        readonly HirobaSession session;

        internal HandlesApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells the public profile of whoever has the handle, or had it within the last 30 days. Refusals: USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Profile> GetAsync(string handle, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(GetCall(handle), cancel);
        }

        internal static HirobaCall<Profile> GetCall(string handle)
        {
            return new HirobaCall<Profile>("GET", "/v1/handles/{handle}", false, response => Profile.FromJson(Json.Parse(response.Body), "answer"))
                .Param("handle", handle);
        }
    }

    public sealed class ReportsApi
    {
        readonly HirobaSession session;

        internal ReportsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Reports a person, a world, an event or an asset to the moderators. With the room one is in, what was said there of late is kept for them. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, WORLD_NOT_FOUND, EVENT_NOT_FOUND, ASSET_NOT_FOUND, ROOM_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, REPORT_OF_SELF, VALIDATION_FAILED, REPORTS_FULL, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<FiledReport> CreateAsync(CreateReport body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CreateCall(body), cancel);
        }

        internal static HirobaCall<FiledReport> CreateCall(CreateReport body)
        {
            return new HirobaCall<FiledReport>("POST", "/v1/reports", true, response => FiledReport.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }
    }

    public sealed class ModerationApi
    {
        readonly HirobaSession session;

        internal ModerationApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists reports: the open ones oldest first, or the closed ones newest first. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<ReportPage> ReportsAsync(string cursor = null, long? limit = null, string state = null, string kind = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReportsCall(cursor, limit, state, kind), cancel);
        }

        internal static HirobaCall<ReportPage> ReportsCall(string cursor = null, long? limit = null, string state = null, string kind = null)
        {
            return new HirobaCall<ReportPage>("GET", "/v1/moderation/reports", true, response => ReportPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("state", state)
                .Query("kind", kind);
        }

        /// <summary>Takes the oldest report that nobody looks into: nobody else may for half an hour. 204 when there is none. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Report> ClaimNextAsync(string kind = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ClaimNextCall(kind), cancel);
        }

        internal static HirobaCall<Report> ClaimNextCall(string kind = null)
        {
            return new HirobaCall<Report>("POST", "/v1/moderation/reports/claim", true, response => response.Body == "" ? null : Report.FromJson(Json.Parse(response.Body), "answer"))
                .Query("kind", kind);
        }

        /// <summary>Tells of one report, with what the room said when it was filed. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, REPORT_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<ReportDetail> ReportAsync(string reportId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReportCall(reportId), cancel);
        }

        internal static HirobaCall<ReportDetail> ReportCall(string reportId)
        {
            return new HirobaCall<ReportDetail>("GET", "/v1/moderation/reports/{reportId}", true, response => ReportDetail.FromJson(Json.Parse(response.Body), "answer"))
                .Param("reportId", reportId);
        }

        /// <summary>Takes this report, or keeps it for half an hour more. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, REPORT_NOT_FOUND, NOT_FOUND, REPORT_CLAIMED, REPORT_CLOSED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Report> ClaimAsync(string reportId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ClaimCall(reportId), cancel);
        }

        internal static HirobaCall<Report> ClaimCall(string reportId)
        {
            return new HirobaCall<Report>("PUT", "/v1/moderation/reports/{reportId}/claim", true, response => Report.FromJson(Json.Parse(response.Body), "answer"))
                .Param("reportId", reportId);
        }

        /// <summary>Gives a report back that one has taken. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, REPORT_NOT_FOUND, NOT_FOUND, REPORT_CLAIMED, REPORT_CLOSED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task ReleaseAsync(string reportId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReleaseCall(reportId), cancel);
        }

        internal static HirobaCall<bool> ReleaseCall(string reportId)
        {
            return new HirobaCall<bool>("DELETE", "/v1/moderation/reports/{reportId}/claim", true, response => true)
                .Param("reportId", reportId);
        }

        /// <summary>Closes a report: something was done about it, or there was nothing to do. For moderators. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, REPORT_NOT_FOUND, NOT_FOUND, REPORT_CLAIMED, REPORT_CLOSED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Report> CloseAsync(string reportId, CloseReport body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(CloseCall(reportId, body), cancel);
        }

        internal static HirobaCall<Report> CloseCall(string reportId, CloseReport body)
        {
            return new HirobaCall<Report>("POST", "/v1/moderation/reports/{reportId}/close", true, response => Report.FromJson(Json.Parse(response.Body), "answer"))
                .Param("reportId", reportId)
                .Json(body.ToJson());
        }

        /// <summary>Lists what moderators decided, the newest first: about one person, or what somebody appeals against. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<SanctionPage> SanctionsAsync(string cursor = null, long? limit = null, string user = null, string appeal = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(SanctionsCall(cursor, limit, user, appeal), cancel);
        }

        internal static HirobaCall<SanctionPage> SanctionsCall(string cursor = null, long? limit = null, string user = null, string appeal = null)
        {
            return new HirobaCall<SanctionPage>("GET", "/v1/moderation/sanctions", true, response => SanctionPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("user", user)
                .Query("appeal", appeal);
        }

        /// <summary>Warns, mutes, kicks or bans a person, in a room, a world or everywhere, for a time or for good; or takes a world or an asset down. It holds within a second. For moderators. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, TARGET_NOT_LOWER, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, WORLD_NOT_FOUND, ASSET_NOT_FOUND, REPORT_NOT_FOUND, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, SANCTION_TIME_WRONG, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<DecidedSanction> DecideAsync(CreateSanction body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(DecideCall(body), cancel);
        }

        internal static HirobaCall<DecidedSanction> DecideCall(CreateSanction body)
        {
            return new HirobaCall<DecidedSanction>("POST", "/v1/moderation/sanctions", true, response => DecidedSanction.FromJson(Json.Parse(response.Body), "answer"))
                .Json(body.ToJson());
        }

        /// <summary>Tells of one decision. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, SANCTION_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<DecidedSanction> SanctionAsync(string sanctionId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(SanctionCall(sanctionId), cancel);
        }

        internal static HirobaCall<DecidedSanction> SanctionCall(string sanctionId)
        {
            return new HirobaCall<DecidedSanction>("GET", "/v1/moderation/sanctions/{sanctionId}", true, response => DecidedSanction.FromJson(Json.Parse(response.Body), "answer"))
                .Param("sanctionId", sanctionId);
        }

        /// <summary>Takes a decision back; what was taken down is there again. For moderators. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, SANCTION_NOT_FOUND, NOT_FOUND, SANCTION_LIFTED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<DecidedSanction> LiftAsync(string sanctionId, LiftSanction body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LiftCall(sanctionId, body), cancel);
        }

        internal static HirobaCall<DecidedSanction> LiftCall(string sanctionId, LiftSanction body)
        {
            return new HirobaCall<DecidedSanction>("POST", "/v1/moderation/sanctions/{sanctionId}/lift", true, response => DecidedSanction.FromJson(Json.Parse(response.Body), "answer"))
                .Param("sanctionId", sanctionId)
                .Json(body.ToJson());
        }

        /// <summary>Answers an appeal: the decision is upheld, or overturned and lifted. Not by whoever decided it, where there is another moderator. For moderators. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, APPEAL_NEEDS_ANOTHER, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, SANCTION_NOT_FOUND, NOT_FOUND, APPEAL_NOT_OPEN, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<DecidedSanction> DecideAppealAsync(string sanctionId, DecideAppeal body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(DecideAppealCall(sanctionId, body), cancel);
        }

        internal static HirobaCall<DecidedSanction> DecideAppealCall(string sanctionId, DecideAppeal body)
        {
            return new HirobaCall<DecidedSanction>("POST", "/v1/moderation/sanctions/{sanctionId}/appeal/decide", true, response => DecidedSanction.FromJson(Json.Parse(response.Body), "answer"))
                .Param("sanctionId", sanctionId)
                .Json(body.ToJson());
        }

        /// <summary>Lists what moderators and admins did, the newest first, from a log that nobody can edit. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<AuditPage> AuditAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AuditCall(cursor, limit), cancel);
        }

        internal static HirobaCall<AuditPage> AuditCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<AuditPage>("GET", "/v1/moderation/audit", true, response => AuditPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Lists moderators and admins, by name. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<Team> TeamAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(TeamCall(), cancel);
        }

        internal static HirobaCall<Team> TeamCall()
        {
            return new HirobaCall<Team>("GET", "/v1/moderation/team", true, response => Team.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Makes somebody a moderator or an admin, or neither. For admins. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, NOT_FOUND, LAST_ADMIN, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<TeamMember> ChangeRoleAsync(string userId, ChangeRole body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ChangeRoleCall(userId, body), cancel);
        }

        internal static HirobaCall<TeamMember> ChangeRoleCall(string userId, ChangeRole body)
        {
            return new HirobaCall<TeamMember>("PUT", "/v1/moderation/team/{userId}", true, response => TeamMember.FromJson(Json.Parse(response.Body), "answer"))
                .Param("userId", userId)
                .Json(body.ToJson());
        }
    }

    public sealed class BooksApi
    {
        readonly HirobaSession session;

        internal BooksApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Lists payments, the newest first; with q those of an id of ours or of Stripe's. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, PAYMENT_SEARCH_UNKNOWN, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PaymentPage> PaymentsAsync(string cursor = null, long? limit = null, string q = null, string state = null, DateTimeOffset? from = null, DateTimeOffset? until = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PaymentsCall(cursor, limit, q, state, from, until), cancel);
        }

        internal static HirobaCall<PaymentPage> PaymentsCall(string cursor = null, long? limit = null, string q = null, string state = null, DateTimeOffset? from = null, DateTimeOffset? until = null)
        {
            return new HirobaCall<PaymentPage>("GET", "/v1/books/payments", true, response => PaymentPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("q", q)
                .Query("state", state)
                .Query("from", Write.Text(from))
                .Query("until", Write.Text(until));
        }

        /// <summary>Tells all of one payment, with what is in the books of it, and Stripe's webhooks. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ORDER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PaymentDetail> PaymentAsync(string orderId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PaymentCall(orderId), cancel);
        }

        internal static HirobaCall<PaymentDetail> PaymentCall(string orderId)
        {
            return new HirobaCall<PaymentDetail>("GET", "/v1/books/payments/{orderId}", true, response => PaymentDetail.FromJson(Json.Parse(response.Body), "answer"))
                .Param("orderId", orderId);
        }

        /// <summary>Asks Stripe at once what became of a payment. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ORDER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, PAYMENTS_OFF, PAYMENTS_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PaymentDetail> AskStripeAsync(string orderId, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AskStripeCall(orderId), cancel);
        }

        internal static HirobaCall<PaymentDetail> AskStripeCall(string orderId)
        {
            return new HirobaCall<PaymentDetail>("POST", "/v1/books/payments/{orderId}/ask", true, response => PaymentDetail.FromJson(Json.Parse(response.Body), "answer"))
                .Param("orderId", orderId);
        }

        /// <summary>Tells what a refund would take with it. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ORDER_NOT_FOUND, NOT_FOUND, REFUND_NOTHING_LEFT, REFUND_TOO_LARGE, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<RefundPreview> PreviewRefundAsync(string orderId, long? amount = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PreviewRefundCall(orderId, amount), cancel);
        }

        internal static HirobaCall<RefundPreview> PreviewRefundCall(string orderId, long? amount = null)
        {
            return new HirobaCall<RefundPreview>("GET", "/v1/books/payments/{orderId}/refund", true, response => RefundPreview.FromJson(Json.Parse(response.Body), "answer"))
                .Param("orderId", orderId)
                .Query("amount", Write.Text(amount));
        }

        /// <summary>Gives a payment back, whole or in part. Repeated with the same Idempotency-Key it is the same refund. For admins. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, ORDER_NOT_FOUND, NOT_FOUND, REFUND_NOTHING_LEFT, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, REFUND_TOO_LARGE, IDEMPOTENCY_KEY_REUSED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PaymentDetail> RefundAsync(string orderId, RefundPayment body, string idempotencyKey = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RefundCall(orderId, body, idempotencyKey), cancel);
        }

        internal static HirobaCall<PaymentDetail> RefundCall(string orderId, RefundPayment body, string idempotencyKey = null)
        {
            return new HirobaCall<PaymentDetail>("POST", "/v1/books/payments/{orderId}/refund", true, response => PaymentDetail.FromJson(Json.Parse(response.Body), "answer"))
                .Param("orderId", orderId)
                .Json(body.ToJson())
                .Header("idempotency-key", idempotencyKey);
        }

        /// <summary>Tries a refund again that came back, or that Stripe would not take yet. For admins. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, REFUND_NOT_FOUND, NOT_FOUND, REFUND_NOT_FAILED, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<PaymentDetail> RetryRefundAsync(string refundId, RetryRefund body, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(RetryRefundCall(refundId, body), cancel);
        }

        internal static HirobaCall<PaymentDetail> RetryRefundCall(string refundId, RetryRefund body)
        {
            return new HirobaCall<PaymentDetail>("POST", "/v1/books/refunds/{refundId}/retry", true, response => PaymentDetail.FromJson(Json.Parse(response.Body), "answer"))
                .Param("refundId", refundId)
                .Json(body.ToJson());
        }

        /// <summary>Lists how the books compared with Stripe's balance, the newest first. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<ReconciliationPage> ReconciliationsAsync(string cursor = null, long? limit = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReconciliationsCall(cursor, limit), cancel);
        }

        internal static HirobaCall<ReconciliationPage> ReconciliationsCall(string cursor = null, long? limit = null)
        {
            return new HirobaCall<ReconciliationPage>("GET", "/v1/books/reconciliations", true, response => ReconciliationPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit));
        }

        /// <summary>Tells what one comparison found apart. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, RECONCILIATION_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<ReconciliationDetail> ReconciliationAsync(string number, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(ReconciliationCall(number), cancel);
        }

        internal static HirobaCall<ReconciliationDetail> ReconciliationCall(string number)
        {
            return new HirobaCall<ReconciliationDetail>("GET", "/v1/books/reconciliations/{number}", true, response => ReconciliationDetail.FromJson(Json.Parse(response.Body), "answer"))
                .Param("number", number);
        }

        /// <summary>Tells of the coins that were not used up at a time, or on the last base date, how many there were, and what was paid for them. For admins. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, PLATFORM_ROLE_REQUIRED, BANNED, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, USER_NOT_FOUND, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<UnusedBalance> UnusedBalanceAsync(DateTimeOffset? at = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(UnusedBalanceCall(at), cancel);
        }

        internal static HirobaCall<UnusedBalance> UnusedBalanceCall(DateTimeOffset? at = null)
        {
            return new HirobaCall<UnusedBalance>("GET", "/v1/books/unused-balance", true, response => UnusedBalance.FromJson(Json.Parse(response.Body), "answer"))
                .Query("at", Write.Text(at));
        }
    }

    public sealed class SearchApi
    {
        readonly HirobaSession session;

        internal SearchApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Searches worlds, events, avatars, items and users, in Japanese and English: by name, then tags, then the rest. Refusals: CURSOR_INVALID, VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<SearchPage> AllAsync(string q, string cursor = null, long? limit = null, string kind = null, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(AllCall(q, cursor, limit, kind), cancel);
        }

        internal static HirobaCall<SearchPage> AllCall(string q, string cursor = null, long? limit = null, string kind = null)
        {
            return new HirobaCall<SearchPage>("GET", "/v1/search", false, response => SearchPage.FromJson(Json.Parse(response.Body), "answer"))
                .Query("q", q)
                .Query("cursor", cursor)
                .Query("limit", Write.Text(limit))
                .Query("kind", kind);
        }

        /// <summary>Lists the tags in use, the most used first. Refusals: VALIDATION_FAILED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<TagList> TagsAsync(string kind, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(TagsCall(kind), cancel);
        }

        internal static HirobaCall<TagList> TagsCall(string kind)
        {
            return new HirobaCall<TagList>("GET", "/v1/tags", false, response => TagList.FromJson(Json.Parse(response.Body), "answer"))
                .Query("kind", kind);
        }
    }

    public sealed class FeaturedApi
    {
        readonly HirobaSession session;

        internal FeaturedApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Puts something into the house's window: lists of order=featured. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, EVENT_NOT_FOUND, AVATAR_NOT_FOUND, ITEM_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task PutAsync(string kind, string id, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(PutCall(kind, id), cancel);
        }

        internal static HirobaCall<bool> PutCall(string kind, string id)
        {
            return new HirobaCall<bool>("PUT", "/v1/featured/{kind}/{id}", true, response => true)
                .Param("kind", kind)
                .Param("id", id);
        }

        /// <summary>Takes something out of the house's window. For moderators. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, WORLD_NOT_FOUND, EVENT_NOT_FOUND, AVATAR_NOT_FOUND, ITEM_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task DeleteAsync(string kind, string id, CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(DeleteCall(kind, id), cancel);
        }

        internal static HirobaCall<bool> DeleteCall(string kind, string id)
        {
            return new HirobaCall<bool>("DELETE", "/v1/featured/{kind}/{id}", true, response => true)
                .Param("kind", kind)
                .Param("id", id);
        }
    }

    public sealed class UploadsApi
    {
        readonly HirobaSession session;

        internal UploadsApi(HirobaSession session)
        {
            this.session = session;
        }

        /// <summary>Tells what may be uploaded: types, sizes and names for each kind, what an avatar may hold and where its ranks begin, and the quotas of each role. Refusals: RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
        public Task<UploadLimits> LimitsAsync(CancellationToken cancel = default(CancellationToken))
        {
            return session.CallAsync(LimitsCall(), cancel);
        }

        internal static HirobaCall<UploadLimits> LimitsCall()
        {
            return new HirobaCall<UploadLimits>("GET", "/v1/upload/limits", false, response => UploadLimits.FromJson(Json.Parse(response.Body), "answer"));
        }

        /// <summary>Gives a form to post one file with, straight to the object store: every field, then the file. A world with a platform is a Unity AssetBundle. With replaces the file becomes a new version. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ASSET_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ASSET_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, UPLOAD_STORAGE_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, VALIDATION_FAILED, UPLOAD_QUOTA_REACHED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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

        /// <summary>Begins an upload of a large file in parts: a URL for each, to put exactly its bytes to. Refusals: JSON_MALFORMED, ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ASSET_NOT_YOURS, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, ASSET_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, UPLOAD_STORAGE_FULL, BODY_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, UPLOAD_NOT_LARGE, VALIDATION_FAILED, UPLOAD_QUOTA_REACHED, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, ORIGIN_AWAY, STORE_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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

        /// <summary>Puts the parts of an upload together. Asked again, it does nothing more. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, UPLOAD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, UPLOAD_NOT_IN_PARTS, UPLOAD_PARTS_WRONG, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, STORE_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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

        /// <summary>Gives up an upload that has no verdict yet, and what was sent of it. Refusals: ACCESS_TOKEN_REQUIRED, ACCESS_TOKEN_INVALID, ACCOUNT_LEAVING, SCOPE_INSUFFICIENT, UPLOAD_NOT_FOUND, USER_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, STORE_AWAY, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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

        /// <summary>Tells how an upload goes to whoever knows its id. With Accept: text/event-stream the same comes as server-sent events until the verdict, and of an avatar until its lighter variants are made. Refusals: UPLOAD_NOT_FOUND, NOT_FOUND, RATE_LIMITED, INTERNAL, ORIGIN_ANSWER_UNREADABLE, UPLOAD_STREAMS_FULL, ORIGIN_AWAY, DATABASE_AWAY, DATABASE_BUSY.</summary>
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
