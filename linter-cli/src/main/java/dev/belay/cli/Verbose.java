package dev.belay.cli;

import dev.belay.cli.report.Results;
import dev.belay.linter.engine.Statistics;
import dev.belay.linter.rule.Finding;
import java.io.PrintStream;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a run did, for whoever wonders. */
final class Verbose {

  private Verbose() {}

  /** Where the project is, what configures it, and the traces of rules that failed. */
  static void say(Check check, PrintStream err) {
    err.println("belay: project " + check.root().folder());
    err.println(
        "belay: configuration "
            + check.configuration().file().map(Object::toString).orElse("none"));
    check
        .rules()
        .forEach(rule -> err.println("belay: rule " + rule.id() + " at " + rule.level().word()));
    check
        .report()
        .problems()
        .forEach(problem -> problem.cause().ifPresent(cause -> cause.printStackTrace(err)));
  }

  /** Counts by rule, files, bytes, times; a line each. */
  static void statistics(Check check, Results results, PrintStream err) {
    SortedMap<String, Integer> byRule = new TreeMap<>();
    check.rules().forEach(rule -> byRule.put(rule.id(), 0));
    for (Finding finding : results.findings()) {
      byRule.merge(finding.ruleId(), 1, Integer::sum);
    }
    byRule.forEach((rule, count) -> err.printf("%7d %s%n", count, rule));
    Statistics took = check.report().statistics();
    err.printf(
        "files %d of %d (%d KiB), screened in %d (%d KiB), parsed %d, declarations read from %d%n",
        took.reported(),
        took.files(),
        took.bytes() / 1024,
        took.admitted(),
        took.admittedBytes() / 1024,
        took.parsed(),
        took.headers());
    err.printf(
        "scanning %d ms, checking %d ms, suppressed %d, problems %d%n",
        took.scanning().toMillis(),
        took.checking().toMillis(),
        check.report().suppressed().size(),
        check.report().problems().size());
  }
}
