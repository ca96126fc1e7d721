package dev.belay.cli;

import dev.belay.cli.baseline.Baseline;
import dev.belay.cli.config.Configuration;
import dev.belay.cli.page.RuleBook;
import dev.belay.cli.report.Layout;
import dev.belay.cli.report.Notice;
import dev.belay.cli.usage.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Accepts the findings of today, so that a project can start with those of tomorrow. */
final class BaselineCommand implements Callable<Integer> {

  private static final String STANDARD = "belay-baseline.tsv";

  private final Surroundings surroundings;
  private final RuleBook book;

  private final CheckOptions options = new CheckOptions();

  private final Given<Optional<String>> baseline =
      Given.text(
          "--baseline",
          "FILE",
          "The file; without it the configured one, else " + STANDARD + " at the project's root.");

  private final Given<Boolean> prune =
      Given.flag("--prune", "Only remove entries that nothing answers to; accept nothing new.");

  BaselineCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  /** The command for picocli. */
  CommandSpec spec() {
    CommandSpec command =
        CommandSpec.wrapWithoutInspection(this, new LateFactory()).name("baseline");
    command
        .usageMessage()
        .sortOptions(false)
        .description("Accept all findings that there are now, or forget those that are gone.");
    options.addTo(command);
    return command.addOption(baseline.option()).addOption(prune.option());
  }

  @Override
  public Integer call() throws InterruptedException {
    ProjectRoot root = ProjectRoot.of(surroundings.folder(), options.rootPaths());
    Configuration configuration = root.readConfiguration(surroundings, book);
    Path file =
        file(baseline.get(), surroundings.folder(), root, configuration)
            .orElse(root.folder().resolve(STANDARD));
    String shown = surroundings.folder().relativize(file).toString();
    Optional<Baseline> before =
        prune.get() || Files.exists(file)
            ? Optional.of(Baseline.read(file, shown))
            : Optional.empty();

    Check check =
        Check.run(
            options, surroundings, book, root, configuration, Optional.empty(), Optional.empty());
    if (options.verbose()) {
      Verbose.say(check, surroundings.err());
    }
    List<Notice> notices =
        Notices.of(check, surroundings.folder(), configuration.warnOnParseError());
    Notices.say(notices, layout(root), options.quiet(), surroundings.err());
    Baseline now = Baseline.of(Findings.of(check, Optional.empty(), Optional.empty()).reported());
    Predicate<Baseline.Entry> judged = Findings.judged(check);
    Baseline after =
        prune.get()
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
    return code(notices);
  }

  /** What was not looked at is not accepted; entries of its files stay. */
  private static int code(List<Notice> notices) {
    if (notices.stream().anyMatch(notice -> notice.level() == Notice.Level.FAILED)) {
      return Exit.UNUSABLE;
    }
    return notices.stream().allMatch(Notice::harmless) ? Exit.CLEAN : Exit.UNREAD;
  }

  private Layout layout(ProjectRoot root) {
    return new Layout(
        root.folder(),
        surroundings.folder(),
        root.repository(),
        Ansi.OFF,
        surroundings.width(),
        options.quiet(),
        options.verbose(),
        Optional.empty(),
        BelayCommand.Version.number());
  }

  /**
   * The baseline that is asked for by option (from here) or configuration (from the root), if any.
   */
  static Optional<Path> file(
      Optional<String> option, Path here, ProjectRoot root, Configuration configuration) {
    return option
        .map(name -> here.resolve(name).normalize())
        .or(() -> configuration.baseline().map(name -> root.folder().resolve(name).normalize()));
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
