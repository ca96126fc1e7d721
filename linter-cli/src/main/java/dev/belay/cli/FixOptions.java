package dev.belay.cli;

import dev.belay.cli.git.Changes;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.fix.AtomicFile;
import dev.belay.linter.fix.Fixed;
import dev.belay.linter.rule.Fix;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/** Whether findings are mended, how far, and whether files are written. */
final class FixOptions {

  private final Given<Boolean> fix =
      Given.flag("--fix", "Mend what can be mended with its meaning kept.");

  private final Given<Boolean> unsafeFixes =
      Given.flag("--unsafe-fixes", "Mend also where somebody has to read the result.");

  private final Given<Boolean> diff =
      Given.flag("--diff", "Show what --fix or --unsafe-fixes would change instead of the report.");

  private final Given<Boolean> exitNonZeroOnFix =
      Given.flag(
          "--exit-non-zero-on-fix", "Exit 1 when something was mended, even if nothing is left.");

  /** Makes a command take these. */
  void addTo(CommandSpec command) {
    Stream.of(fix, unsafeFixes, diff, exitNonZeroOnFix)
        .map(Given::option)
        .forEach(command::addOption);
  }

  /** How far fixes may go; empty where nothing is to be mended. */
  Optional<Fix.Safety> upTo() {
    if (unsafeFixes.get()) {
      return Optional.of(Fix.Safety.UNSAFE);
    }
    return fix.get() || diff.get() ? Optional.of(Fix.Safety.SAFE) : Optional.empty();
  }

  boolean showsDiff() {
    return diff.get();
  }

  /** Whether mending alone makes the exit code 1. */
  boolean counts(List<Fixed.ChangedFile> mended) {
    return !mended.isEmpty() && (diff.get() || exitNonZeroOnFix.get());
  }

  /**
   * Refuses to mend what is not the file in the work tree.
   *
   * @throws UsageException with the reason
   */
  void refuse(CheckOptions options, Optional<Changes> changes) {
    if (upTo().isEmpty() || diff.get()) {
      return;
    }
    if (options.stdinName().isPresent()) {
      throw new UsageException("--fix cannot write to standard input; --diff shows the changes");
    }
    if (changes.isPresent() && !changes.get().contents().isEmpty()) {
      throw new UsageException(
          "--fix: "
              + changes.get().contents().firstKey()
              + " has changes that are not staged; stage or stash them first");
    }
  }

  /** Writes the files, unless only the difference is asked for; what went wrong, a line each. */
  List<String> apply(Check check, Surroundings surroundings, boolean quiet) {
    List<String> failures = new ArrayList<>();
    check.fixed().overtaken().forEach(path -> failures.add(overtaken(path)));
    if (diff.get() || check.mended().isEmpty()) {
      return failures;
    }
    int findings = 0;
    for (Fixed.ChangedFile file : check.mended()) {
      try {
        AtomicFile.Outcome outcome = AtomicFile.replace(file.file(), file.before(), file.after());
        switch (outcome) {
          case WRITTEN -> findings += file.mended().size();
          case CHANGED_MEANWHILE -> failures.add(overtaken(file.path()));
        }
      } catch (IOException refused) {
        failures.add("--fix: cannot write " + refused.getMessage());
      }
    }
    if (!quiet) {
      surroundings
          .err()
          .println("belay: mended " + findings + (findings == 1 ? " finding" : " findings"));
    }
    return failures;
  }

  private static String overtaken(String path) {
    return "--fix: " + path + " was changed meanwhile and is left alone";
  }
}
