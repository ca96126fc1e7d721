package dev.belay.linter.engine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files of a project, found or handed in. Immutable.
 *
 * @param root what all paths are relative to
 * @param files sorted by path, each path once; may be empty
 * @param problems what could not be walked, sorted; may be empty
 * @param missing paths as the user gave them that lead to nothing, in the order given
 */
public record Project(
    Path root, List<SourceFile> files, List<Problem> problems, List<String> missing) {

  /** Copies and sorts. */
  public Project {
    files = files.stream().sorted().toList();
    problems = problems.stream().sorted().toList();
    missing = List.copyOf(missing);
  }

  /** A project of texts by path, all of them reported. */
  public static Project of(Path root, Map<String, String> texts) {
    List<SourceFile> files = new ArrayList<>();
    texts.forEach(
        (path, text) -> {
          Contents contents = Contents.of(text.getBytes(StandardCharsets.UTF_8));
          files.add(new SourceFile(path, root.resolve(path), contents, true));
        });
    return new Project(root, files, List.of(), List.of());
  }

  /** The project with other contents for files it has, by path. */
  public Project with(Map<String, Contents> changes) {
    List<SourceFile> changed =
        files.stream()
            .map(
                f ->
                    changes.containsKey(f.path())
                        ? new SourceFile(f.path(), f.file(), changes.get(f.path()), f.reported())
                        : f)
            .toList();
    return new Project(root, changed, problems, missing);
  }

  /** The project with other contents for one file, which is reported and need not exist yet. */
  public Project with(String path, Contents contents) {
    List<SourceFile> changed = new ArrayList<>(files);
    changed.removeIf(file -> file.path().equals(path));
    changed.add(new SourceFile(path, root.resolve(path), contents, true));
    return new Project(root, changed, problems, missing);
  }

  /** How many files are reported. */
  public int reportedCount() {
    return (int) files.stream().filter(SourceFile::reported).count();
  }
}
