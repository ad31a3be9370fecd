package org.sallyport.server.directory.ldap;

import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.sallyport.core.directory.PasswordCheck;
import org.sallyport.core.directory.SourcePasswords;
import org.sallyport.core.secret.Digest;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.SourceKey;
import org.sallyport.core.source.SourceName;
import org.sallyport.core.store.Unavailable;
import org.sallyport.core.throttle.Recognition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks passwords by a bind as whom they are of. Somebody is found by their id, so that a name that was given to
/// somebody else opens nothing of theirs. Thread-safe.
final class LdapPasswords implements SourcePasswords {
    private static final Logger LOG = LoggerFactory.getLogger(LdapPasswords.class);

    private final DirectorySettings settings;
    private final DirectoryLine line;
    private final WrongBinds wrongBinds;
    private final Recognition recognition;
    private final InstantSource clock;

    LdapPasswords(
            DirectorySettings settings,
            DirectoryLine line,
            WrongBinds wrongBinds,
            Recognition recognition,
            InstantSource clock) {
        this.settings = settings;
        this.line = line;
        this.wrongBinds = wrongBinds;
        this.recognition = recognition;
        this.clock = clock;
    }

    @Override
    public SourceName source() {
        return settings.source();
    }

    @Override
    public PasswordCheck check(SourceKey key, Secret typed) {
        var found = find(key.externalId());
        if (found.isEmpty() || typed.isBlank()) {
            return PasswordCheck.WRONG;
        }
        var entry = found.get();
        var stamp = Stamps.ofPassword(entry);
        Instant now = clock.instant();
        var seen = recognition.of(key.source() + " " + key.externalId(), Instant.EPOCH, typed);
        return switch (wrongBinds.ask(key.externalId(), stamp, seen, now)) {
            case KNOWN_WRONG -> PasswordCheck.WRONG;
            case NOT_NOW ->
                throw new Unavailable(
                        settings.source().value(), "it has seen as many wrong passwords of one account as it may");
            case GRANTED -> tried(entry, key, stamp, seen, typed);
        };
    }

    private PasswordCheck tried(SearchResultEntry entry, SourceKey key, String stamp, Digest seen, Secret typed) {
        boolean judged = false;
        try {
            var answer = line.bind(entry.getDN(), typed);
            judged = true;
            Instant now = clock.instant();
            return switch (answer) {
                case RIGHT -> {
                    wrongBinds.right(key.externalId(), stamp, now);
                    yield PasswordCheck.RIGHT;
                }
                case WRONG -> {
                    wrongBinds.wrong(key.externalId(), stamp, seen, now);
                    yield PasswordCheck.WRONG;
                }
                case MUST_CHANGE, SHUT_OUT -> {
                    LOG.atWarn()
                            .setMessage("directory.refused")
                            .addKeyValue("source", source())
                            .addKeyValue("id", key.externalId())
                            .addKeyValue("why", answer == BindAnswer.MUST_CHANGE ? "must-change" : "shut-out")
                            .log();
                    wrongBinds.wrong(key.externalId(), stamp, seen, now);
                    yield PasswordCheck.WRONG;
                }
            };
        } finally {
            if (!judged) {
                wrongBinds.unasked(key.externalId(), stamp, clock.instant());
            }
        }
    }

    private Optional<SearchResultEntry> find(String externalId) {
        var filter = ExternalIds.filter(settings.attributes().id(), externalId);
        return filter.flatMap(one -> line.ask(pool -> Searches.one(pool, settings.base(), one, Stamps.ATTRIBUTES)));
    }
}
