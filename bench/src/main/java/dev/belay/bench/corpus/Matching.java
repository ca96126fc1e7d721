package dev.belay.bench.corpus;

import dev.belay.linter.rule.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which finding speaks of which label of one library. A finding matches a label of its file and
 * rule whose line lies in its region. Each matches at most one of the other kind: a region that
 * spans an anonymous task spans the labels inside it too, and only the nearest to its start is what
 * it speaks of.
 */
final class Matching {

  private final Map<Label, Finding> found;
  private final List<Finding> unlabelled;

  private Matching(Map<Label, Finding> found, List<Finding> unlabelled) {
    this.found = found;
    this.unlabelled = unlabelled;
  }

  static Matching of(List<Label> labels, List<Finding> findings) {
    List<Pair> pairs = new ArrayList<>();
    for (Finding finding : findings) {
      for (Label label : labels) {
        if (speaksOf(finding, label)) {
          pairs.add(new Pair(finding, label));
        }
      }
    }
    pairs.sort(
        Comparator.comparingInt(Pair::distance)
            .thenComparing(Pair::finding)
            .thenComparing(Pair::label));
    Map<Label, Finding> found = new LinkedHashMap<>();
    Set<Finding> taken = new HashSet<>();
    for (Pair pair : pairs) {
      if (!found.containsKey(pair.label()) && taken.add(pair.finding())) {
        found.put(pair.label(), pair.finding());
      }
    }
    return new Matching(
        found, findings.stream().filter(finding -> !taken.contains(finding)).sorted().toList());
  }

  private static boolean speaksOf(Finding finding, Label label) {
    return finding.ruleId().equals(label.rule())
        && finding.at().path().equals(label.path())
        && finding.at().startLine() <= label.line()
        && label.line() <= finding.at().endLine();
  }

  /** The finding that speaks of a label, where one does. */
  Optional<Finding> findFinding(Label label) {
    return Optional.ofNullable(found.get(label));
  }

  /** Findings of which no label speaks, sorted. */
  List<Finding> unlabelled() {
    return unlabelled;
  }

  private record Pair(Finding finding, Label label) {

    int distance() {
      return label.line() - finding.at().startLine();
    }
  }
}
