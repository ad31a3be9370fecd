package org.sallyport.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What shells and `man` make of it.
class CompletionAndManTest {
    @TempDir
    Path folder;

    private List<String> completed(String... words) throws IOException, InterruptedException {
        var script = Files.writeString(
                folder.resolve("completion.bash"),
                new Shell(folder).run("completion").out());
        var line = String.join(" ", words);
        // What bash itself does when the tabulator is pressed: look the function up and call it with the words.
        var bash = """
                compopt() { :; } # there is one only while a key is pressed
                source "$1"
                COMP_LINE="$2"; COMP_POINT=${#COMP_LINE}; COMP_TYPE=9; COMP_KEY=9
                read -r -a COMP_WORDS <<< "$2"
                [[ "$2" == *" " ]] && COMP_WORDS+=("")
                COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                complete -p sallyport > /dev/null || exit 3
                f=$(complete -p sallyport | sed 's/.*-F \\([^ ]*\\).*/\\1/')
                $f sallyport "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD-1]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """;
        return output("bash", "-c", bash, "bash", script.toString(), line)
                .lines()
                .map(String::strip)
                .toList();
    }

    private static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    @Test
    void bashCompletesCommands() throws IOException, InterruptedException {
        assertThat(completed("sallyport", "acc")).containsExactly("account");
        assertThat(completed("sallyport", "account", "dis")).containsExactly("disable");
        assertThat(completed("sallyport", "requirement", "")).contains("list", "show", "forecast", "set");
    }

    @Test
    void bashCompletesOptions() throws IOException, InterruptedException {
        assertThat(completed("sallyport", "account", "list", "--un")).containsExactly("--unused-days");
        assertThat(completed("sallyport", "account", "list", "--")).contains("--server", "--json", "--config");
    }

    @Test
    void everyCommandHasAPageThatTroffTakesWithoutAWarning() throws IOException, InterruptedException {
        var pages = folder.resolve("man1");
        assertThat(new Shell(folder).run("man", "--to", pages.toString()).exitCode())
                .isZero();

        assertThat(pages.resolve("sallyport.1")).exists();
        try (var files = Files.list(pages)) {
            var all = files.map(Path::toString).sorted().toList();
            assertThat(all).hasSizeGreaterThan(60);
            for (var page : all) {
                assertThat(output("groff", "-man", "-ww", "-z", "-Tutf8", page))
                        .as(page)
                        .isEmpty();
            }
        }
    }

    @Test
    void aPageSaysWhatTheCommandDoes() throws IOException, InterruptedException {
        var page = Files.writeString(
                folder.resolve("page.1"),
                new Shell(folder).run("man", "account", "list").out());

        assertThat(output("groff", "-man", "-Tascii", "-P-c", "-P-b", "-P-u", page.toString()))
                .contains("sallyport-account-list - List all accounts", "--unused-days NUMBER", "SEE ALSO");
        assertThat(new Shell(folder).run("man", "acount").exitCode()).isEqualTo(2);
    }
}
