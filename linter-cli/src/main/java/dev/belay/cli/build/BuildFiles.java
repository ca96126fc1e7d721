package dev.belay.cli.build;

import dev.belay.linter.engine.SourceLevels;
import dev.belay.linter.rule.SourceLevel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The build files of a project's modules, each read when first asked for. Safe for several threads.
 */
public final class BuildFiles implements SourceLevels {

  private static final List<String> NAMES = List.of("pom.xml", "build.gradle.kts", "build.gradle");

  private final Path root;
  private final Path top;
  private final Map<Path, Optional<BuildFile>> byFolder = new ConcurrentHashMap<>();

  /**
   * Build files of a project.
   *
   * @param root what paths are relative to, absolute
   * @param top folder of the outermost one that is read, {@code root} or above
   */
  public BuildFiles(Path root, Path top) {
    this.root = root;
    this.top = top;
  }

  /**
   * The build file of the module that a file lies in: the nearest upward.
   *
   * @param path relative to the root, with forward slashes
   */
  public Optional<BuildFile> find(String path) {
    return nearest(root.resolve(path).getParent());
  }

  /** What the module's build file says; a Gradle file may leave it to those further up. */
  @Override
  public SourceLevel of(String path) {
    Optional<BuildFile> file = find(path);
    while (file.isPresent() && file.get() instanceof GradleFile gradle && !gradle.speaksOfLevel()) {
      file = nearest(gradle.file().getParent().getParent());
    }
    return file.map(BuildFile::level).orElse(SourceLevel.UNKNOWN);
  }

  private Optional<BuildFile> nearest(Path folder) {
    for (Path at = folder; at != null && at.startsWith(top); at = at.getParent()) {
      Optional<BuildFile> file = byFolder.computeIfAbsent(at, this::read);
      if (file.isPresent()) {
        return file;
      }
    }
    return Optional.empty();
  }

  private Optional<BuildFile> read(Path folder) {
    return NAMES.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .flatMap(
            file ->
                file.endsWith("pom.xml") ? PomFile.read(file, top) : GradleFile.read(file, top));
  }
}
