package dev.belay.bench.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Why alarms are missed, as far as that is known: one cause a place and rule. Immutable. */
final class Causes {

  private static final int COLUMNS = 5;

  private final Map<String, String> byPlace;

  private Causes(Map<String, String> byPlace) {
    this.byPlace = byPlace;
  }

  /**
   * Reads a file with lines of coordinates, path, line, rule and cause, tab-separated.
   *
   * @throws IllegalArgumentException naming the line that has not five columns, or repeats a place
   */
  static Causes read(Path file) throws IOException {
    Map<String, String> byPlace = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      String[] columns = line.split("\t", -1);
      if (columns.length != COLUMNS) {
        throw new IllegalArgumentException(columns.length + " columns instead of 5: " + line);
      }
      String place = key(Coordinates.parse(columns[0]), columns[1], columns[2], columns[3]);
      if (byPlace.put(place, columns[4]) != null) {
        throw new IllegalArgumentException("a second cause for " + place);
      }
    }
    return new Causes(byPlace);
  }

  /** Why a rule is silent at a place. */
  Optional<String> find(String rule, Place place) {
    return Optional.ofNullable(byPlace.get(keyOf(rule, place)));
  }

  /**
   * One sentence for each miss without a cause, and for each cause of what is missed no more; empty
   * when all is well.
   */
  List<String> differencesFrom(Scoreboard board) {
    List<String> differences = new ArrayList<>();
    Map<String, String> left = new TreeMap<>(byPlace);
    for (RuleScore score : board.scores()) {
      for (Place missed : score.missedAlarms()) {
        String key = keyOf(score.rule(), missed);
        if (left.remove(key) == null) {
          differences.add("missed, and no cause is known: " + key);
        }
      }
    }
    left.keySet().forEach(key -> differences.add("has a cause and is not missed: " + key));
    return differences;
  }

  private static String keyOf(String rule, Place place) {
    return key(place.library(), place.path(), String.valueOf(place.line()), rule);
  }

  private static String key(Coordinates library, String path, String line, String rule) {
    return library + " " + path + ":" + line + " " + rule;
  }
}
