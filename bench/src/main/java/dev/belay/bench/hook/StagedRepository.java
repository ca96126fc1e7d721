package dev.belay.bench.hook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A library's sources as a repository, some of them changed and staged. */
final class StagedRepository {

  private static final String HOOKS =
      """
      repos:
        - repo: local
          hooks:
            - id: nothing
              name: nothing
              entry: "true"
              language: system
              types: [java]
              require_serial: true
            - id: belay
              name: belay
              entry: %s check --format concise
              language: system
              types: [java]
              require_serial: true
              verbose: true
      """;

  private final Path folder;
  private final List<String> files;

  private StagedRepository(Path folder, List<String> files) {
    this.folder = folder;
    this.files = files;
  }

  /**
   * All of a tree, committed.
   *
   * @param folder where the repository goes; what an earlier call made is used again
   */
  static StagedRepository of(Path tree, Path folder, Path launcher)
      throws IOException, InterruptedException {
    if (!Files.exists(folder.resolve(".git"))) {
      for (String name : sources(tree)) {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.copy(tree.resolve(name), folder.resolve(name));
      }
      git(folder, "init", "-q");
      git(folder, "add", "-A");
      git(folder, "-c", "user.name=t", "-c", "user.email=t@t", "commit", "-q", "-m", "all");
    }
    Files.writeString(
        folder.resolve(".git/info/exclude"),
        ".pre-commit-config.yaml\n",
        StandardOpenOption.CREATE);
    Files.writeString(folder.resolve(".pre-commit-config.yaml"), HOOKS.formatted(launcher));
    return new StagedRepository(folder, sources(folder));
  }

  Path folder() {
    return folder;
  }

  int size() {
    return files.size();
  }

  /**
   * So many files, spread over the tree, every second one with findings as long as there are such.
   *
   * @param flagged files with findings
   */
  List<String> choose(int count, Set<String> flagged) {
    Set<String> chosen =
        new TreeSet<>(spread(List.copyOf(new TreeSet<>(flagged)), (count + 1) / 2));
    List<String> others = files.stream().filter(file -> !flagged.contains(file)).toList();
    chosen.addAll(spread(others, count - chosen.size()));
    return List.copyOf(chosen);
  }

  private static List<String> spread(List<String> all, int count) {
    int taken = Math.min(count, all.size());
    List<String> spread = new ArrayList<>();
    for (int i = 0; i < taken; i++) {
      spread.add(all.get((int) ((long) i * all.size() / taken)));
    }
    return spread;
  }

  /** Changes these files, otherwise than the last time, and stages them; nothing else is staged. */
  void stage(List<String> chosen, int lap) throws IOException, InterruptedException {
    git(folder, "reset", "-q", "--hard");
    for (String file : chosen) {
      Files.writeString(
          folder.resolve(file), "// staged, lap " + lap + "\n", StandardOpenOption.APPEND);
    }
    List<String> add = new ArrayList<>(List.of("add", "--"));
    add.addAll(chosen);
    git(folder, add.toArray(String[]::new));
  }

  private static List<String> sources(Path tree) {
    try (Stream<Path> found = Files.walk(tree)) {
      return found
          .filter(file -> file.toString().endsWith(".java"))
          .map(file -> tree.relativize(file).toString())
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void git(Path folder, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Ran ran = Ran.of(folder, Map.of(), command);
    if (ran.code() != 0) {
      throw new IllegalStateException(command + ": " + ran.out());
    }
  }
}
