package dev.belay.cli;

import dev.belay.cli.page.RuleBook;
import dev.belay.cli.usage.UsageException;
import dev.belay.linter.rule.Rule;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
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
    CommandLine line = commandLine(arguments, surroundings, new RuleBook(rules));
    int code = line.execute(arguments);
    line.getOut().flush();
    return code;
  }

  /** All commands, for help and completion. */
  static CommandLine commandLine(Surroundings surroundings, RuleBook book) {
    return commandLine(new String[0], surroundings, book);
  }

  /**
   * Reading the options of all commands takes longer than a short run: where one is named, it alone
   * is read.
   */
  private static CommandLine commandLine(
      String[] arguments, Surroundings surroundings, RuleBook book) {
    Map<String, Supplier<Object>> commands = commands(surroundings, book);
    CommandLine line = new CommandLine(new BelayCommand().spec(), new LateFactory());
    Supplier<Object> named = arguments.length == 0 ? null : commands.get(arguments[0]);
    if (named != null) {
      line.addSubcommand(named.get());
    } else {
      commands.values().forEach(command -> line.addSubcommand(command.get()));
    }
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

  private static Map<String, Supplier<Object>> commands(Surroundings surroundings, RuleBook book) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("check", () -> new CheckCommand(surroundings, book).spec());
    commands.put("explain", () -> new ExplainCommand(surroundings, book));
    commands.put("rules", () -> new RulesCommand(surroundings, book));
    commands.put("baseline", () -> new BaselineCommand(surroundings, book).spec());
    commands.put(
        "config",
        () ->
            new CommandLine(new ConfigCommand())
                .addSubcommand(new ConfigVerifyCommand(surroundings, book))
                .addSubcommand(new ConfigShowCommand(surroundings, book)));
    commands.put(
        "cache",
        () ->
            new CommandLine(new CacheCommand()).addSubcommand(new CacheClearCommand(surroundings)));
    commands.put("generate-completion", () -> new CompletionCommand(surroundings, book));
    return commands;
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
