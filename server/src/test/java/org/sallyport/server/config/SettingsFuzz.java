package org.sallyport.server.config;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.nio.file.Path;
import java.util.Map;
import org.sallyport.fuzz.Promise;

/// Whatever stands in a configuration file, it is either settings or a list of problems, each with a sentence.
public final class SettingsFuzz {
    private static final Surroundings NOWHERE =
            new Surroundings(Path.of("/nowhere"), Map.of("TOKEN", "0123456789abcdef0123456789abcdef"));

    private SettingsFuzz() {}

    public static void fuzzerTestOneInput(FuzzedDataProvider input) {
        switch (SettingsFile.parse(input.consumeRemainingAsString(), NOWHERE)) {
            case SettingsFile.Outcome.Valid _ -> {
                // Every value was read; reading is all this is about.
            }
            case SettingsFile.Outcome.Invalid(var problems) -> {
                boolean said = !problems.isEmpty()
                        && problems.stream()
                                .noneMatch(problem -> problem.toString().isBlank());
                Promise.require(said, "no file is refused without a sentence");
            }
        }
    }
}
