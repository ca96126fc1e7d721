package dev.belay.bench.findings;

import dev.belay.bench.corpus.Library;
import dev.belay.linter.rule.Evidence;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.source.FileText;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Findings drawn at random, with the code around them, to be judged by a reader. */
public final class Sample {

  private static final int LINES_BEFORE = 6;
  private static final int LINES_AFTER = 14;

  private Sample() {}

  /** A finding and where it was found. */
  public record Drawn(Library library, Finding finding) {}

  /**
   * Draws findings: first up to {@code each} of every rule, then of all that are left.
   *
   * @param number in all, where there are as many; more if the rules' shares alone are more
   * @param each least of every rule that has as many
   * @param seed the same draw for the same findings
   * @return by rule, library and place
   */
  public static List<Drawn> draw(List<Library> libraries, int number, int each, long seed) {
    List<Drawn> all = new ArrayList<>();
    for (Library library : libraries) {
      library.findings().forEach(finding -> all.add(new Drawn(library, finding)));
    }
    Collections.shuffle(all, new Random(seed));
    List<Drawn> drawn = new ArrayList<>();
    List<Drawn> rest = new ArrayList<>();
    Map<String, Integer> ofRule = new TreeMap<>();
    for (Drawn one : all) {
      boolean owed = ofRule.merge(one.finding().ruleId(), 1, Integer::sum) <= each;
      (owed ? drawn : rest).add(one);
    }
    drawn.addAll(rest.subList(0, Math.max(0, Math.min(number - drawn.size(), rest.size()))));
    drawn.sort(
        Comparator.comparing((Drawn one) -> one.finding().ruleId())
            .thenComparing(one -> one.library().name())
            .thenComparing(Drawn::finding));
    return drawn;
  }

  /** The drawn findings as text, each with its evidence and the lines around it. */
  public static String text(List<Drawn> drawn) throws IOException {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (Drawn one : drawn) {
      Finding finding = one.finding();
      text.append("=== ").append(++number).append(" ").append(finding.ruleId()).append(" ");
      text.append(one.library().name()).append("\n");
      text.append(StoredFindings.line(finding)).append("\n");
      for (Evidence step : finding.evidence()) {
        text.append("    ").append(step.at().path()).append(":").append(step.at().startLine());
        text.append(" ").append(step.text()).append("\n");
      }
      excerpt(one, text);
    }
    return text.toString();
  }

  private static void excerpt(Drawn one, StringBuilder text) throws IOException {
    byte[] bytes = Files.readAllBytes(one.library().sources().resolve(one.finding().at().path()));
    List<String> lines = FileText.of(bytes).text().lines().toList();
    int line = one.finding().at().startLine();
    int last = Math.min(lines.size(), line + LINES_AFTER);
    for (int i = Math.max(1, line - LINES_BEFORE); i <= last; i++) {
      text.append(i == line ? ">" : " ").append("%5d  ".formatted(i)).append(lines.get(i - 1));
      text.append("\n");
    }
    text.append("\n");
  }
}
