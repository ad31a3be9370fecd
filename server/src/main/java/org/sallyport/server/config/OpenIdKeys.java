package org.sallyport.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;

/// The keys of the identity providers that people sign in at.
final class OpenIdKeys {
    private static final String PATH = "sources.oidc";

    private static final Kind<URI> ISSUER = Kind.shown(
            URI.class, "https://host/path without a query (http:// only for this machine)", OpenIdKeys::issuer);
    static final Kind<String> SOURCE = Kind.shown(
            String.class,
            "a short name of a-z, 0-9 and hyphens",
            text -> Optional.of(text).filter(t -> t.matches("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")));
    private static final Kind<String> CLAIM = Kind.shown(
            String.class,
            "the name of a claim",
            text -> Optional.of(text).filter(t -> t.matches("[A-Za-z0-9_:/.-]{1,100}")));
    private static final Kind<String> WORDS = Kind.shown(
            String.class,
            "words with blanks between them, 500 characters at most",
            text -> Optional.of(text).filter(t -> t.matches("[!-~]{1,200}( [!-~]{1,200})*") && t.length() <= 500));
    private static final Kind<String> MARKS = Kind.shown(
            String.class,
            "words like amr:mfa or acr:urn:example:two-factors with blanks between them",
            text -> Optional.of(text)
                    .filter(t -> t.length() <= 500 && t.matches("(amr|acr):[!-~]+( (amr|acr):[!-~]+)*")));

    static final Key<String> NAME = Key.required(
            "sources.oidc[].name",
            SOURCE,
            "What the audit log and addresses call an identity provider that people sign in at by OpenID Connect "
                    + "(docs/openid-connect.md). Never changed: another name is another provider.",
            "olive");
    static final Key<String> LABEL = Key.required(
            "sources.oidc[].label", Kinds.LINE, "What the button says: *Sign in with* this.", "Olive & Pine");
    static final Key<String> LABEL_EL = Key.required(
                    "sources.oidc[].label-el", Kinds.LINE, "The same in Greek.", "τον λογαριασμό Olive & Pine")
            .orNothing("as the label");
    static final Key<URI> ISSUER_URL = Key.required(
            "sources.oidc[].issuer",
            ISSUER,
            "The issuer, exactly as the provider writes it. What else is to know of it is read from "
                    + "`/.well-known/openid-configuration` below it when it is needed first.",
            "https://login.olive.example/realms/staff");
    static final Key<String> CLIENT_ID = Key.required(
            "sources.oidc[].client-id", Kinds.ASCII_LINE, "The client id that Sallyport has there.", "sallyport");
    static final Key<Secret> CLIENT_SECRET = Key.required(
            "sources.oidc[].client-secret",
            Kinds.SECRET,
            "Its client secret, by reference.",
            "file:/etc/sallyport/olive.secret");
    static final Key<String> SCOPES = Key.withDefault(
            "sources.oidc[].scopes",
            WORDS,
            "openid profile email",
            "The scopes that are asked for, with blanks between them; `openid` has to be one of them.");
    static final Key<String> HOSTS = Key.required(
                    "sources.oidc[].hosts",
                    WORDS,
                    "Other hosts, with blanks between them, where the provider has endpoints. What it says of any "
                            + "further host is not believed.",
                    "oauth2.olive.example keys.olive.example")
            .orNothing("the issuer's host alone");
    static final Key<String> ID_CLAIM = Key.withDefault(
            "sources.oidc[].id-claim",
            CLAIM,
            "sub",
            "The claim that says for ever who it is. Never an address or a name, which pass on to others.");
    static final Key<String> USERNAME_CLAIM = Key.withDefault(
            "sources.oidc[].username-claim",
            CLAIM,
            "preferred_username",
            "The claim that holds the user name that apps send.");
    static final Key<String> GROUPS_CLAIM = Key.required(
                    "sources.oidc[].groups-claim", CLAIM, "The claim that holds the names of groups.", "groups")
            .orNothing("groups are left alone");
    static final Key<String> SECOND_FACTOR = Key.required(
                    "sources.oidc[].second-factor",
                    MARKS,
                    "What says that the provider asked for a second factor: values of `amr` (RFC 8176) or `acr`, any "
                            + "of which is enough. It then counts as the second factor of the pages; a passkey that the "
                            + "administration asks for is still asked for here.",
                    "amr:mfa amr:otp amr:hwk")
            .orNothing("its word is taken for no second factor; Sallyport asks for one of its own");
    static final Key<YesNo> CREATE = Key.withDefault(
            "sources.oidc[].create",
            Kinds.choice(YesNo.class),
            "no",
            "Whether whoever signs in there and has no account gets one. With `no`, accounts come from elsewhere.");
    static final Key<Merge> MERGE = Key.withDefault(
            "sources.oidc[].merge",
            Kinds.choice(Merge.class),
            "never",
            "By which rule somebody of the provider and an account that is there already become one: `never` (an admin "
                    + "decides), `same-username`, or `same-mail`, an address that both have verified.");
    static final Key<YesNo> STRAIGHT = Key.withDefault(
            "sources.oidc[].straight",
            Kinds.choice(YesNo.class),
            "no",
            "Whether the sign-in page leads there at once. `/sign-in?local` shows the form all the same.");
    static final Key<String> DOMAINS = Key.required(
                    "sources.oidc[].domains",
                    WORDS,
                    "Domains, with blanks between them: whoever types a name that ends in one of them, and no password, "
                            + "is led there.",
                    "olive.example")
            .orNothing("everybody who types no password, where this is the only provider");

    static final List<Key<?>> ALL = List.of(
            NAME,
            LABEL,
            LABEL_EL,
            ISSUER_URL,
            CLIENT_ID,
            CLIENT_SECRET,
            SCOPES,
            HOSTS,
            ID_CLAIM,
            USERNAME_CLAIM,
            GROUPS_CLAIM,
            SECOND_FACTOR,
            CREATE,
            MERGE,
            STRAIGHT,
            DOMAINS);

    private OpenIdKeys() {}

    static void check(Answers answers) {
        var names = new HashMap<String, String>();
        var straight = new ArrayList<String>();
        for (int i = 0; i < answers.entries(PATH); i++) {
            var path = NAME.inEntry(i);
            answers.find(NAME, i).ifPresent(name -> {
                var first = names.putIfAbsent(name, path);
                if (first != null) {
                    answers.wrong(path, "needs a name of its own, found \"" + name + "\" as in " + first);
                }
            });
            var scopes = SCOPES.inEntry(i);
            answers.find(SCOPES, i)
                    .filter(asked -> !words(asked).contains("openid"))
                    .ifPresent(
                            asked -> answers.wrong(scopes, "needs openid among the scopes, found \"" + asked + "\""));
            if (answers.find(STRAIGHT, i).filter(YesNo.YES::equals).isPresent()) {
                straight.add(STRAIGHT.inEntry(i));
            }
        }
        straight.stream()
                .skip(1)
                .forEach(path -> answers.wrong(path, "is yes, but so is " + straight.getFirst() + "; one of them"));
    }

    /// Only after [#check] and without any problem.
    static List<OpenIdSource> settings(Answers answers) {
        return IntStream.range(0, answers.entries(PATH))
                .mapToObj(i -> source(answers, i))
                .toList();
    }

    private static OpenIdSource source(Answers answers, int i) {
        var label = answers.find(LABEL, i).orElseThrow();
        return new OpenIdSource(
                new SourceName("oidc/" + answers.find(NAME, i).orElseThrow()),
                new OpenIdSource.Label(label, answers.find(LABEL_EL, i).orElse(label)),
                answers.find(ISSUER_URL, i).orElseThrow(),
                new OpenIdSource.Client(
                        answers.find(CLIENT_ID, i).orElseThrow(),
                        answers.find(CLIENT_SECRET, i).orElseThrow(),
                        words(answers.find(SCOPES, i).orElseThrow()),
                        answers.find(HOSTS, i).map(OpenIdKeys::words).orElse(Set.of())),
                new OpenIdSource.Claims(
                        answers.find(ID_CLAIM, i).orElseThrow(),
                        answers.find(USERNAME_CLAIM, i).orElseThrow(),
                        answers.find(GROUPS_CLAIM, i)),
                answers.find(SECOND_FACTOR, i).map(OpenIdKeys::marks).orElse(List.of()),
                new OpenIdSource.Rules(
                        answers.find(CREATE, i).orElseThrow() == YesNo.YES,
                        answers.find(MERGE, i).orElseThrow(),
                        answers.find(STRAIGHT, i).orElseThrow() == YesNo.YES,
                        answers.find(DOMAINS, i)
                                .map(text -> words(text.toLowerCase(Locale.ROOT)))
                                .orElse(Set.of())));
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.split(" ")).collect(Collectors.toSet());
    }

    private static List<OpenIdSource.Mark> marks(String text) {
        return Arrays.stream(text.split(" "))
                .map(word -> new OpenIdSource.Mark(
                        word.substring(0, word.indexOf(':')), word.substring(word.indexOf(':') + 1)))
                .toList();
    }

    // OpenID Connect Core section 2: an issuer has neither a query nor a fragment.
    private static Optional<URI> issuer(String text) {
        try {
            var uri = new URI(text);
            var host = uri.getHost();
            boolean bare = host != null
                    && uri.getUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            boolean secure = "https".equals(uri.getScheme())
                    || "http".equals(uri.getScheme())
                            && host != null
                            && Set.of("localhost", "127.0.0.1", "[::1]").contains(host);
            return Optional.of(uri).filter(_ -> bare && secure);
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }
}
