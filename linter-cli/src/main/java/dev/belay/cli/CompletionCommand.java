package dev.belay.cli;

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

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(AutoComplete.bash("belay", spec.root().commandLine()));
    return Exit.CLEAN;
  }
}
