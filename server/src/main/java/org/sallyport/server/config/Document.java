package org.sallyport.server.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/// A YAML file as paths and texts with their lines, before anything is known about its keys. No object is ever built
/// from a tag.
final class Document {
    /// What stands at a path.
    record Found(String text, int line) {}

    private static final List<String> SAFE_REASONS = List.of(
            "mapping values are not allowed",
            "found unexpected end",
            "found character",
            "expected <block end>",
            "could not find expected ':'");

    private final Map<String, Found> texts = new LinkedHashMap<>();
    /// Mappings and lists with something in them, and the line of each.
    private final Map<String, Integer> branches = new LinkedHashMap<>();
    private final Map<String, Integer> listLengths = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Document() {}

    static Document parse(String yaml) {
        var document = new Document();
        try {
            var options = new LoaderOptions();
            options.setNestingDepthLimit(20);
            var root = new Yaml(options).compose(new StringReader(yaml));
            if (root instanceof MappingNode mapping) {
                document.mapping("", mapping);
            } else if (root != null) {
                document.problems.add(Problem.at("", "the file needs keys at its top, like organisation:", line(root)));
            }
        } catch (MarkedYAMLException notYaml) {
            var mark = notYaml.getProblemMark();
            document.problems.add(
                    Problem.at("", "the file is not YAML: " + reason(notYaml), mark == null ? 1 : mark.getLine() + 1));
        } catch (NumberFormatException notACharacter) {
            // The library reads the number of an escape without looking whether it is one.
            document.problems.add(Problem.absent(
                    "", "the file is not YAML: a value in double quotes holds a backslash that escapes nothing"));
        } catch (YAMLException notText) {
            document.problems.add(Problem.absent("", "the file is not YAML: it holds characters that YAML forbids"));
        }
        return document;
    }

    Optional<Found> text(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    /// Every text by its path, in the order of the file.
    Map<String, Found> texts() {
        return texts;
    }

    /// Every mapping and list by its path with its line.
    Map<String, Integer> branches() {
        return branches;
    }

    boolean isList(String path) {
        return listLengths.containsKey(path);
    }

    int lengthOf(String list) {
        return listLengths.getOrDefault(list, 0);
    }

    /// Where one value stands instead of a list of values, it is a list of one.
    void listOfOne(String list) {
        var only = texts.remove(list);
        if (only != null) {
            texts.put(list + "[0]", only);
            branches.put(list, only.line());
            listLengths.put(list, 1);
        }
    }

    List<Problem> problems() {
        return problems;
    }

    private void mapping(String path, MappingNode mapping) {
        var seen = new HashMap<String, Integer>();
        for (var entry : mapping.getValue()) {
            int line = line(entry.getKeyNode());
            if (!(entry.getKeyNode() instanceof ScalarNode name)) {
                problems.add(Problem.at(path, "needs a plain word as a key", line));
                continue;
            }
            if (name.getValue().indexOf('.') >= 0) {
                problems.add(Problem.at(name.getValue(), "needs one word a line, each under the one before it", line));
                continue;
            }
            var child = path.isEmpty() ? name.getValue() : path + "." + name.getValue();
            var first = seen.putIfAbsent(name.getValue(), line);
            if (first == null) {
                node(child, entry.getValueNode(), line);
            } else {
                problems.add(Problem.at(child, "stands here twice, first in line " + first, line));
            }
        }
    }

    private void node(String path, Node node, int line) {
        if (node.getAnchor() != null) {
            problems.add(Problem.at(path, "anchors and aliases (& and *) are not used here", line));
            return;
        }
        switch (node) {
            case ScalarNode scalar
            when scalar.getTag().equals(Tag.NULL) ->
                problems.add(Problem.at(path, "is empty; give it a value or leave it out", line));
            case ScalarNode scalar -> texts.put(path, new Found(scalar.getValue(), line(scalar)));
            case MappingNode mapping -> {
                branches.put(path, line);
                mapping(path, mapping);
            }
            case SequenceNode sequence -> {
                branches.put(path, line);
                listLengths.put(path, sequence.getValue().size());
                int index = 0;
                for (var entry : sequence.getValue()) {
                    node(path + "[" + index + "]", entry, line(entry));
                    index++;
                }
            }
            default -> problems.add(Problem.at(path, "cannot be read", line));
        }
    }

    // Of the library's messages only those are passed on that cannot quote the file: "undefined alias hunter2" would.
    private static String reason(MarkedYAMLException notYaml) {
        var problem = notYaml.getProblem();
        return problem != null && SAFE_REASONS.stream().anyMatch(problem::startsWith)
                ? problem
                : "a value with special characters needs quotes round it";
    }

    private static int line(Node node) {
        return node.getStartMark().getLine() + 1;
    }
}
