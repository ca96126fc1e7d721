package dev.belay.linter.engine;

import java.nio.file.Path;

/**
 * A Java file of a project.
 *
 * @param path relative to the project's root, with forward slashes
 * @param file where fixes are written; may not exist where the contents were handed in
 * @param contents what is checked
 * @param reported whether its findings are asked for; its declarations count in any case
 */
public record SourceFile(String path, Path file, Contents contents, boolean reported)
    implements Comparable<SourceFile> {

  @Override
  public int compareTo(SourceFile other) {
    return path.compareTo(other.path);
  }
}
