package org.sallyport.server.config;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;

/// The keys of the directories that accounts come from.
final class SourceKeys {
    /// Which names a directory has for things, unless they are said one by one.
    enum Preset {
        /// OpenLDAP, 389 Directory Server and others that follow the standards.
        STANDARD("(objectClass=inetOrgPerson)", "entryUUID", "uid", "cn", Sources.Groups.Kind.NONE),
        ACTIVE_DIRECTORY(
                "(&(objectCategory=person)(objectClass=user))",
                "objectGUID",
                "sAMAccountName",
                "displayName",
                Sources.Groups.Kind.MEMBER_OF);

        private final String filter;
        private final String id;
        private final String username;
        private final String displayName;
        private final Sources.Groups.Kind groups;

        Preset(String filter, String id, String username, String displayName, Sources.Groups.Kind groups) {
            this.filter = filter;
            this.id = id;
            this.username = username;
            this.displayName = displayName;
            this.groups = groups;
        }
    }

    private static final String ENTRIES = "sources.ldap";
    private static final String ENTRY = ENTRIES + "[].";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,50}");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,100}");
    private static final Kind<String> DN_OF =
            Kind.shown(String.class, "a name like ou=people,dc=acme,dc=example", SourceKeys::dn);
    private static final Kind<String> FILTER_OF =
            Kind.shown(String.class, "a filter like (objectClass=person)", SourceKeys::filter);
    private static final Kind<String> ATTRIBUTE_OF = Kind.shown(
            String.class,
            "the name of an attribute",
            text -> Optional.of(text).filter(t -> ATTRIBUTE.matcher(t).matches()));

    static final Key<String> NAME_OF = Key.required(
            ENTRY + "name",
            Kind.shown(
                    String.class,
                    "a short name of a-z, 0-9 and hyphens",
                    text -> Optional.of(text).filter(t -> NAME.matcher(t).matches())),
            "What pages and the audit log call a directory that accounts come from, behind `ldap/`. Never change it: "
                    + "the links of its accounts hang on it.",
            "acme");
    static final Key<Preset> KIND = Key.withDefault(
            ENTRY + "kind",
            Kinds.choice(Preset.class),
            "standard",
            "Whose names it has for things: `standard` (OpenLDAP and others) or `active-directory`. Every name can be said "
                    + "by itself below.");
    static final Key<String> URLS = Key.required(
            ENTRY + "urls",
            Kind.shown(
                    String.class,
                    "ldaps://host or ldap://host, several with blanks between them",
                    text -> urls(text).isEmpty() ? Optional.empty() : Optional.of(text)),
            "Where it is; several with blanks between them, of which the first that answers is asked. All `ldaps://` or all "
                    + "`ldap://`.",
            "ldaps://dc1.acme.example ldaps://dc2.acme.example");
    static final Key<YesNo> START_TLS = Key.withDefault(
            ENTRY + "start-tls",
            Kinds.choice(YesNo.class),
            "yes",
            "Whether a connection to `ldap://` is made TLS before anything is said. `no` only for this machine.");
    static final Key<Path> TRUST = Key.required(
                    ENTRY + "trust",
                    Kinds.FILE,
                    "Certificates (PEM) to trust it by: its own, or that of whoever signed it.",
                    "/etc/sallyport/acme-ca.pem")
            .orNothing("those that the machine trusts");
    static final Key<String> BIND_DN = Key.required(
                    ENTRY + "bind-dn",
                    DN_OF,
                    "Who Sallyport is there. It only reads.",
                    "cn=sallyport,dc=acme,dc=example")
            .orNothing("nobody: it reads what everybody may");
    static final Key<Secret> BIND_PASSWORD = Key.required(
                    ENTRY + "bind-password",
                    Kinds.SECRET,
                    "The password there, by reference.",
                    "file:/etc/sallyport/acme.password")
            .orNothing("required with bind-dn");
    static final Key<String> BASE =
            Key.required(ENTRY + "base", DN_OF, "Below which its people are.", "ou=people,dc=acme,dc=example");
    static final Key<String> FILTER = Key.required(
                    ENTRY + "filter", FILTER_OF, "Whom it counts among them.", "(objectClass=inetOrgPerson)")
            .orNothing("every inetOrgPerson; with active-directory every user who is a person");
    static final Key<String> ID = Key.required(
                    ENTRY + "id", ATTRIBUTE_OF, "What names somebody for ever, whatever they are called.", "entryUUID")
            .orNothing("entryUUID; with active-directory objectGUID");
    static final Key<String> USERNAME = Key.required(ENTRY + "username", ATTRIBUTE_OF, "What they sign in as.", "uid")
            .orNothing("uid; with active-directory sAMAccountName");
    static final Key<String> DISPLAY_NAME = Key.required(
                    ENTRY + "display-name", ATTRIBUTE_OF, "What pages call them.", "cn")
            .orNothing("cn; with active-directory displayName");
    static final Key<String> MAIL = Key.withDefault(
            ENTRY + "mail",
            ATTRIBUTE_OF,
            "mail",
            "Where their mail goes: the contact on record, for codes and notices.");
    static final Key<String> LANGUAGE = Key.required(
                    ENTRY + "language", ATTRIBUTE_OF, "Which language they read.", "preferredLanguage")
            .orNothing("they choose it themselves");
    static final Key<Sources.Groups.Kind> GROUPS = Key.required(
                    ENTRY + "groups",
                    Kinds.choice(Sources.Groups.Kind.class),
                    "How their groups are known: `member-of` (it stands with the person), `members` (it stands with the group, "
                            + "in `member` or `uniqueMember`), or `none`.",
                    "members")
            .orNothing("none; with active-directory member-of");
    static final Key<String> GROUPS_BASE = Key.required(
                    ENTRY + "groups-base",
                    DN_OF,
                    "Below which the groups are that count.",
                    "ou=groups,dc=acme,dc=example")
            .orNothing("all that member-of names, by the cn in their names");
    static final Key<String> GROUPS_FILTER = Key.withDefault(
            ENTRY + "groups-filter", FILTER_OF, "(objectClass=*)", "Which entries below groups-base are groups.");
    static final Key<String> GROUPS_NAME =
            Key.withDefault(ENTRY + "groups-name", ATTRIBUTE_OF, "cn", "What a group is called.");
    static final Key<YesNo> NESTED = Key.withDefault(
            ENTRY + "groups-nested",
            Kinds.choice(YesNo.class),
            "no",
            "Whether whoever is in a group is in those too that the group is in. Needs groups-base.");
    static final Key<Integer> PAGE_SIZE = Key.withDefault(
            ENTRY + "page-size", Kinds.wholeNumber(10, 10_000), "500", "How many people are read at once.");
    static final Key<Duration> EVERY = Key.withDefault(
            ENTRY + "every",
            Kinds.DURATION_OF,
            "30s",
            "How long between two looks at who is there, who may sign in, and what has changed.");
    static final Key<Duration> FULL_EVERY = Key.withDefault(
            ENTRY + "full-every",
            Kinds.DURATION_OF,
            "1h",
            "How long between two readings of everything, for what a look at changes does not show.");
    static final Key<Integer> FUSE = Key.withDefault(
            ENTRY + "fuse",
            Kinds.wholeNumber(0, 100),
            "10",
            "If more per cent of its people than these would be suspended at once, nobody is until an admin says that it is "
                    + "right. Five at a time always are.");
    static final Key<Integer> WRONG_BINDS = Key.withDefault(
            ENTRY + "wrong-binds",
            Kinds.wholeNumber(1, 100),
            "3",
            "How many wrong passwords of one person reach it within wrong-binds-within, from each node: fewer than it "
                    + "locks an account for. Whoever comes after them is told to come later.");
    static final Key<Duration> WRONG_WITHIN =
            Key.withDefault(ENTRY + "wrong-binds-within", Kinds.DURATION_OF, "30m", "Within how long.");
    static final Key<URI> PASSWORD_PAGE = Key.required(
                    ENTRY + "password-page",
                    Kind.shown(URI.class, "https://…", SourceKeys::page),
                    "Where its people change their password, or have a forgotten one replaced: the pages point there.",
                    "https://password.acme.example/")
            .orNothing("the pages say that the password is the directory's, and not where to go");
    static final Key<Merge> MERGE = Key.withDefault(
            ENTRY + "merge",
            Kinds.choice(Merge.class),
            "never",
            "What makes somebody there and an account that is here already one: `same-username`, `same-mail` (on record by "
                    + "the organisation, or verified), or `never`: an admin decides each time. Of the staff an admin always does.");

    static final List<Key<?>> ALL = Stream.of(
                    List.<Key<?>>of(NAME_OF, KIND, URLS, START_TLS, TRUST, BIND_DN, BIND_PASSWORD),
                    List.<Key<?>>of(BASE, FILTER, ID, USERNAME, DISPLAY_NAME, MAIL, LANGUAGE),
                    List.<Key<?>>of(GROUPS, GROUPS_BASE, GROUPS_FILTER, GROUPS_NAME, NESTED),
                    List.<Key<?>>of(PAGE_SIZE, EVERY, FULL_EVERY, FUSE, WRONG_BINDS, WRONG_WITHIN),
                    List.<Key<?>>of(PASSWORD_PAGE, MERGE))
            .flatMap(List::stream)
            .toList();

    private SourceKeys() {}

    static void check(Answers answers) {
        var names = new HashMap<String, String>();
        for (int i = 0; i < answers.entries(ENTRIES); i++) {
            int entry = i;
            answers.find(NAME_OF, i).ifPresent(name -> {
                var first = names.putIfAbsent(name, NAME_OF.inEntry(entry));
                if (first != null) {
                    answers.wrong(
                            NAME_OF.inEntry(entry), "needs a name of its own, found \"" + name + "\" as in " + first);
                }
            });
            checkWay(answers, i);
            checkGroups(answers, i);
        }
    }

    private static void checkWay(Answers answers, int i) {
        if (answers.find(BIND_DN, i).isPresent()
                != answers.find(BIND_PASSWORD, i).isPresent()) {
            answers.wrong(BIND_DN.inEntry(i), "comes together with bind-password, found one of the two");
        }
        var urls = answers.find(URLS, i).map(SourceKeys::urls).orElse(List.of());
        boolean inClear = answers.find(START_TLS, i).filter(YesNo.NO::equals).isPresent();
        boolean leaves = urls.stream()
                .filter(url -> url.getScheme().equals("ldap"))
                .anyMatch(url -> !new ListenAddress(url.getHost(), 389).isLoopback());
        if (inClear && leaves) {
            answers.wrong(
                    START_TLS.inEntry(i),
                    "needs yes for a directory on another machine, found \"no\": passwords would cross the network in clear");
        }
    }

    private static void checkGroups(Answers answers, int i) {
        boolean hasBase = answers.find(GROUPS_BASE, i).isPresent();
        if (kindOfGroups(answers, i) == Sources.Groups.Kind.MEMBERS && !hasBase) {
            answers.wrong(GROUPS_BASE.inEntry(i), "is missing, but groups is members; " + Answers.needs(GROUPS_BASE));
        }
        if (answers.find(NESTED, i).filter(YesNo.YES::equals).isPresent() && !hasBase) {
            answers.wrong(
                    GROUPS_BASE.inEntry(i), "is missing, but groups-nested is yes; " + Answers.needs(GROUPS_BASE));
        }
    }

    /// Only after [#check] and without any problem.
    static Sources settings(Answers answers) {
        var all = new ArrayList<Sources.Ldap>();
        for (int i = 0; i < answers.entries(ENTRIES); i++) {
            all.add(ldap(answers, i));
        }
        return new Sources(all);
    }

    private static Sources.Ldap ldap(Answers answers, int i) {
        var urls = urls(answers.find(URLS, i).orElseThrow());
        boolean isTls = urls.getFirst().getScheme().equals("ldaps");
        return new Sources.Ldap(
                new SourceName("ldap/" + answers.find(NAME_OF, i).orElseThrow()),
                new Sources.Way(
                        urls,
                        !isTls
                                && answers.find(START_TLS, i)
                                        .filter(YesNo.YES::equals)
                                        .isPresent(),
                        answers.find(TRUST, i),
                        answers.find(BIND_DN, i),
                        answers.find(BIND_PASSWORD, i)),
                people(answers, i),
                new Sources.Groups(
                        kindOfGroups(answers, i),
                        answers.find(GROUPS_BASE, i),
                        answers.find(GROUPS_FILTER, i).orElseThrow(),
                        answers.find(GROUPS_NAME, i).orElseThrow(),
                        answers.find(NESTED, i).filter(YesNo.YES::equals).isPresent()),
                new Sources.Rounds(
                        answers.find(EVERY, i).orElseThrow(),
                        answers.find(FULL_EVERY, i).orElseThrow(),
                        answers.find(PAGE_SIZE, i).orElseThrow(),
                        answers.find(FUSE, i).orElseThrow()),
                new Sources.Binds(
                        answers.find(WRONG_BINDS, i).orElseThrow(),
                        answers.find(WRONG_WITHIN, i).orElseThrow(),
                        answers.find(PASSWORD_PAGE, i)),
                answers.find(MERGE, i).orElseThrow());
    }

    private static Sources.People people(Answers answers, int i) {
        var kind = answers.find(KIND, i).orElseThrow();
        return new Sources.People(
                answers.find(BASE, i).orElseThrow(),
                answers.find(FILTER, i).orElse(kind.filter),
                answers.find(ID, i).orElse(kind.id),
                answers.find(USERNAME, i).orElse(kind.username),
                answers.find(DISPLAY_NAME, i).orElse(kind.displayName),
                answers.find(MAIL, i).orElseThrow(),
                answers.find(LANGUAGE, i));
    }

    private static Sources.Groups.Kind kindOfGroups(Answers answers, int i) {
        return answers.find(GROUPS, i)
                .or(() -> answers.find(KIND, i).map(kind -> kind.groups))
                .orElse(Sources.Groups.Kind.NONE);
    }

    /// Empty where one is none, or they are of two kinds.
    private static List<URI> urls(String text) {
        var urls = new ArrayList<URI>();
        for (var word : text.strip().split("\\s+", -1)) {
            try {
                urls.add(new URI(word));
            } catch (URISyntaxException notAUrl) {
                return List.of();
            }
        }
        var scheme = urls.getFirst().getScheme();
        boolean isGood = ("ldap".equals(scheme) || "ldaps".equals(scheme))
                && urls.stream()
                        .allMatch(url -> scheme.equals(url.getScheme())
                                && url.getHost() != null
                                && url.getUserInfo() == null
                                && (url.getPath().isEmpty() || url.getPath().equals("/"))
                                && url.getQuery() == null
                                && url.getFragment() == null);
        return isGood ? urls : List.of();
    }

    private static Optional<String> dn(String text) {
        return DN.isValidDN(text) && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static Optional<String> filter(String text) {
        try {
            return Optional.of(Filter.create(text).toString());
        } catch (LDAPException notAFilter) {
            return Optional.empty();
        }
    }

    private static Optional<URI> page(String text) {
        try {
            var uri = new URI(text);
            return "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }
}
