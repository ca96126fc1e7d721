package dev.belay.linter.testing;

import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.engine.Problem;
import dev.belay.linter.rule.Finding;
import dev.belay.linter.source.Location;
import dev.belay.linter.source.Parsing;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file whose comments claim what the rules find in it: each marked line is flagged, every other
 * line is silent for every rule. Immutable.
 */
public final class Fixture {

  private final SourceText source;
  private final Markers markers;
  private final List<Finding> findings;
  private final List<Problem> problems;

  Fixture(SourceText source, List<Finding> findings, List<Problem> problems) {
    this.source = source;
    this.markers = Markers.of(source);
    this.findings = List.copyOf(findings);
    this.problems = List.copyOf(problems);
  }

  /** Where it stands in its set, with forward slashes. */
  public String path() {
    return source.path();
  }

  /** Ids of the rules that it says flag something, in order. */
  public Set<String> flaggedRules() {
    Set<String> ids = new LinkedHashSet<>();
    markers.expected().forEach(expectation -> ids.add(expectation.ruleId()));
    return ids;
  }

  /** Whether it has statements beyond those that start on marked lines. */
  public boolean hasSilentCode() {
    Set<Integer> marked = new LinkedHashSet<>();
    markers.expected().forEach(expectation -> marked.add(expectation.line()));
    markers.gaps().forEach(gap -> marked.add(gap.line()));
    return Parsing.parse(source).getResult().stream()
        .flatMap(unit -> unit.findAll(Statement.class).stream())
        .filter(statement -> !statement.isBlockStmt())
        .anyMatch(statement -> !marked.contains(source.locationOf(statement).startLine()));
  }

  /** What was found in it. */
  public List<Finding> findings() {
    return findings;
  }

  /**
   * Where claim and findings differ, each as {@code line: what}, by line; empty where they agree.
   */
  public List<Mismatch> mismatches() {
    List<Mismatch> mismatches = new ArrayList<>();
    markers.faults().forEach(fault -> mismatches.add(new Mismatch(lineOf(fault), "", fault)));
    for (Problem problem : problems) {
      int line = problem.line().orElse(1);
      mismatches.add(new Mismatch(line, "", line + ": problem: " + problem.message()));
    }
    List<Finding> open = new ArrayList<>(findings);
    for (Expectation expectation : markers.expected()) {
      compare(expectation, open).ifPresent(mismatches::add);
    }
    for (Markers.Gap gap : markers.gaps()) {
      boolean closed =
          open.removeIf(f -> f.ruleId().equals(gap.ruleId()) && f.at().startLine() == gap.line());
      if (closed) {
        mismatches.add(
            new Mismatch(
                gap.line(),
                gap.ruleId(),
                gap.line()
                    + ": gap closed: "
                    + gap.ruleId()
                    + " now finds it; make the marker an expectation and correct the page"));
      }
    }
    for (Finding finding : open) {
      int line = finding.at().startLine();
      mismatches.add(
          new Mismatch(
              line,
              finding.ruleId(),
              line + ": false alarm: " + finding.ruleId() + ": " + finding.message()));
    }
    return mismatches.stream().sorted().toList();
  }

  /** Takes the finding that fits best out of those still open. */
  private Optional<Mismatch> compare(Expectation expectation, List<Finding> open) {
    Finding near = null;
    String complaint = "";
    for (Finding finding : open) {
      if (expectation.isOf(finding)) {
        Optional<String> wrong = expectation.complaint(finding, shown(finding.at()));
        if (wrong.isEmpty()) {
          open.remove(finding);
          return Optional.empty();
        }
        near = finding;
        complaint = wrong.get();
      }
    }
    String id = expectation.ruleId();
    String where = expectation.line() + ": ";
    if (near == null) {
      return Optional.of(
          new Mismatch(expectation.line(), id, where + "missed alarm: " + id + " is silent"));
    }
    open.remove(near);
    return Optional.of(new Mismatch(expectation.line(), id, where + id + " " + complaint));
  }

  private String shown(Location at) {
    return source.text(
        new SourceRange(
            source.startOfLine(at.startLine()) + at.startColumn() - 1,
            source.startOfLine(at.endLine()) + at.endColumn() - 1));
  }

  private static int lineOf(String fault) {
    return Integer.parseInt(fault.substring(0, fault.indexOf(':')));
  }

  /**
   * A difference between claim and finding.
   *
   * @param line from 1
   * @param ruleId the rule concerned; empty where it is none
   * @param text the line and what is wrong there
   */
  public record Mismatch(int line, String ruleId, String text) implements Comparable<Mismatch> {
    @Override
    public int compareTo(Mismatch other) {
      int byLine = Integer.compare(line, other.line);
      return byLine != 0 ? byLine : text.compareTo(other.text);
    }
  }
}
