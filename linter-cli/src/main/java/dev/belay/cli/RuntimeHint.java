package dev.belay.cli;

import dev.belay.cli.build.BuildFile;
import dev.belay.linter.fix.Fixed;
import dev.belay.linter.source.FileText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a build has to be told before it compiles fixes that use the runtime. */
final class RuntimeHint {

  private static final String GROUP = "dev.belay";
  private static final String ARTIFACT = "runtime";
  private static final String PACKAGE = "dev.belay.runtime";

  private RuntimeHint() {}

  /** Lines for standard error; empty where no fix needs the runtime, or all builds have it. */
  static List<String> lines(Check check, String version) {
    Set<Path> builds = new TreeSet<>();
    Set<Path> modules = new TreeSet<>();
    List<String> lines = new ArrayList<>();
    for (Fixed.ChangedFile file : check.mended()) {
      if (!FileText.of(file.after()).text().contains(PACKAGE + ".")) {
        continue;
      }
      Optional<BuildFile> build = check.builds().find(file.path());
      Path key = build.map(BuildFile::file).orElse(check.root().folder());
      boolean there = build.filter(it -> it.dependsOn(GROUP, ARTIFACT)).isPresent();
      if (!there && builds.add(key)) {
        lines.addAll(missing(build, check, version));
      }
      findModule(file.file(), check.root().folder())
          .filter(module -> !mentionsRuntime(module) && modules.add(module))
          .ifPresent(
              module ->
                  lines.add(
                      "these fixes need a line in "
                          + shown(module, check)
                          + ": requires "
                          + PACKAGE
                          + ";"));
    }
    return lines;
  }

  private static List<String> missing(Optional<BuildFile> build, Check check, String version) {
    if (build.isEmpty()) {
      return List.of(
          "these fixes need "
              + GROUP
              + ":"
              + ARTIFACT
              + ":"
              + version
              + " on the class path of what they change");
    }
    List<String> lines = new ArrayList<>();
    lines.add("these fixes need a dependency in " + shown(build.get().file(), check) + ":");
    build
        .get()
        .snippet(GROUP, ARTIFACT, version)
        .lines()
        .map(line -> "  " + line)
        .forEach(lines::add);
    return lines;
  }

  private static Optional<Path> findModule(Path file, Path root) {
    for (Path at = file.getParent(); at != null && at.startsWith(root); at = at.getParent()) {
      Path module = at.resolve("module-info.java");
      if (Files.isRegularFile(module)) {
        return Optional.of(module);
      }
    }
    return Optional.empty();
  }

  private static boolean mentionsRuntime(Path module) {
    try {
      return FileText.of(Files.readAllBytes(module)).text().contains(PACKAGE);
    } catch (IOException unreadable) {
      // The check has said so; then there is nothing to add.
      return true;
    }
  }

  private static String shown(Path file, Check check) {
    Path root = check.root().folder();
    return (file.startsWith(root) ? root.relativize(file) : file).toString();
  }
}
