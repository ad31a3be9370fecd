package org.sallyport.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// One Java file as the compiler parses it: its tree and where in the file each part of it stands.
record JavaSource(Path file, CompilationUnitTree unit, SourcePositions positions) {

    /// Parses without resolving anything, so that files of several modules can be read together.
    static List<JavaSource> parse(List<Path> files) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
            var task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            var sources = new ArrayList<JavaSource>();
            for (CompilationUnitTree unit : task.parse()) {
                sources.add(new JavaSource(Path.of(unit.getSourceFile().toUri()), unit, positions));
            }
            return List.copyOf(sources);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isOfTheProduct() {
        return file.toString().contains("/src/main/");
    }

    boolean isIn(String module) {
        return file.toString().contains("/" + module + "/src/");
    }

    long firstLine(Tree part) {
        return unit.getLineMap().getLineNumber(positions.getStartPosition(unit, part));
    }

    /// How many lines the part takes, its annotations counted and its documentation not.
    long lines(Tree part) {
        return unit.getLineMap().getLineNumber(positions.getEndPosition(unit, part)) - firstLine(part) + 1;
    }
}
