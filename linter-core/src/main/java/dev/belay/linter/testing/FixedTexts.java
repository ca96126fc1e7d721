package dev.belay.linter.testing;

import dev.belay.linter.engine.Engine;
import dev.belay.linter.engine.Project;
import dev.belay.linter.engine.Report;
import dev.belay.linter.engine.Settings;
import dev.belay.linter.fix.Fixed;
import dev.belay.linter.fix.Fixer;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.source.FileText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What all fixes of all rules make of a set of fixtures, compared with the files that are kept
 * beside them: {@code X.java.fixed}, or none where {@code X.java} stays as it is.
 */
final class FixedTexts {

  private final Map<String, String> texts;
  private final Map<String, String> expected;

  /** Texts of a project and what becomes of them, both by path. */
  FixedTexts(Map<String, String> texts, Map<String, String> expected) {
    this.texts = texts;
    this.expected = expected;
  }

  /** Complaints, each with its path and line; empty where every fix does what the files show. */
  List<String> complaints(Project project, List<Rule> rules, Settings settings)
      throws IOException, InterruptedException {
    Engine engine = new Engine(rules, settings);
    Report before = engine.check(project);
    Fixed fixed = new Fixer(engine, Fix.Safety.UNSAFE).fix(project);
    List<String> complaints = new ArrayList<>();
    fixed.unsettled().forEach(path -> complaints.add(path + ": fixing again changes it again"));
    Map<String, String> results = new HashMap<>(texts);
    for (Fixed.ChangedFile file : fixed.files()) {
      results.put(file.path(), FileText.of(file.after()).text());
      long left = count(fixed.left(), file.path());
      long due = count(before, file.path()) - file.mended().size();
      if (left != due) {
        complaints.add(file.path() + ": " + left + " findings after fixing, not " + due);
      }
    }
    fixed.left().problems().stream()
        .filter(problem -> !before.problems().contains(problem))
        .forEach(problem -> complaints.add(problem.path() + ": " + problem.message()));
    texts.forEach(
        (path, text) -> {
          String wanted = expected.getOrDefault(path, text);
          if (!wanted.equals(results.get(path))) {
            complaints.add(path + difference(wanted, results.get(path)));
          }
        });
    return complaints;
  }

  private static long count(Report report, String path) {
    return report.findings().stream().map(Finding::at).filter(at -> at.path().equals(path)).count();
  }

  private static String difference(String wanted, String found) {
    List<String> left = wanted.lines().toList();
    List<String> right = found.lines().toList();
    int line = 0;
    while (line < left.size() && line < right.size() && left.get(line).equals(right.get(line))) {
      line++;
    }
    return ":"
        + (line + 1)
        + ": fixed text differs\n    wanted "
        + (line < left.size() ? left.get(line) : "the end")
        + "\n    found  "
        + (line < right.size() ? right.get(line) : "the end");
  }
}
