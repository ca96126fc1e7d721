package dev.belay.linter.engine;

import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.index.SourceIndex;
import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.source.FileText;
import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.SourceText;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Checks the files of one project, each on the thread that asks. Safe for several threads. */
final class Checker {

  private final List<Rule> rules;
  private final Dispatch dispatch;
  private final Levels levels;
  private final SourceLevels sourceLevels;
  private final IdleSuppressions idleSuppressions;
  private final SourceIndex project;
  private final TypeIndex libraries;
  private final Catalogue catalogue;
  private final Steadiness steadiness;

  /** One permit a byte of source that is a tree: memory is bounded by what is in flight. */
  private final int most = (int) Math.min(Integer.MAX_VALUE, Limits.bytesInFlight());

  private final Semaphore room = new Semaphore(most, true);

  private final AtomicInteger passedOver = new AtomicInteger();

  Checker(
      List<Rule> rules,
      Levels levels,
      SourceLevels sourceLevels,
      IdleSuppressions idleSuppressions,
      SourceIndex project,
      TypeIndex libraries,
      Catalogue catalogue,
      Steadiness steadiness) {
    this.rules = rules;
    this.dispatch = new Dispatch(rules);
    this.levels = levels;
    this.sourceLevels = sourceLevels;
    this.idleSuppressions = idleSuppressions;
    this.project = project;
    this.libraries = libraries;
    this.catalogue = catalogue;
    this.steadiness = steadiness;
  }

  /** The outcome, and what was asked to come to it. */
  record Checked(FileResult result, Inquiry inquiry) {}

  Checked check(Admitted admitted) {
    String path = admitted.path();
    byte[] bytes;
    try {
      bytes = steadiness.bytesOf(admitted.file());
    } catch (IOException e) {
      FileResult unread = FileResult.of(new Problem.Unreadable(path, Unread.reason(e)));
      return new Checked(unread, inquiry(path));
    }
    if (!mayConcern(admitted.rules(), bytes)) {
      passedOver.incrementAndGet();
      return new Checked(FileResult.NONE, inquiry(path));
    }
    // A file larger than all the room goes alone.
    int size = Math.max(1, Math.min(bytes.length, most));
    room.acquireUninterruptibly(size);
    try {
      return check(SourceText.of(path, FileText.of(bytes).text()), admitted);
    } finally {
      room.release(size);
    }
  }

  /** Whether one of the rules, as far as a glance can tell, has something to say of a file. */
  private boolean mayConcern(BitSet admitted, byte[] bytes) {
    List<Optional<Predicate<FileTokens>>> glances =
        admitted.stream().mapToObj(number -> rules.get(number).glance()).toList();
    if (!glances.stream().allMatch(Optional::isPresent)) {
      return true;
    }
    AtomicBoolean concerned = new AtomicBoolean();
    Optional<Throwable> thrown =
        CrashBoundary.run(
            () -> {
              FileTokens tokens = new FileTokens(bytes);
              concerned.set(glances.stream().anyMatch(glance -> glance.orElseThrow().test(tokens)));
            });
    // A glance that fails tells nothing.
    return thrown.isPresent() || concerned.get();
  }

  /** How many files were not parsed, for a glance told that they hold nothing. */
  int passedOver() {
    return passedOver.get();
  }

  private Checked check(SourceText source, Admitted admitted) {
    AtomicReference<FileResult> result = new AtomicReference<>();
    FileCheck check =
        new FileCheck(source, rules, dispatch, admitted.rules(), levels, idleSuppressions);
    Inquiry inquiry = inquiry(source.path());
    Optional<Throwable> thrown =
        CrashBoundary.run(
            () -> result.set(check.run(project, inquiry, catalogue, admitted.namesakes())));
    thrown.ifPresent(t -> result.set(FileResult.of(new Problem.CheckFailed(source.path(), t))));
    return new Checked(result.get(), inquiry);
  }

  private Inquiry inquiry(String path) {
    return new Inquiry(path, project, libraries, sourceLevels);
  }
}
