package dev.belay.bench.corpus;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The scoreboard as Markdown: the table, then every place that is not as its label says. */
final class ScorePage {

  private ScorePage() {}

  /** One line a rule, and how many findings nothing here can judge. */
  static String tableOf(Scoreboard board) {
    StringBuilder page = new StringBuilder();
    page.append("| rule | labels 1 / 0 / ? | hits | precision | recall | false | unlabelled ")
        .append("| missed |\n|---|---|---|---|---|---|---|---|\n");
    for (RuleScore score : board.scores()) {
      page.append(
          "| `%s` | %d / %d / %d | %d | %s | %s | %d | %d | %d |\n"
              .formatted(
                  score.rule(),
                  score.holding(),
                  score.absent(),
                  score.open(),
                  score.hits(),
                  share(score.precision()),
                  share(score.recall()),
                  score.falseAlarms().size(),
                  score.unlabelled().size(),
                  score.missedAlarms().size()));
    }
    if (!board.unjudged().isEmpty()) {
      page.append("\nFindings of rules that no label speaks of: ");
      page.append(
          String.join(
              ", ",
              board.unjudged().entrySet().stream()
                  .map(entry -> "`%s` %d".formatted(entry.getKey(), entry.getValue()))
                  .toList()));
      page.append(".\n");
    }
    return page.toString();
  }

  /** Every finding that is not true as far as labels tell. */
  static String wrongAlarmsOf(Scoreboard board) {
    StringBuilder page = new StringBuilder();
    list(page, board, "False alarms", RuleScore::falseAlarms);
    list(page, board, "Unlabelled: false alarms until they are labelled", RuleScore::unlabelled);
    return page.toString();
  }

  /** Every place where a finding is missing, with the cause where one is known. */
  static String missedAlarmsOf(Scoreboard board, Causes causes) {
    StringBuilder page = new StringBuilder();
    list(
        page,
        board,
        "Missed alarms",
        RuleScore::missedAlarms,
        (rule, place) -> causes.find(rule, place).map(cause -> ". Cause: " + cause).orElse(""));
    return page.toString();
  }

  private static void list(
      StringBuilder page, Scoreboard board, String title, Function<RuleScore, List<Place>> places) {
    list(page, board, title, places, (rule, place) -> "");
  }

  private static void list(
      StringBuilder page,
      Scoreboard board,
      String title,
      Function<RuleScore, List<Place>> places,
      BiFunction<String, Place, String> remark) {
    page.append("\n### ").append(title).append("\n");
    boolean none = true;
    for (RuleScore score : board.scores()) {
      List<Place> own = places.apply(score);
      if (!own.isEmpty()) {
        none = false;
        page.append("\n#### `").append(score.rule()).append("`\n\n");
        for (Place place : own) {
          page.append("- ").append(place).append(remark.apply(score.rule(), place)).append("\n");
        }
      }
    }
    if (none) {
      page.append("\nNone.\n");
    }
  }

  private static String share(OptionalDouble share) {
    return share.isPresent() ? String.format(Locale.ROOT, "%.3f", share.getAsDouble()) : "–";
  }
}
