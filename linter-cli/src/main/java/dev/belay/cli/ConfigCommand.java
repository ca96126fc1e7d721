package dev.belay.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks at the configuration; needs a subcommand. */
@Command(
    name = "config",
    synopsisSubcommandLabel = "COMMAND",
    description = "Look at the configuration, belay.toml.")
final class ConfigCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "config needs verify or show");
  }
}
