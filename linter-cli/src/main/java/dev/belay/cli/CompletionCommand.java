package dev.belay.cli;

import dev.belay.cli.page.RuleBook;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints a script that teaches a shell the commands and options. */
@Command(
    name = "generate-completion",
    description = {
      "Print a completion script for bash and zsh.",
      "Use it with: source <(belay generate-completion)"
    })
final class CompletionCommand implements Callable<Integer> {

  private final Surroundings surroundings;
  private final RuleBook book;

  @Spec private CommandSpec spec;

  CompletionCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .print(AutoComplete.bash("belay", Belay.commandLine(surroundings, book)));
    return Exit.CLEAN;
  }
}
