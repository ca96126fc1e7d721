package dev.belay.cli;

import dev.belay.cli.page.RuleBook;
import dev.belay.cli.page.RulePage;
import dev.belay.linter.rule.RuleInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a rule's author has to say. */
@Command(name = "explain", description = "Show a rule's page: what it flags, why, and what to do.")
final class ExplainCommand implements Callable<Integer> {

  private static final int WIDTH = 80;

  private final Surroundings surroundings;
  private final RuleBook book;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RULE", description = "The rule's id, as reports show it in brackets.")
  private String id;

  ExplainCommand(Surroundings surroundings, RuleBook book) {
    this.surroundings = surroundings;
    this.book = book;
  }

  @Override
  public Integer call() {
    RuleInfo info = book.demand(id, "explain");
    RulePage page =
        book.page(id).orElseGet(() -> new RulePage(info, "This rule ships without a page."));
    spec.commandLine()
        .getOut()
        .print(page.forTerminal(surroundings.colours(Surroundings.Colour.auto), WIDTH));
    return Exit.CLEAN;
  }
}
