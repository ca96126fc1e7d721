package dev.belay.cli.report;

import dev.belay.linter.source.FileText;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The texts that findings stand in, read again when a report shows them. Reports go by path, so one
 * file is remembered. Not for use by several threads.
 */
public final class Sources {

  private final Path root;
  private final Map<String, byte[]> given;
  private String path;
  private byte[] bytes;
  private SourceText text;
  private LineHashes hashes;

  /**
   * Texts below a root.
   *
   * @param given contents that stand in for files, by path from the root: standard input, the index
   */
  public Sources(Path root, Map<String, byte[]> given) {
    this.root = root;
    this.given = Map.copyOf(given);
  }

  /** The text of a file, or nothing where it is gone or cannot be read. */
  public Optional<SourceText> find(String wanted) {
    turnTo(wanted);
    if (text == null && bytes != null) {
      text = SourceText.of(path, FileText.of(bytes).text());
    }
    return Optional.ofNullable(text);
  }

  /**
   * A line of a file without its end, or nothing where the file or the line is gone.
   *
   * @param number from 1
   */
  public Optional<String> line(String wanted, int number) {
    return find(wanted)
        .filter(found -> number <= found.lineCount())
        .map(found -> found.line(number));
  }

  /**
   * The rolling hash of a line, see {@link LineHashes}; nothing where the file or the line is gone.
   *
   * @param number from 1
   */
  public Optional<String> lineHash(String wanted, int number) {
    turnTo(wanted);
    if (hashes == null && bytes != null) {
      // Malformed bytes become U+FFFD and a byte order mark stays, as for the published hash.
      hashes = new LineHashes(new String(bytes, StandardCharsets.UTF_8));
    }
    return Optional.ofNullable(hashes).flatMap(all -> all.of(number));
  }

  private void turnTo(String wanted) {
    if (wanted.equals(path)) {
      return;
    }
    path = wanted;
    text = null;
    hashes = null;
    bytes = given.containsKey(wanted) ? given.get(wanted) : read(root.resolve(wanted));
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException gone) {
      // The file was there when it was checked. The report still names the place.
      return null;
    }
  }
}
