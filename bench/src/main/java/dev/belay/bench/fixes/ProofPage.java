package dev.belay.bench.fixes;

import dev.belay.bench.fixes.Result.Outcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a run: a line a library and level, figures by rule, reasons of refusals. */
final class ProofPage {

  private final List<Result> results = new ArrayList<>();

  void add(Result result) {
    results.add(result);
  }

  boolean isClean() {
    return results.stream().allMatch(Result::isClean);
  }

  static String line(Result result) {
    return "| "
        + Stream.of(
                result.library(),
                result.level(),
                result.outcomes().size(),
                result.mended(),
                result.broken(),
                result.errors(),
                result.after(),
                result.unsettled())
            .map(String::valueOf)
            .collect(Collectors.joining(" | "))
        + " |";
  }

  String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "<!-- Written by bench/fix-proof. -->\n# What the fixes make of real libraries\n\n");
    text.append(
        "Each library at level 17, where all fixes are allowed, and at its own: compiled, mended by"
            + " the safe\n");
    text.append(
        "fixes and compiled, mended by all and compiled, checked and mended again. Errors before"
            + " any fix are those\n");
    text.append(
        "of sources whose optional dependencies are not on the class path; they count as they"
            + " are.\n\n");
    text.append(
        "| Library | Java | findings | mended | errors before | new errors | new findings |"
            + " unsettled files |\n");
    text.append("|---|---|---|---|---|---|---|---|\n");
    results.forEach(r -> text.append(line(r)).append('\n'));
    List<Outcome> all =
        results.stream().filter(r -> r.level() == 17).flatMap(r -> r.outcomes().stream()).toList();
    text.append("\n## By rule, at level 17\n\n");
    text.append(
        "| Rule | findings | safe fix | unsafe fix | refused | share with a fix |\n"
            + "|---|---|---|---|---|---|\n");
    Map<String, List<Outcome>> byRule =
        all.stream()
            .collect(Collectors.groupingBy(Outcome::rule, TreeMap::new, Collectors.toList()));
    byRule.forEach((rule, findings) -> text.append(row(rule, findings)));
    List<Outcome> orphans =
        all.stream()
            .filter(f -> f.rule().equals("discarded-future") || f.rule().equals("detached-thread"))
            .toList();
    long scoped = orphans.stream().filter(ProofPage::isScoped).count();
    text.append("\nOf ")
        .append(orphans.size())
        .append(" `discarded-future` and `detached-thread`, ");
    text.append(scoped)
        .append(" have a fix by a scope (")
        .append(percent(scoped, orphans.size()))
        .append(").\n");
    text.append(
        "\n"
            + "## Fixes and refusals, at level 17\n\n"
            + "| Rule | fix, or reason for none | findings |\n"
            + "|---|---|---|\n");
    byRule.forEach((rule, findings) -> text.append(reasons(rule, findings)));
    return text.toString();
  }

  private static String row(String rule, List<Outcome> findings) {
    long safe = count(findings, "SAFE");
    long unsafe = count(findings, "UNSAFE");
    long refused = count(findings, "NONE");
    return "| `"
        + rule
        + "` | "
        + findings.size()
        + " | "
        + safe
        + " | "
        + unsafe
        + " | "
        + refused
        + " | "
        + percent(safe + unsafe, findings.size())
        + " |\n";
  }

  private static long count(List<Outcome> findings, String kind) {
    return findings.stream().filter(f -> f.kind().equals(kind)).count();
  }

  private static boolean isScoped(Outcome finding) {
    return finding.isFix() && finding.what().contains("scope");
  }

  private static String reasons(String rule, List<Outcome> findings) {
    Map<String, Long> counts =
        findings.stream().collect(Collectors.groupingBy(ProofPage::outcome, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(e -> "| `" + rule + "` | " + e.getKey() + " | " + e.getValue() + " |\n")
        .collect(Collectors.joining());
  }

  private static String outcome(Outcome finding) {
    return (finding.isFix() ? "" : "none: ") + finding.what();
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "–" : Math.round(100.0 * part / whole) + " %";
  }
}
