package dev.belay.linter.fix;

import dev.belay.linter.engine.Report;
import dev.belay.linter.rule.Finding;
import java.nio.file.Path;
import java.util.List;

/**
 * What fixing came to. Nothing is written yet. Immutable.
 *
 * @param files those that would change, sorted by path; may be empty
 * @param left the report on the changed project
 * @param origins where the findings of that report stood before
 * @param unsettled paths of files that still changed after the last pass allowed, sorted; their
 *     changes are among {@code files}
 * @param overtaken paths of files with a fix that somebody else changed between the check and the
 *     fix, sorted; they are left alone
 */
public record Fixed(
    List<ChangedFile> files,
    Report left,
    Origins origins,
    List<String> unsettled,
    List<String> overtaken) {

  /** Nothing was to be mended. */
  public static Fixed nothing(Report report) {
    return new Fixed(List.of(), report, new Origins(), List.of(), List.of());
  }

  /** Copies the lists. */
  public Fixed {
    files = List.copyOf(files);
    unsettled = List.copyOf(unsettled);
    overtaken = List.copyOf(overtaken);
  }

  /**
   * One file before and after.
   *
   * @param path relative to the project's root, with forward slashes
   * @param file where it is
   * @param before the bytes that were checked first; the arrays are not to be changed
   * @param after the bytes to write
   * @param mended findings whose fixes are in it, in the order of the passes
   */
  public record ChangedFile(
      String path, Path file, byte[] before, byte[] after, List<Finding> mended) {}
}
