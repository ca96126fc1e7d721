package dev.belay.cli;

import dev.belay.cli.config.ConfigurationFile;
import dev.belay.cli.page.RuleBook;
import dev.belay.cli.usage.UsageException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells everything that is wrong with a configuration. */
@Command(
    name = "verify",
    description = "List everything that is wrong with the configuration; exit 2 if anything is.")
final class ConfigVerifyCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final RuleBook book;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "The files; without any, the project's belay.toml.")
  private List<Path> files = List.of();

  ConfigVerifyCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  @Override
  public Integer call() {
    List<Path> verified = files;
    if (verified.isEmpty()) {
      ProjectRoot root = ProjectRoot.of(surroundings.folder(), List.of());
      verified =
          List.of(
              root.configuration()
                  .orElseThrow(
                      () ->
                          new UsageException(
                              "no " + ConfigurationFile.NAME + " here or in a folder above")));
    }
    int mistakes = 0;
    for (Path file : verified) {
      Path absolute = surroundings.folder().resolve(file).normalize();
      String shown = surroundings.folder().relativize(absolute).toString();
      for (String line : ConfigurationFile.verify(absolute, shown, book.ids())) {
        surroundings.err().println(line);
        mistakes++;
      }
    }
    return mistakes == 0 ? Exit.CLEAN : Exit.UNUSABLE;
  }
}
