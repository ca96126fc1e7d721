package dev.belay.cli;

import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The command itself: needs a subcommand. */
final class BelayCommand implements Runnable {

  private final CommandSpec spec = CommandSpec.wrapWithoutInspection(this, new LateFactory());

  /** The command for picocli, without those below it. */
  CommandSpec spec() {
    spec.name("belay").versionProvider(new Version());
    spec.usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .description("Finds orphaned tasks and loops that cannot be cancelled in Java sources.")
        .footer(
            "",
            "Exit codes: 0 all was looked at and nothing is over --fail-on; 1 findings;",
            "2 wrong usage, or the program failed; 3 nothing found, but a file could not",
            "be read. `belay COMMAND --help` tells the options of a command.");
    return spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this help and end.")
                .build())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version and end.")
                .build());
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "no command given; belay --help lists them");
  }

  /** The version the jar was built as. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"belay " + number()};
    }

    static String number() {
      String number = Version.class.getPackage().getImplementationVersion();
      return number == null ? "0-development" : number;
    }
  }
}
