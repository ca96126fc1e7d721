package dev.belay.bench.fixes;

import dev.belay.linter.rule.Finding;
import dev.belay.linter.rule.Fix;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page of a run: a line a library and level, figures by rule, reasons of refusals. */
final class ProofPage {

  private record Row(String library, int level, Proof proof) {}

  private final List<Row> rows = new ArrayList<>();

  void add(String library, int level, Proof proof) {
    rows.add(new Row(library, level, proof));
  }

  boolean isClean() {
    return rows.stream()
        .map(Row::proof)
        .allMatch(p -> p.errors().isEmpty() && p.after().isEmpty() && p.unsettled().isEmpty());
  }

  static String line(String library, int level, Proof proof) {
    return "| "
        + Stream.of(
                library,
                level,
                proof.findings().size(),
                proof.mended().size(),
                proof.broken(),
                proof.errors().size(),
                proof.after().size(),
                proof.unsettled().size())
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
    rows.forEach(r -> text.append(line(r.library(), r.level(), r.proof())).append('\n'));
    List<Finding> all =
        rows.stream()
            .filter(r -> r.level() == 17)
            .flatMap(r -> r.proof().findings().stream())
            .toList();
    text.append("\n## By rule, at level 17\n\n");
    text.append(
        "| Rule | findings | safe fix | unsafe fix | refused | share with a fix |\n"
            + "|---|---|---|---|---|---|\n");
    Map<String, List<Finding>> byRule =
        all.stream()
            .collect(Collectors.groupingBy(Finding::ruleId, TreeMap::new, Collectors.toList()));
    byRule.forEach((rule, findings) -> text.append(row(rule, findings)));
    List<Finding> orphans =
        all.stream()
            .filter(
                f -> f.ruleId().equals("discarded-future") || f.ruleId().equals("detached-thread"))
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

  private static String row(String rule, List<Finding> findings) {
    long safe = count(findings, Fix.Safety.SAFE);
    long unsafe = count(findings, Fix.Safety.UNSAFE);
    long refused = findings.stream().filter(f -> f.fixes().isEmpty()).count();
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

  private static long count(List<Finding> findings, Fix.Safety safety) {
    return findings.stream()
        .filter(f -> !f.fixes().isEmpty() && f.fixes().get(0).safety() == safety)
        .count();
  }

  private static boolean isScoped(Finding finding) {
    return finding.fixes().stream().anyMatch(f -> f.title().contains("scope"));
  }

  private static String reasons(String rule, List<Finding> findings) {
    Map<String, Long> counts =
        findings.stream().collect(Collectors.groupingBy(ProofPage::outcome, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(e -> "| `" + rule + "` | " + e.getKey() + " | " + e.getValue() + " |\n")
        .collect(Collectors.joining());
  }

  private static String outcome(Finding finding) {
    return finding.fixes().isEmpty()
        ? "none: " + finding.refusal().map(r -> r.reason()).orElse("the rule offers none")
        : finding.fixes().get(0).title().replaceAll("'\\w+'", "at hand");
  }

  private static String percent(long part, long whole) {
    return whole == 0 ? "–" : Math.round(100.0 * part / whole) + " %";
  }
}
