package dev.belay.cli;

import dev.belay.cli.baseline.Baseline;
import dev.belay.cli.config.Configuration;
import dev.belay.cli.page.RuleBook;
import dev.belay.cli.usage.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Accepts the findings of today, so that a project can start with those of tomorrow. */
@Command(
    name = "baseline",
    sortOptions = false,
    description = "Accept all findings that there are now, or forget those that are gone.")
final class BaselineCommand implements Callable<Integer> {

  private static final String STANDARD = "belay-baseline.tsv";

  private final Surroundings surroundings;
  private final RuleBook book;

  @Mixin private CheckOptions options;

  @Option(
      names = "--baseline",
      paramLabel = "FILE",
      description =
          "The file; without it the configured one, else " + STANDARD + " at the project's root.")
  private String baseline;

  @Option(
      names = "--prune",
      description = "Only remove entries that nothing answers to; accept nothing new.")
  private boolean prune;

  BaselineCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  @Override
  public Integer call() throws InterruptedException {
    ProjectRoot root = ProjectRoot.of(surroundings.folder(), options.rootPaths());
    Configuration configuration = root.readConfiguration(surroundings, book);
    Path file =
        file(baseline, surroundings.folder(), root, configuration)
            .orElse(root.folder().resolve(STANDARD));
    String shown = surroundings.folder().relativize(file).toString();
    Optional<Baseline> before =
        prune || Files.exists(file) ? Optional.of(Baseline.read(file, shown)) : Optional.empty();

    Check check =
        Check.run(
            options, surroundings, book, root, configuration, Optional.empty(), Optional.empty());
    if (options.verbose()) {
      Verbose.say(check, surroundings.err());
    }
    Baseline now = Baseline.of(Findings.of(check, Optional.empty(), Optional.empty()).reported());
    Predicate<Baseline.Entry> judged = Findings.judged(check);
    Baseline after =
        prune
            ? before.orElseThrow().only(now, judged)
            : before.map(it -> it.replaced(now, judged)).orElse(now);
    write(file, shown, after.text());
    if (!options.quiet()) {
      surroundings
          .err()
          .println(
              "belay: "
                  + shown
                  + " accepts "
                  + after.size()
                  + " findings, "
                  + before.map(Baseline::size).orElse(0)
                  + " before");
    }
    return Exit.CLEAN;
  }

  /**
   * The baseline that is asked for by option (from here) or configuration (from the root), if any.
   */
  static Optional<Path> file(
      String option, Path here, ProjectRoot root, Configuration configuration) {
    return option == null
        ? configuration.baseline().map(name -> root.folder().resolve(name).normalize())
        : Optional.of(here.resolve(option).normalize());
  }

  private static void write(Path file, String shown, String text) {
    Path whole =
        file.resolveSibling(
            "." + file.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Files.writeString(whole, text);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      throw new UsageException("cannot write the baseline " + shown, refused);
    }
  }
}
