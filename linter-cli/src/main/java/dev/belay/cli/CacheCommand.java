package dev.belay.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks after the cache; needs a subcommand. */
@Command(
    name = "cache",
    synopsisSubcommandLabel = "COMMAND",
    description = "Look after what is kept between runs.")
final class CacheCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "cache needs clear");
  }
}
