package org.sallyport.server.config;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sallyport.core.secret.Secret;
import org.sallyport.core.source.Merge;
import org.sallyport.core.source.SourceName;

/// The keys of the systems that write people and groups here.
final class ScimKeys {
    private static final String PATH = "sources.scim";

    static final Key<String> NAME = Key.required(
            "sources.scim[].name",
            OpenIdKeys.SOURCE,
            "What the audit log calls a system that provisions people and groups by SCIM 2.0, at `/scim/v2` of the "
                    + "pages (docs/scim.md). Never changed: another name is another system.",
            "entra");
    static final Key<Secret> TOKEN = Key.required(
            "sources.scim[].token",
            Kinds.SECRET,
            "Its bearer token, by reference: at least " + Settings.Server.LEAST_TOKEN + " characters, made at random.",
            "file:/etc/sallyport/entra.token");
    static final Key<Merge> MERGE = Key.withDefault(
            "sources.scim[].merge",
            Kinds.choice(Merge.class),
            "never",
            "By which rule somebody whom it writes and an account that is there already become one: `never` (an admin "
                    + "decides), `same-username` or `same-mail`.");

    static final List<Key<?>> ALL = List.of(NAME, TOKEN, MERGE);

    private ScimKeys() {}

    static void check(Answers answers) {
        var names = new HashMap<String, String>();
        var tokens = new HashMap<String, String>();
        for (int i = 0; i < answers.entries(PATH); i++) {
            var path = NAME.inEntry(i);
            answers.find(NAME, i)
                    .flatMap(name -> Optional.ofNullable(names.putIfAbsent(name, path)))
                    .ifPresent(first -> answers.wrong(path, "needs a name of its own, found that of " + first));
            var at = TOKEN.inEntry(i);
            var token = answers.find(TOKEN, i);
            token.filter(secret -> secret.length() < Settings.Server.LEAST_TOKEN)
                    .ifPresent(_ -> answers.wrong(
                            at, "needs at least " + Settings.Server.LEAST_TOKEN + " characters, found fewer"));
            token.flatMap(secret -> Optional.ofNullable(tokens.putIfAbsent(secret.reveal(), at)))
                    .ifPresent(first -> answers.wrong(at, "needs a token of its own, found that of " + first));
        }
    }

    /// Only after [#check] and without any problem.
    static List<ScimSource> settings(Answers answers) {
        return IntStream.range(0, answers.entries(PATH))
                .mapToObj(i -> new ScimSource(
                        new SourceName("scim/" + answers.find(NAME, i).orElseThrow()),
                        answers.find(TOKEN, i).orElseThrow(),
                        answers.find(MERGE, i).orElseThrow()))
                .toList();
    }
}
