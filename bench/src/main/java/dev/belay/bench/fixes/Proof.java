package dev.belay.bench.fixes;

import dev.belay.linter.engine.Discovery;
import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Scope;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.engine.SourceFile;
import dev.belay.linter.engine.SourceLevels;
import dev.belay.linter.fix.Fixed;
import dev.belay.linter.fix.Fixer;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix.Safety;
import dev.belay.linter.rule.SourceLevel;
import dev.belay.linter.source.FileText;
import dev.belay.rules.AllRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the fixes of all rules, as they are by default, make of one library at one source level.
 *
 * @param findings before any fix
 * @param after findings that are there after all fixes and were not before, or should be gone,
 *     counted by rule, file and method; empty if the fixes are right
 * @param errors of the compiler after safe and after all fixes that were not there before; empty if
 *     the fixes are right
 * @param unsettled files that a further run would change again; empty if the fixes are right
 * @param mended findings whose fixes were applied
 * @param broken how many errors the untouched sources have, for want of optional dependencies
 */
record Proof(
    List<Finding> findings,
    List<String> after,
    List<String> errors,
    List<String> unsettled,
    List<Finding> mended,
    long broken) {

  /**
   * Checks, mends, compiles and checks again.
   *
   * @param sources folder of the library
   * @param classPath its dependencies and the runtime
   * @param level version of Java that fixes may write and the compiler takes
   */
  static Proof of(Path sources, List<Path> classPath, int level)
      throws IOException, InterruptedException {
    Settings settings =
        Settings.standard().withSourceLevels(SourceLevels.of(SourceLevel.of(level)));
    Engine engine = new Engine(AllRules.RULES, settings);
    Project project = Discovery.find(Scope.of(sources));
    Map<String, String> texts = new TreeMap<>();
    for (SourceFile file : project.files()) {
      if (file.path().endsWith("module-info.java")) {
        // A jar may hold that of a library copied into it, and then nothing sees the class path.
        continue;
      }
      texts.put(file.path(), FileText.of(file.contents().bytes()).text());
    }
    Report before = engine.check(project);
    Javac javac = new Javac(classPath, level);
    Map<String, Long> old = javac.errorsIn(texts);
    List<String> errors = new ArrayList<>();
    Fixed safe = new Fixer(engine, Safety.SAFE).fix(project);
    errors.addAll(more(old, javac.errorsIn(with(texts, safe))));
    Fixed all = new Fixer(engine, Safety.UNSAFE).fix(project);
    errors.addAll(more(old, javac.errorsIn(with(texts, all))));
    List<Finding> mended = all.files().stream().flatMap(f -> f.mended().stream()).toList();
    return new Proof(
        before.findings(),
        more(due(before.findings(), mended), counted(all.left().findings())),
        errors,
        all.unsettled(),
        mended,
        old.values().stream().mapToLong(Long::longValue).sum());
  }

  private static Map<String, String> with(Map<String, String> texts, Fixed fixed) {
    Map<String, String> changed = new TreeMap<>(texts);
    fixed.files().forEach(f -> changed.put(f.path(), FileText.of(f.after()).text()));
    return changed;
  }

  private static Map<String, Long> counted(List<Finding> findings) {
    Function<Finding, String> kind = f -> f.ruleId() + " in " + f.at().path() + " " + f.enclosing();
    return findings.stream().collect(Collectors.groupingBy(kind, Collectors.counting()));
  }

  /** What should be left once some are mended. */
  private static Map<String, Long> due(List<Finding> findings, List<Finding> mended) {
    Map<String, Long> due = new HashMap<>(counted(findings));
    counted(mended).forEach((kind, count) -> due.computeIfPresent(kind, (k, all) -> all - count));
    return due;
  }

  private static List<String> more(Map<String, Long> before, Map<String, Long> after) {
    Map<String, Long> known = new HashMap<>(before);
    return new TreeMap<>(after)
        .entrySet().stream()
            .filter(e -> e.getValue() > known.getOrDefault(e.getKey(), 0L))
            .map(Map.Entry::getKey)
            .toList();
  }
}
