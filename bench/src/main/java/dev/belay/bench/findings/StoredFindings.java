package dev.belay.bench.findings;

import dev.belay.bench.corpus.Coordinates;
import dev.belay.bench.corpus.Library;
import dev.belay.linter.rule.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The list of findings of each pinned library: one file each, one line a finding, {@code path:line
 * rule message}, in the order of reports. A change of behaviour is a difference of these files,
 * which its author reads.
 */
public final class StoredFindings {

  private final Path folder;

  /** Lists in a folder. */
  public StoredFindings(Path folder) {
    this.folder = folder;
  }

  /**
   * Findings that come and go, each with a sign in front, by library and line.
   *
   * @return empty if the stored list is the same
   */
  public List<String> differences(Library library) throws IOException {
    Path file = fileOf(library.name());
    Set<String> stored = new TreeSet<>(Files.exists(file) ? Files.readAllLines(file) : List.of());
    Set<String> found = new TreeSet<>(lines(library));
    List<String> differences = new ArrayList<>();
    Set<String> either = new TreeSet<>(stored);
    either.addAll(found);
    for (String line : either) {
      if (!stored.contains(line)) {
        differences.add("+ " + library.name().artifact() + " " + line);
      } else if (!found.contains(line)) {
        differences.add("- " + library.name().artifact() + " " + line);
      }
    }
    return differences;
  }

  /** Writes a library's list anew. */
  public void store(Library library) throws IOException {
    Files.createDirectories(folder);
    List<String> lines = lines(library);
    Files.writeString(
        fileOf(library.name()),
        lines.isEmpty() ? "" : String.join("\n", lines) + "\n",
        StandardCharsets.UTF_8);
  }

  private Path fileOf(Coordinates library) {
    return folder.resolve(library.folder() + ".txt");
  }

  private static List<String> lines(Library library) {
    return library.findings().stream().map(StoredFindings::line).toList();
  }

  static String line(Finding finding) {
    return finding.at().path()
        + ":"
        + finding.at().startLine()
        + " "
        + finding.ruleId()
        + " "
        + finding.message();
  }
}
