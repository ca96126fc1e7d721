package dev.belay.bench.cost;

import com.github.javaparser.ast.CompilationUnit;
import dev.belay.linter.engine.Discovery;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Progress;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Scope;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.facts.Catalogue;
import dev.belay.linter.rule.Family;
import dev.belay.linter.rule.FixAvailability;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleInfo;
import dev.belay.linter.rule.Severity;
import dev.belay.linter.rule.Subscriptions;
import dev.belay.linter.source.Mention;
import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks a tree on one thread. */
final class WholeCheck {

  private WholeCheck() {}

  /**
   * What the processors worked behind the screen, in nanoseconds.
   *
   * @param paths the file that gets the paths of those that were parsed, in that order
   */
  static long work(Path tree, Path paths) throws IOException, InterruptedException {
    Parsed parsed = new Parsed();
    List<Rule> rules = new ArrayList<>(AllRules.RULES);
    rules.add(parsed);
    Project project = Discovery.find(Scope.of(tree));
    Work[] work = new Work[1];
    new Engine(rules, Settings.standard().withThreads(1))
        .check(
            project,
            (phase, done, total) -> {
              if (phase == Progress.Phase.SCANNING && done == total) {
                work[0] = new Work();
              }
            });
    long worked = work[0].soFar();
    Files.write(paths, parsed.paths);
    return worked;
  }

  /** Notes which files are parsed: it needs what any rule needs. Serves one thread only. */
  private static final class Parsed implements Rule {

    private final List<String> paths = new ArrayList<>();

    @Override
    public RuleInfo info() {
      return new RuleInfo(
          "parsed-file", "", Severity.NOTE, Family.FUTURES, FixAvailability.NEVER, "0.1");
    }

    @Override
    public Mention needs(Catalogue catalogue) {
      return AllRules.RULES.stream()
          .map(rule -> rule.needs(catalogue))
          .reduce(Mention::or)
          .orElseThrow();
    }

    @Override
    public void subscribe(Subscriptions on) {
      on.each(CompilationUnit.class, (unit, context) -> paths.add(context.source().path()));
    }
  }
}
