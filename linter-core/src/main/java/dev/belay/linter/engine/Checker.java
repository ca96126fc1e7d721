package dev.belay.linter.engine;

import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;

/** Checks the files of one project, each on the thread that asks. Safe for several threads. */
final class Checker {

  private final List<Rule> rules;
  private final Dispatch dispatch;
  private final Levels levels;
  private final SourceLevels sourceLevels;
  private final SourceIndex project;
  private final TypeIndex libraries;
  private final Catalogue catalogue;

  /** One permit a byte of source that is a tree: memory is bounded by what is in flight. */
  private final int most = (int) Math.min(Integer.MAX_VALUE, Limits.bytesInFlight());

  private final Semaphore room = new Semaphore(most, true);

  Checker(
      List<Rule> rules,
      Levels levels,
      SourceLevels sourceLevels,
      SourceIndex project,
      TypeIndex libraries,
      Catalogue catalogue) {
    this.rules = rules;
    this.dispatch = new Dispatch(rules);
    this.levels = levels;
    this.sourceLevels = sourceLevels;
    this.project = project;
    this.libraries = libraries;
    this.catalogue = catalogue;
  }

  FileResult check(SourceFile file) {
    byte[] bytes;
    try {
      bytes = file.contents().bytes();
    } catch (IOException e) {
      return FileResult.of(new Problem.Unreadable(file.path(), Unread.reason(e)));
    }
    // A file larger than all the room goes alone.
    int size = Math.max(1, Math.min(bytes.length, most));
    room.acquireUninterruptibly(size);
    try {
      return check(SourceText.of(file.path(), FileText.of(bytes).text()));
    } finally {
      room.release(size);
    }
  }

  private FileResult check(SourceText source) {
    AtomicReference<FileResult> result = new AtomicReference<>();
    FileCheck check = new FileCheck(source, rules, levels, sourceLevels);
    Optional<Throwable> thrown =
        CrashBoundary.run(() -> result.set(check.run(dispatch, project, libraries, catalogue)));
    return thrown
        .map(t -> FileResult.of(new Problem.CheckFailed(source.path(), t)))
        .orElseGet(result::get);
  }
}
