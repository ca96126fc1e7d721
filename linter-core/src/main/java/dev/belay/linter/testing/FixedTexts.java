package dev.belay.linter.testing;

import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.fix.Fixed;
import dev.belay.linter.fix.Fixer;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix.Safety;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.source.FileText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the fixes of all rules make of a set of fixtures.
 *
 * @param safety how far they went
 * @param texts by path, those that no fix changes among them
 * @param complaints what must not come of any fix, each with its path; may be empty
 */
record FixedTexts(Safety safety, Map<String, String> texts, List<String> complaints) {

  /** Applies the fixes to {@code before}, which has the texts of the project by path. */
  static FixedTexts of(
      Project project,
      Map<String, String> before,
      List<Rule> rules,
      Settings settings,
      Safety safety)
      throws IOException, InterruptedException {
    Engine engine = new Engine(rules, settings);
    Report found = engine.check(project);
    Fixed fixed = new Fixer(engine, safety).fix(project);
    List<String> complaints = new ArrayList<>();
    fixed.unsettled().forEach(path -> complaints.add(path + ": fixing again changes it again"));
    Map<String, String> texts = new TreeMap<>(before);
    for (Fixed.ChangedFile file : fixed.files()) {
      texts.put(file.path(), FileText.of(file.after()).text());
      complaints.addAll(
          newOrLeft(
              file, in(file.path(), found.findings()), in(file.path(), fixed.left().findings())));
    }
    fixed.left().problems().stream()
        .filter(problem -> !found.problems().contains(problem))
        .forEach(problem -> complaints.add(problem.path() + ": " + problem.message()));
    return new FixedTexts(safety, texts, complaints);
  }

  /** Where these texts and those kept beside the fixtures differ, the first line of each file. */
  List<String> differences(Map<String, String> wanted) {
    List<String> differences = new ArrayList<>();
    texts.forEach(
        (path, text) -> {
          if (!wanted.get(path).equals(text)) {
            differences.add(path + difference(wanted.get(path), text));
          }
        });
    return differences;
  }

  /**
   * Findings that a fix brought or did not take away. They are counted by rule and method, for
   * where they stand moves with the text.
   */
  private static List<String> newOrLeft(
      Fixed.ChangedFile file, List<Finding> before, List<Finding> after) {
    Function<Finding, String> kind = finding -> finding.ruleId() + " in " + finding.enclosing();
    Map<String, Long> due =
        before.stream().collect(Collectors.groupingBy(kind, Collectors.counting()));
    file.mended().forEach(finding -> due.merge(kind.apply(finding), -1L, Long::sum));
    Map<String, Long> left =
        after.stream().collect(Collectors.groupingBy(kind, TreeMap::new, Collectors.counting()));
    List<String> complaints = new ArrayList<>();
    left.forEach(
        (what, count) -> {
          long allowed = due.getOrDefault(what, 0L);
          if (count > allowed) {
            complaints.add(
                file.path() + ": " + count + " of " + what + " after fixing, not " + allowed);
          }
        });
    due.forEach(
        (what, count) -> {
          if (count < 0) {
            complaints.add(file.path() + ": a fix brought a finding of " + what);
          }
        });
    return complaints;
  }

  private static List<Finding> in(String path, List<Finding> findings) {
    return findings.stream().filter(f -> f.at().path().equals(path)).toList();
  }

  private String difference(String wanted, String found) {
    List<String> left = wanted.lines().toList();
    List<String> right = found.lines().toList();
    int line = 0;
    while (line < left.size() && line < right.size() && left.get(line).equals(right.get(line))) {
      line++;
    }
    return ":"
        + (line + 1)
        + (safety == Safety.SAFE ? ": safe" : ": all")
        + " fixes make another text\n    wanted "
        + (line < left.size() ? left.get(line) : "the end")
        + "\n    found  "
        + (line < right.size() ? right.get(line) : "the end");
  }
}
