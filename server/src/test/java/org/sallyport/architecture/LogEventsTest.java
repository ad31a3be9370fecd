package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the operator's guide says to watch for is what the log can say, and the other way round.
class LogEventsTest {
    private static final Pattern CODE = Pattern.compile("`([a-z-]+(?:\\.[a-z-]+)*)`");

    private static final Pattern FAULT = Pattern.compile("setMessage\\(\"([a-z]+\\.fault)\"\\)");

    private final Repository repository = Repository.ofThisBuild();
    private final List<JavaSource> sources = JavaSource.parse(repository.javaFiles().stream()
            .filter(file -> file.toString().contains("/src/main/"))
            .toList());

    @Test
    void everyEventOfTheLogIsInTheGuideAndNoOther() {
        assertThat(said()).hasSizeGreaterThan(30).isEqualTo(watched());
    }

    @Test
    void anEventIsNamedByItsPartAndByWhatHappened() {
        assertThat(said()).allMatch(event -> event.matches("[a-z]+\\.[a-z]+(-[a-z]+)*"));
    }

    @Test
    void everyDefectOfAListenerNamesItsRequest() {
        var faults = new TreeSet<String>();
        eachCall((_, call) -> {
            var line = call.toString();
            var event = FAULT.matcher(line);
            if (name(call).equals("log") && event.find()) {
                faults.add(event.group(1));
                assertThat(line).contains(".addKeyValue(\"trace\", ");
            }
        });
        assertThat(faults)
                .containsExactlyInAnyOrder("verify.fault", "dovecot.fault", "postfix.fault", "listener.fault");
    }

    @Test
    void everyTaskThatCanFailIsInTheGuide() {
        var row = table().filter(line -> line.startsWith("| `task.fails`"))
                .findFirst()
                .orElseThrow();

        assertThat(tasks()).isNotEmpty().allSatisfy(task -> assertThat(row).contains("`" + task + "`"));
    }

    private Set<String> watched() {
        return table().flatMap(line -> CODE.matcher(line.split("\\|", -1)[1]).results())
                .map(code -> code.group(1))
                .filter(code -> code.contains("."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> table() {
        var guide = repository.read("docs/operators-guide.md");
        int begins = guide.indexOf("## What to watch");
        return guide.substring(begins, guide.indexOf("\n## ", begins)).lines().filter(line -> line.startsWith("| `"));
    }

    private Set<String> said() {
        var said = new TreeSet<String>();
        eachCall((method, call) -> {
            if (name(call).equals("setMessage")) {
                var event = call.getArguments().getFirst();
                said.addAll(event instanceof LiteralTree ? literals(event) : passedTo(method, event.toString()));
            }
        });
        return said;
    }

    // Where a method is given the event's name, its callers say which.
    private Set<String> passedTo(MethodTree method, String parameter) {
        int place = IntStream.range(0, method.getParameters().size())
                .filter(i -> method.getParameters().get(i).getName().contentEquals(parameter))
                .findFirst()
                .orElseThrow(() -> new AssertionError("an event is a literal or a parameter: " + parameter));
        var passed = new TreeSet<String>();
        eachCall((_, call) -> {
            if (name(call).equals(method.getName().toString())
                    && call.getArguments().size() == method.getParameters().size()) {
                passed.addAll(literals(call.getArguments().get(place)));
            }
        });
        return passed;
    }

    private Set<String> tasks() {
        var tasks = new TreeSet<String>();
        eachCall((_, call) -> {
            if (name(call).equals("every") || name(call).equals("once")) {
                call.getArguments().forEach(argument -> tasks.addAll(literals(argument)));
            }
        });
        return tasks;
    }

    private void eachCall(BiConsumer<MethodTree, MethodInvocationTree> look) {
        for (JavaSource source : sources) {
            new TreeScanner<Void, MethodTree>() {
                @Override
                public Void visitMethod(MethodTree method, MethodTree around) {
                    return super.visitMethod(method, method);
                }

                @Override
                public Void visitMethodInvocation(MethodInvocationTree call, MethodTree around) {
                    if (around != null) {
                        look.accept(around, call);
                    }
                    return super.visitMethodInvocation(call, around);
                }
            }.scan(source.unit(), null);
        }
    }

    private static String name(MethodInvocationTree call) {
        var select = call.getMethodSelect().toString();
        return select.substring(select.lastIndexOf('.') + 1);
    }

    private static Set<String> literals(ExpressionTree expression) {
        var found = new TreeSet<String>();
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitLiteral(LiteralTree literal, Void none) {
                if (literal.getKind() == Tree.Kind.STRING_LITERAL) {
                    found.add(literal.getValue().toString());
                }
                return null;
            }
        }.scan(expression, null);
        return found;
    }
}
