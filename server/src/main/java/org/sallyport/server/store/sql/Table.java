package org.sallyport.server.store.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.sallyport.core.secret.Seal;

/// A table whose rows are bound to the keyset: by a keyed digest over the cells that decide something, by a sealed
/// cell, or by both.
///
/// @param key the column that names a row
/// @param guarded the columns that a row's digest covers, in this order for ever; empty where there is no such digest
/// @param later columns that came when there were rows already: the digest covers them by name where they hold
/// something,
///     so that rows from before keep theirs
record Table(String name, String key, Optional<SealedCell> sealed, List<String> guarded, List<String> later) {
    static final Table ACCOUNT = table(
            "account",
            "id",
            Optional.of(new SealedCell("contact", "account", "contact", "id")),
            "id",
            "username",
            "display_name",
            "language",
            "group_names",
            "role",
            "status",
            "contact",
            "contact_origin",
            "contact_verified",
            "revision");

    static final Table CREDENTIALS = table(
            "credentials", "account_id", Optional.empty(), "account_id", "salt", "password_digest", "password_changed");

    static final Table DELETION =
            table("deletion", "account_id", Optional.empty(), "account_id", "asked", "due", "before", "erased");

    static final Table POSIX_ACCOUNT =
            table("posix_account", "account_id", Optional.empty(), "account_id", "uid", "gid", "home", "shell");

    static final Table POSIX_GROUP = table("posix_group", "folded", Optional.empty(), "folded", "name", "gid");

    static final Table EARLIER_PASSWORD =
            table("earlier_password", "account_id", Optional.empty(), "account_id", "digest", "replaced");

    static final Table REQUIREMENT = table(
                    "requirement", "subject", Optional.empty(), "subject", "kind", "name", "required", "since")
            .with("apps_until");

    /// Which node works on it, and what was mailed last, decide nothing.
    static final Table ROLLOUT = table(
            "rollout",
            "id",
            Optional.empty(),
            "id",
            "subject",
            "kind",
            "name",
            "began",
            "until",
            "quiet",
            "status",
            "finished");

    static final Table SWITCHOVER =
            table("switchover", "id", Optional.empty(), "id", "rollout_id", "account_id", "why", "at", "until");

    static final Table POLICY_VALUE =
            table("policy_value", "id", Optional.empty(), "id", "subject", "kind", "name", "code", "value", "since");

    static final Table SOURCE_LINK = table(
            "source_link",
            "id",
            Optional.empty(),
            "id",
            "account_id",
            "source",
            "external_id",
            "state",
            "since",
            "seen",
            "fields",
            "group_names");

    static final Table SOURCE_CONFLICT = table(
            "source_conflict",
            "id",
            Optional.empty(),
            "id",
            "source",
            "external_id",
            "username",
            "display_name",
            "why",
            "account_id",
            "since",
            "decision");
    /// `moved` is left out: it is for people to read.
    static final Table BOOKMARK = table("bookmark", "follower", Optional.empty(), "follower", "number");

    static final Table WEBHOOK = table(
            "webhook",
            "id",
            Optional.of(new SealedCell("secrets", "webhook", "secrets", "id")),
            "id",
            "name",
            "target",
            "events",
            "paused",
            "made",
            "secrets");

    /// How far it has come is left out: it is written at every try, and decides nothing that is told.
    static final Table WEBHOOK_DELIVERY =
            table("webhook_delivery", "id", Optional.empty(), "id", "webhook", "number", "type", "body", "made");

    static final Table PROPOSAL = table(
            "proposal",
            "id",
            Optional.empty(),
            "id",
            "proposer",
            "act",
            "account_id",
            "act_values",
            "why",
            "made",
            "good_until");

    static final Table SOURCE_ENTRY = table(
            "source_entry",
            "id",
            Optional.of(new SealedCell("content", "source_entry", "content", "id")),
            "id",
            "source",
            "kind",
            "entry_id",
            "name",
            "external_id",
            "content",
            "created",
            "modified");

    static final Table SOURCE_READING = table(
            "source_reading",
            "source",
            Optional.empty(),
            "source",
            "mark",
            "read_at",
            "full_at",
            "wanted",
            "holder",
            "held_until",
            "people",
            "of_people",
            "since",
            "released");

    /// `last_step` is left out: it changes by one conditional write that reads nothing.
    static final Table AUTHENTICATOR_APP = table(
            "authenticator_app",
            "id",
            Optional.of(new SealedCell("sealed_key", "method", "secret", "id")),
            "id",
            "account_id",
            "label",
            "sealed_key",
            "registered");

    static final Table METHOD = table(
            "method",
            "id",
            Optional.of(new SealedCell("content", "method", "content", "id")),
            "id",
            "account_id",
            "kind",
            "label",
            "credential",
            "content",
            "registered");

    static final Table RECOVERY_CODE =
            table("recovery_code", "id", Optional.empty(), "id", "account_id", "digest", "made");

    static final Table ENROLLMENT = table(
            "enrollment",
            "account_id",
            Optional.of(new SealedCell("sealed", "enrollment", "secret", "id")),
            "account_id",
            "id",
            "aim",
            "step",
            "kind",
            "sealed",
            "made",
            "shown",
            "used_step",
            "proved",
            "expires",
            "revision");

    static final Table CHALLENGE =
            table("challenge", "id", Optional.empty(), "id", "account_id", "purpose", "binding", "digest", "expires");

    /// Latest uses are left out: they are written behind, many at a time, and decide nothing.
    static final Table APP_PASSWORD = table(
                    "app_password",
                    "id",
                    Optional.empty(),
                    "id",
                    "account_id",
                    "label",
                    "digest",
                    "protocols",
                    "networks",
                    "issued",
                    "expires",
                    "revoked")
            .with("opens_from", "unused_until", "first_use", "first_used", "tied_families", "tied_networks", "asleep");

    static final Table BROWSER_SESSION = table(
            "browser_session",
            "cookie_digest",
            Optional.of(new SealedCell("content", "browser_session", "content", "cookie_digest")),
            "cookie_digest",
            "account_id",
            "created",
            "last_used",
            "ends",
            "content");

    static final Table REMEMBERED_DEVICE = table(
            "remembered_device",
            "token_digest",
            Optional.of(new SealedCell("content", "remembered_device", "content", "token_digest")),
            "token_digest",
            "id",
            "account_id",
            "remembered",
            "last_used",
            "ends",
            "content");

    static final Table DEVICE = table(
            "device",
            "account_id",
            Optional.empty(),
            "account_id",
            "owner",
            "senders",
            "recipients",
            "most_messages",
            "most_recipients",
            "protocols",
            "networks",
            "ends",
            "standing",
            "since",
            "card",
            "card_made",
            "card_ends",
            "card_by");

    /// The latest use is left out: it decides nothing.
    static final Table API_TOKEN = table(
            "api_token",
            "id",
            Optional.empty(),
            "id",
            "account_id",
            "kind",
            "root",
            "name",
            "scopes",
            "networks",
            "digest",
            "made",
            "expires");

    /// Bound by its sealed cell alone: whoever alters the rest has a request refused.
    static final Table KEPT_ANSWER =
            table("kept_answer", "id", Optional.of(new SealedCell("content", "kept_answer", "content", "id")));

    /// Bound by its sealed cell alone, which holds all there is to say.
    static final Table NOTICE =
            table("notice", "id", Optional.of(new SealedCell("content", "notice", "content", "id")));

    /// Which node works on it decides nothing.
    static final Table JOB = table(
            "job",
            "id",
            Optional.of(new SealedCell("content", "job", "content", "id")),
            "id",
            "kind",
            "state",
            "maker",
            "made",
            "moved",
            "content");

    /// Bound by its sealed cell alone.
    static final Table JOB_FILE =
            table("job_file", "id", Optional.of(new SealedCell("content", "job_file", "content", "id")));

    /// Only why a mail could not go out is sealed: it may name somebody.
    static final Table ENVELOPE = table("envelope", "id", Optional.of(new SealedCell("why", "envelope", "why", "id")));

    static final List<Table> ALL = List.of(
            ACCOUNT,
            CREDENTIALS,
            DELETION,
            POSIX_ACCOUNT,
            POSIX_GROUP,
            EARLIER_PASSWORD,
            REQUIREMENT,
            ROLLOUT,
            SWITCHOVER,
            POLICY_VALUE,
            PROPOSAL,
            SOURCE_LINK,
            SOURCE_CONFLICT,
            BOOKMARK,
            WEBHOOK,
            WEBHOOK_DELIVERY,
            SOURCE_ENTRY,
            SOURCE_READING,
            AUTHENTICATOR_APP,
            METHOD,
            RECOVERY_CODE,
            ENROLLMENT,
            CHALLENGE,
            APP_PASSWORD,
            BROWSER_SESSION,
            REMEMBERED_DEVICE,
            DEVICE,
            API_TOKEN,
            KEPT_ANSWER,
            NOTICE,
            ENVELOPE,
            JOB,
            JOB_FILE);

    /// A column that is sealed, and the place it is sealed for.
    record SealedCell(String column, String placeTable, String placeColumn, String rowColumn) {
        Seal.Place place(Cells row) {
            return new Seal.Place(placeTable, placeColumn, row.text(rowColumn));
        }
    }

    private static Table table(String name, String key, Optional<SealedCell> sealed, String... guarded) {
        return new Table(name, key, sealed, List.of(guarded), List.of());
    }

    private Table with(String... columns) {
        return new Table(name, key, sealed, guarded, List.of(columns));
    }

    /// Every column that the digest of a row can cover.
    List<String> covered() {
        return Stream.concat(guarded.stream(), later.stream()).toList();
    }
}
