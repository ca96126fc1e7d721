package dev.belay.cli;

import dev.belay.cli.page.RuleBook;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.rule.Rule;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The command line as a whole: puts the commands together and turns what goes wrong into one line
 * and a code.
 */
final class Belay {

  private Belay() {}

  /** Runs a command; the process's exit code. */
  static int run(String[] arguments, Surroundings surroundings, List<Rule> rules) {
    CommandLine line = commandLine(surroundings, new RuleBook(rules));
    int code = line.execute(arguments);
    line.getOut().flush();
    return code;
  }

  static CommandLine commandLine(Surroundings surroundings, RuleBook book) {
    CommandLine line = new CommandLine(new BelayCommand());
    line.addSubcommand(new CheckCommand(surroundings, book));
    line.addSubcommand(new ExplainCommand(surroundings, book));
    line.addSubcommand(new RulesCommand(surroundings, book));
    line.addSubcommand(new BaselineCommand(surroundings, book));
    CommandLine config = new CommandLine(new ConfigCommand());
    config.addSubcommand(new ConfigVerifyCommand(surroundings, book));
    config.addSubcommand(new ConfigShowCommand(surroundings, book));
    line.addSubcommand(config);
    CommandLine cache = new CommandLine(new CacheCommand());
    cache.addSubcommand(new CacheClearCommand(surroundings));
    line.addSubcommand(cache);
    line.addSubcommand(new CompletionCommand());

    line.setOut(
        new PrintWriter(new OutputStreamWriter(surroundings.out(), StandardCharsets.UTF_8)));
    line.setErr(new PrintWriter(surroundings.err(), true));
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(surroundings.colours(Surroundings.Colour.auto)));
    line.setUsageHelpWidth(80);
    line.setExpandAtFiles(true);
    line.setUseSimplifiedAtFiles(true);
    line.setParameterExceptionHandler((wrong, given) -> fail(wrong, surroundings));
    line.setExecutionExceptionHandler((thrown, command, given) -> fail(thrown, surroundings));
    return line;
  }

  private static int fail(ParameterException wrong, Surroundings surroundings) {
    surroundings.err().println("belay: " + Complaint.about(wrong));
    return Exit.UNUSABLE;
  }

  private static int fail(Exception thrown, Surroundings surroundings) {
    if (thrown instanceof UsageException) {
      surroundings.err().println("belay: " + thrown.getMessage());
    } else {
      surroundings.err().println("belay: the program failed: " + thrown);
      thrown.printStackTrace(surroundings.err());
    }
    return Exit.UNUSABLE;
  }
}
