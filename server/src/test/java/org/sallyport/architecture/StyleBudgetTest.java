package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import org.junit.jupiter.api.Test;

/// The budgets of CONTRIBUTING.md. A file is excused from them by a decision record with the line
/// `Excused from the budgets: path/of/the/File.java`, and by nothing else.
class StyleBudgetTest {
    private static final int FILE_LINES = 400;
    private static final int METHOD_LINES = 50;
    private static final int PORT_METHODS = 6;
    private static final int PARAMETERS = 7;
    private static final Pattern EXCUSE = Pattern.compile("(?m)^Excused from the budgets: (\\S+)$");
    private static final Pattern BANNED = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|Thread\\.sle" + "ep)\\b" + "|@(Dis"
            + "abled|Enabled(If|On|For))\\w*|\\bassume" + "(True|False|That|ThatCode)\\s*\\(");
    private static final Pattern SAYS_TEST_OR_SHOULD = Pattern.compile("^test.*|.*[sS]hould.*");
    private static final Set<String> TOO_WIDE = Set.of("Exception", "Throwable");

    private final Repository repository = Repository.ofThisBuild();
    private final List<JavaSource> sources = JavaSource.parse(repository.javaFiles());
    private final Set<String> excused = excusedFiles();
    private final List<String> found = new ArrayList<>();

    @Test
    void everySourceOfTheProductIsRead() {
        assertThat(sources).hasSizeGreaterThan(50).anyMatch(source -> source.isIn("core"));
    }

    @Test
    void noFileIsLongerThanItsBudget() {
        for (JavaSource source : sources) {
            long lines = Repository.read(source.file()).lines().count();
            if (lines > FILE_LINES) {
                report(source, 1, "has " + lines + " lines, the budget is " + FILE_LINES);
            }
        }
        assertNothingFound();
    }

    @Test
    void noMethodIsLongerThanItsBudget() {
        eachMethod((source, method) -> {
            if (source.lines(method) > METHOD_LINES) {
                report(
                        source,
                        source.firstLine(method),
                        method.getName() + " has " + source.lines(method) + " lines, the budget is " + METHOD_LINES);
            }
        });
        assertNothingFound();
    }

    @Test
    void aPortAsksForLittle() {
        eachType((source, type) -> {
            if (source.isIn("core") && source.isOfTheProduct() && type.getKind() == Tree.Kind.INTERFACE) {
                long asked = type.getMembers().stream()
                        .filter(StyleBudgetTest::isLeftToTheImplementation)
                        .count();
                if (asked > PORT_METHODS) {
                    report(
                            source,
                            source.firstLine(type),
                            type.getSimpleName() + " asks for " + asked + " methods, a port may ask for "
                                    + PORT_METHODS);
                }
            }
        });
        assertNothingFound();
    }

    @Test
    void noConstructorAsksForMoreThanSevenThings() {
        eachMethod((source, method) -> {
            if (source.isOfTheProduct()
                    && method.getName().contentEquals("<init>")
                    && method.getParameters().size() > PARAMETERS) {
                report(
                        source,
                        source.firstLine(method),
                        "a constructor with " + method.getParameters().size() + " parameters, at most " + PARAMETERS);
            }
        });
        eachType((source, type) -> {
            long components = type.getMembers().stream()
                    .filter(member -> type.getKind() == Tree.Kind.RECORD && isRecordComponent(member))
                    .count();
            if (source.isOfTheProduct() && components > PARAMETERS) {
                report(
                        source,
                        source.firstLine(type),
                        type.getSimpleName() + " has " + components + " components, at most " + PARAMETERS);
            }
        });
        assertNothingFound();
    }

    @Test
    void noPublicMethodOfTheCoreTakesABareYesOrNo() {
        eachMethod((source, method) -> {
            boolean isPublic = method.getModifiers().getFlags().contains(Modifier.PUBLIC)
                    && !method.getName().contentEquals("<init>");
            if (isPublic
                    && source.isIn("core")
                    && source.isOfTheProduct()
                    && method.getParameters().stream().anyMatch(StyleBudgetTest::isBoolean)) {
                report(
                        source,
                        source.firstLine(method),
                        method.getName() + " takes a boolean: at the call nobody sees what true means");
            }
        });
        assertNothingFound();
    }

    @Test
    void nothingCatchesEverything() {
        for (JavaSource source : sources) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitCatch(CatchTree caught, Void none) {
                    if (TOO_WIDE.contains(caught.getParameter().getType().toString())) {
                        report(
                                source,
                                source.firstLine(caught),
                                "catches " + caught.getParameter().getType());
                    }
                    return super.visitCatch(caught, null);
                }
            }.scan(source.unit(), null);
        }
        assertNothingFound();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<Path> described = sources.stream()
                .map(JavaSource::file)
                .filter(file -> file.endsWith("package-info.java"))
                .filter(file -> Repository.read(file).startsWith("///"))
                .filter(file -> Repository.read(file).contains("@NullMarked\npackage "))
                .map(StyleBudgetTest::packageFolder)
                .collect(Collectors.toSet());
        for (JavaSource source : sources) {
            if (!described.contains(packageFolder(source.file()))) {
                report(source, 1, "its package has no package-info.java with a description and @NullMarked");
            }
        }
        assertNothingFound();
    }

    @Test
    void nothingIsPutOffSleptThroughOrSkipped() {
        for (Path file : repository.textFiles()) {
            var matcher = BANNED.matcher(Repository.read(file));
            if (matcher.find()) {
                found.add(repository.relative(file) + ": contains " + matcher.group());
            }
        }
        assertNothingFound();
    }

    @Test
    void aTestIsNamedByTheSentenceItProves() {
        eachMethod((source, method) -> {
            boolean isTest = method.getModifiers().getAnnotations().stream()
                    .anyMatch(annotation ->
                            annotation.getAnnotationType().toString().matches("(Parameterized)?Test"));
            if (isTest && SAYS_TEST_OR_SHOULD.matcher(method.getName()).matches()) {
                report(source, source.firstLine(method), method.getName() + ": say what is so, without test or should");
            }
        });
        assertNothingFound();
    }

    private static boolean isLeftToTheImplementation(Tree member) {
        return member instanceof MethodTree method && method.getBody() == null;
    }

    private static boolean isRecordComponent(Tree member) {
        return member instanceof VariableTree field
                && !field.getModifiers().getFlags().contains(Modifier.STATIC);
    }

    private static boolean isBoolean(VariableTree parameter) {
        return parameter.getType().toString().matches("[bB]oolean");
    }

    /// The folder below `java/`, so that a package in `src/test` is described by the same package in `src/main`.
    private static Path packageFolder(Path file) {
        String path = file.toString();
        return Path.of(path.substring(path.indexOf("/java/") + "/java/".length(), path.lastIndexOf('/')));
    }

    private Set<String> excusedFiles() {
        return Repository.filesUnder(repository.root().resolve("docs/decisions")).stream()
                .flatMap(record -> EXCUSE.matcher(Repository.read(record)).results())
                .map(excuse -> excuse.group(1))
                .collect(Collectors.toSet());
    }

    private void eachType(BiConsumer<JavaSource, ClassTree> look) {
        for (JavaSource source : sources) {
            new TreeScanner<Void, Void>() {
                @Override
                public Void visitClass(ClassTree type, Void none) {
                    look.accept(source, type);
                    return super.visitClass(type, null);
                }
            }.scan(source.unit(), null);
        }
    }

    private void eachMethod(BiConsumer<JavaSource, MethodTree> look) {
        eachType((source, type) -> {
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method) {
                    look.accept(source, method);
                }
            }
        });
    }

    private void report(JavaSource source, long line, String what) {
        String file = repository.relative(source.file());
        if (!excused.contains(file)) {
            found.add(file + ":" + line + ": " + what);
        }
    }

    private void assertNothingFound() {
        assertThat(found).as("see the budgets in CONTRIBUTING.md").isEmpty();
    }
}
