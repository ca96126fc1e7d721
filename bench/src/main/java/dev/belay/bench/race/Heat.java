package dev.belay.bench.race;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Contestants that are compared with each other.
 *
 * @param id short, for options and files
 * @param title as documents name it
 * @param courses what they run on, for the caption
 * @param contestants in the order in which they take turns; the first is the unit of the ratios
 */
record Heat(String id, String title, List<Course> courses, List<Contestant> contestants) {

  /**
   * Runs all contestants in turns, so that what disturbs the machine disturbs them all. One that
   * fails once is not asked again.
   */
  Map<Contestant, List<Lap>> run(int rounds, Stopwatch stopwatch, PrintStream log)
      throws IOException, InterruptedException {
    Map<Contestant, List<Lap>> laps = new LinkedHashMap<>();
    contestants.forEach(contestant -> laps.put(contestant, new ArrayList<>()));
    for (int round = 1; round <= rounds; round++) {
      for (Contestant contestant : contestants) {
        List<Lap> own = laps.get(contestant);
        if (!own.isEmpty() && !contestant.finished(own.get(0).exit())) {
          continue;
        }
        Lap lap = stopwatch.run(contestant);
        own.add(lap);
        log.printf(
            Locale.ROOT,
            "%s %d/%d  %-28s %7.2f s  cpu %7.2f s  %6.0f MiB  exit %d%n",
            id,
            round,
            rounds,
            contestant.name(),
            lap.wall(),
            lap.processor(),
            lap.peak(),
            lap.exit());
      }
    }
    return laps;
  }
}
