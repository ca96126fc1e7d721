package dev.belay.cli;

import dev.belay.cli.usage.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, in one line and with the nearest name. */
final class Complaint {

  private Complaint() {}

  static String about(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unknown(unmatched.getUnmatched().get(0), wrong.getCommandLine());
    }
    String message = wrong.getMessage().lines().findFirst().orElse("wrong usage");
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static String unknown(String word, CommandLine command) {
    if (word.startsWith("-")) {
      String name = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      List<String> options = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
      return "unknown option '" + name + "'" + Nearest.hint(name, options);
    }
    boolean takesCommand = !command.getSubcommands().isEmpty();
    return takesCommand
        ? "unknown command '" + word + "'" + Nearest.hint(word, command.getSubcommands().keySet())
        : "unexpected argument '" + word + "'";
  }
}
