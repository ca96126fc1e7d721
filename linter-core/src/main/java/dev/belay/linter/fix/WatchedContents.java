package dev.belay.linter.fix;

import dev.belay.linter.engine.Contents;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.SourceFile;
import dev.belay.linter.source.Digest;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Contents that remember what a check read of them: fixes are edits of that text, and of no other.
 * A digest is kept, for few of a project's files have a fix. Safe for several threads.
 */
final class WatchedContents implements Contents {

  private final Contents contents;
  private volatile OptionalLong checked = OptionalLong.empty();

  private WatchedContents(Contents contents) {
    this.contents = contents;
  }

  /** The project with all its files watched from now on. */
  static Project watched(Project project) {
    Map<String, Contents> all = new HashMap<>();
    for (SourceFile file : project.files()) {
      all.put(file.path(), new WatchedContents(file.contents()));
    }
    return project.with(all);
  }

  /** The bytes that were checked; empty where there are others by now, or none. */
  static Optional<byte[]> unchanged(Contents contents) throws IOException {
    if (!(contents instanceof WatchedContents watched)) {
      return Optional.of(contents.bytes());
    }
    OptionalLong checked = watched.checked;
    try {
      byte[] bytes = watched.contents.bytes();
      return checked.isPresent() && checked.getAsLong() == Digest.of(bytes)
          ? Optional.of(bytes)
          : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  @Override
  public long size() throws IOException {
    return contents.size();
  }

  @Override
  public byte[] bytes() throws IOException {
    byte[] bytes = contents.bytes();
    checked = OptionalLong.of(Digest.of(bytes));
    return bytes;
  }
}
