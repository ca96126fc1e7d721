package dev.belay.cli;

import dev.belay.cli.config.Configuration;
import dev.belay.cli.config.ConfigurationText;
import dev.belay.cli.page.RuleBook;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows what holds for the project. */
@Command(
    name = "show",
    description = "Show the configuration that holds here, with what it leaves to the program.")
final class ConfigShowCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final RuleBook book;

  @Spec private CommandSpec spec;

  ConfigShowCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  @Override
  public Integer call() {
    ProjectRoot root = ProjectRoot.of(surroundings.folder(), List.of());
    Configuration configuration = root.readConfiguration(surroundings, book);
    spec.commandLine().getOut().print(ConfigurationText.of(configuration, book.infos()));
    return Exit.CLEAN;
  }
}
