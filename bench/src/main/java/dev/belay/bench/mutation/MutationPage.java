package dev.belay.bench.mutation;

import java.util.List;
import java.util.Locale;

/**
 * Scores of mutation as Markdown: the table, then what was missed, was noisy, or gave no mutant.
 */
final class MutationPage {

  private MutationPage() {}

  static String of(List<MutationScore> scores) {
    StringBuilder page = new StringBuilder();
    page.append("| taken | rule | mutants | drawn | flagged | by another rule in its stead ")
        .append("| recall | untouched twin flagged |\n|---|---|---|---|---|---|---|---|\n");
    for (MutationScore score : scores) {
      page.append(
          String.format(
              Locale.ROOT,
              "| %s | `%s` | %d | %d | %d | %d | %s | %d |\n",
              score.operator().title(),
              score.operator().rule(),
              score.found(),
              score.drawn(),
              score.flagged(),
              score.inStead(),
              score.drawn() == 0 ? "–" : String.format(Locale.ROOT, "%.3f", score.recall()),
              score.noisy().size()));
    }
    for (MutationScore score : scores) {
      page.append("\n### Without ").append(score.operator().title()).append("\n\n");
      score.missed().forEach(miss -> page.append("- missed: ").append(miss).append("\n"));
      score.noisy().forEach(site -> page.append("- twin flagged: ").append(site).append("\n"));
      score
          .skipped()
          .forEach(
              (cause, count) ->
                  page.append("- no mutant, ")
                      .append(cause)
                      .append(": ")
                      .append(count)
                      .append("\n"));
    }
    return page.toString();
  }
}
