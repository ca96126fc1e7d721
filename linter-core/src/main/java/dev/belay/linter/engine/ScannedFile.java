package dev.belay.linter.engine;

import dev.belay.linter.source.Digest;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.FileText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A file after the first pass over its bytes.
 *
 * @param sketch absent where the file must not be parsed
 * @param bytes how many were read, from 0
 * @param digest of the bytes; 0 where they were not read
 * @param problems why not, and what else is wrong with the bytes; may be empty
 */
record ScannedFile(
    SourceFile file, Optional<FileSketch> sketch, long bytes, long digest, List<Problem> problems) {

  /** As far into a file as git looks for NUL bytes when it asks whether it is text. */
  private static final int TEXT_PROBE = 8_000;

  static ScannedFile of(SourceFile file, Limits limits) {
    String path = file.path();
    byte[] bytes;
    try {
      long size = file.contents().size();
      if (size > limits.bytes()) {
        return refused(file, 0, new Problem.TooLarge(path, size, limits.bytes()));
      }
      bytes = file.contents().bytes();
    } catch (IOException e) {
      return refused(file, 0, new Problem.Unreadable(path, Unread.reason(e)));
    }
    if (holdsNul(bytes)) {
      return refused(file, bytes.length, new Problem.NotText(path));
    }
    List<Problem> problems = new ArrayList<>();
    int malformedAt = FileText.malformedAt(bytes);
    if (malformedAt >= 0) {
      problems.add(new Problem.NotUtf8(path, lineOf(malformedAt, bytes)));
    }
    FileSketch sketch = FileSketch.of(bytes);
    Optional<Problem> tooDeep = tooDeep(path, sketch, limits);
    tooDeep.ifPresent(problems::add);
    return new ScannedFile(
        file,
        tooDeep.isEmpty() ? Optional.of(sketch) : Optional.empty(),
        bytes.length,
        Digest.of(bytes),
        List.copyOf(problems));
  }

  private static ScannedFile refused(SourceFile file, long bytes, Problem problem) {
    return new ScannedFile(file, Optional.empty(), bytes, 0, List.of(problem));
  }

  private static Optional<Problem> tooDeep(String path, FileSketch sketch, Limits limits) {
    if (sketch.nesting() > limits.nesting()) {
      return Optional.of(
          new Problem.TooDeep(
              path, sketch.nesting() + " brackets, the limit is " + limits.nesting()));
    }
    if (sketch.argumentNesting() > limits.argumentNesting()) {
      return Optional.of(
          new Problem.TooDeep(
              path,
              sketch.argumentNesting()
                  + " blocks as arguments in each other, the limit is "
                  + limits.argumentNesting()));
    }
    return Optional.empty();
  }

  private static boolean holdsNul(byte[] bytes) {
    for (int at = 0; at < Math.min(bytes.length, TEXT_PROBE); at++) {
      if (bytes[at] == 0) {
        return true;
      }
    }
    return false;
  }

  private static int lineOf(int offset, byte[] bytes) {
    int line = 1;
    for (int at = 0; at < offset; at++) {
      if (bytes[at] == '\n' || bytes[at] == '\r' && bytes[at + 1] != '\n') {
        line++;
      }
    }
    return line;
  }
}
