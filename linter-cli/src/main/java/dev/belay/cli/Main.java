package dev.belay.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The program's entry: the one place that ends the process. */
@Command(
    name = "belay",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Finds orphaned tasks and loops that cannot be cancelled.")
public final class Main implements Runnable {

  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"belay " + Main.class.getPackage().getImplementationVersion()};
    }
  }
}
