package dev.belay.bench.corpus;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All labels, sorted. Immutable. */
public final class Labels {

  private final List<Label> all;

  private Labels(List<Label> all) {
    this.all = all.stream().sorted().toList();
  }

  /** These labels, in any order. */
  public static Labels of(List<Label> labels) {
    return new Labels(labels);
  }

  /**
   * Reads every {@code .tsv} file of a folder.
   *
   * @throws IllegalArgumentException naming file and line if a label cannot be read, or repeats
   *     another's place and rule: two words on one place would make the score a matter of order
   */
  public static Labels read(Path folder) throws IOException {
    List<Label> all = new ArrayList<>();
    Set<List<Object>> places = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.tsv")) {
      for (Path file : files) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          try {
            Label label = Label.parse(lines.get(i));
            if (!places.add(List.of(label.library(), label.path(), label.line(), label.rule()))) {
              throw new IllegalArgumentException("a second label for the same place and rule");
            }
            all.add(label);
          } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                file.getFileName() + ":" + (i + 1) + ": " + e.getMessage(), e);
          }
        }
      }
    }
    return new Labels(all);
  }

  /** Sorted by library and place. */
  public List<Label> all() {
    return all;
  }

  /** The labelled libraries, sorted. */
  public Set<Coordinates> libraries() {
    Set<Coordinates> libraries = new TreeSet<>();
    all.forEach(label -> libraries.add(label.library()));
    return libraries;
  }

  /** The rules that labels speak of, sorted; findings of other rules cannot be scored. */
  public Set<String> rules() {
    Set<String> rules = new TreeSet<>();
    all.forEach(label -> rules.add(label.rule()));
    return rules;
  }

  /** The labels of one library by file. */
  public TreeMap<String, List<Label>> byFile(Coordinates library) {
    TreeMap<String, List<Label>> files = new TreeMap<>();
    for (Label label : all) {
      if (label.library().equals(library)) {
        files.computeIfAbsent(label.path(), path -> new ArrayList<>()).add(label);
      }
    }
    return files;
  }
}
