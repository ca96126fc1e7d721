package dev.belay.cli;

import dev.belay.cli.page.RuleBook;
import dev.belay.linter.rule.RuleInfo;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the rules. */
@Command(name = "rules", description = "List the rules with their severity and what they flag.")
final class RulesCommand implements Callable<Integer> {

  private static final int WIDTH = 80;
  private static final int GAP = 2;

  private final Surroundings surroundings;
  private final RuleBook book;

  @Spec private CommandSpec spec;

  RulesCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  @Override
  public Integer call() {
    int ids = "rule".length();
    for (String id : book.ids()) {
      ids = Math.max(ids, id.length());
    }
    int severity = "severity".length();
    int fix = "fix".length();
    for (RuleInfo rule : book.infos()) {
      fix = Math.max(fix, rule.fix().name().length());
    }
    int title = WIDTH - ids - severity - fix - 3 * GAP;
    TextTable table =
        TextTable.forColumns(
            picocli.CommandLine.Help.defaultColorScheme(
                surroundings.colours(Surroundings.Colour.auto)),
            new Column(ids, 0, Overflow.SPAN),
            new Column(severity + GAP, GAP, Overflow.SPAN),
            new Column(fix + GAP, GAP, Overflow.SPAN),
            new Column(title + GAP, GAP, Overflow.WRAP));
    table.indentWrappedLines = 0;
    table.addRowValues("@|bold rule|@", "@|bold severity|@", "@|bold fix|@", "@|bold flags|@");
    for (RuleInfo rule : book.infos()) {
      table.addRowValues(
          rule.id(), rule.level().word(), rule.fix().name().toLowerCase(Locale.ROOT), rule.title());
    }
    spec.commandLine().getOut().print(table);
    return Exit.CLEAN;
  }
}
