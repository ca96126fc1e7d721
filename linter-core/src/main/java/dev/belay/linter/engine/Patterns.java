package dev.belay.linter.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.ignore.IgnoreNode;

/**
 * Patterns with the meaning they have in {@code .gitignore}: a slash inside anchors, a slash at the
 * end means folders, {@code **} spans folders, {@code !} takes back, the last that fits decides.
 * Immutable.
 */
final class Patterns {

  private final IgnoreNode node;

  private Patterns(IgnoreNode node) {
    this.node = node;
  }

  static Patterns of(List<String> patterns) {
    return of(String.join("\n", patterns).getBytes(StandardCharsets.UTF_8));
  }

  /** The patterns of an ignore file. */
  static Patterns of(byte[] file) {
    IgnoreNode node = new IgnoreNode();
    try {
      node.parse(new ByteArrayInputStream(file));
    } catch (IOException e) {
      throw new UncheckedIOException("memory unreadable", e);
    }
    return new Patterns(node);
  }

  boolean isEmpty() {
    return node.getRules().isEmpty();
  }

  /**
   * What the patterns say of a path itself, not of the folders it lies in.
   *
   * @param path relative to where the patterns stand, with forward slashes
   * @return empty where none fits
   */
  Optional<Boolean> verdict(String path, boolean folder) {
    return Optional.ofNullable(node.checkIgnored(path, folder));
  }

  /** Whether a file or a folder that it lies in fits; the innermost verdict counts. */
  boolean fit(String path) {
    Optional<Boolean> verdict = verdict(path, false);
    for (int end = path.lastIndexOf('/');
        verdict.isEmpty() && end > 0;
        end = path.lastIndexOf('/', end - 1)) {
      verdict = verdict(path.substring(0, end), true);
    }
    return verdict.orElse(false);
  }
}
