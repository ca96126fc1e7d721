package dev.belay.bench.fixes;

import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a proof, so that libraries can be proved one by one and the page written of all.
 *
 * @param level version of Java that fixes could write
 * @param mended how many findings are gone by fixes
 * @param broken errors of the untouched sources
 * @param errors new ones
 * @param after findings that a fix brought, or left though it was to mend them
 * @param unsettled files that a second run changes
 * @param outcomes one a finding
 */
record Result(
    String library,
    int level,
    long mended,
    long broken,
    long errors,
    long after,
    long unsettled,
    List<Outcome> outcomes) {

  /**
   * What a rule offers for a finding.
   *
   * @param kind {@code SAFE}, {@code UNSAFE} or {@code NONE}
   * @param what the fix's title, or the reason for none
   */
  record Outcome(String rule, String kind, String what) {

    static Outcome of(Finding finding) {
      if (finding.fixes().isEmpty()) {
        String reason = finding.refusal().map(r -> r.reason()).orElse("the rule offers none");
        return new Outcome(finding.ruleId(), "NONE", reason);
      }
      Fix fix = finding.fixes().get(0);
      String title =
          fix.title().replaceAll("'\\w+'", "at hand").replaceAll("\\w+ volatile", "it volatile");
      return new Outcome(finding.ruleId(), fix.safety().name(), title);
    }

    boolean isFix() {
      return !kind.equals("NONE");
    }
  }

  static Result of(String library, int level, Proof proof) {
    return new Result(
        library,
        level,
        proof.mended().size(),
        proof.broken(),
        proof.errors().size(),
        proof.after().size(),
        proof.unsettled().size(),
        proof.findings().stream().map(Outcome::of).toList());
  }

  boolean isClean() {
    return errors == 0 && after == 0 && unsettled == 0;
  }

  /** Reads what {@link #keep} wrote. */
  static Result read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    String[] head = lines.get(0).split("\t");
    List<Outcome> outcomes = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] part = line.split("\t");
      outcomes.add(new Outcome(part[0], part[1], part[2]));
    }
    return new Result(
        head[0],
        Integer.parseInt(head[1]),
        Long.parseLong(head[2]),
        Long.parseLong(head[3]),
        Long.parseLong(head[4]),
        Long.parseLong(head[5]),
        Long.parseLong(head[6]),
        outcomes);
  }

  void keep(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(
        library + "\t" + level + "\t" + mended + "\t" + broken + "\t" + errors + "\t" + after + "\t"
            + unsettled);
    outcomes.forEach(o -> lines.add(o.rule() + "\t" + o.kind() + "\t" + o.what()));
    Files.write(file, lines);
  }
}
